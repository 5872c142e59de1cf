"""The embedded engine beyond the common contract: its file, its identity, its end."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.document import Revision
from sync.errors import SyncError, Unavailable
from sync.store import EmbeddedEngine


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("papers")
    yield engine
    await engine.close()


async def test_a_store_is_the_same_after_a_restart(engine: EmbeddedEngine, tmp_path: Path) -> None:
    await engine.database("papers").bulk_docs([Revision("x", ("1-a",), b"{}")], new_edits=False)
    before = await engine.database("papers").changes()
    await engine.close()
    again = EmbeddedEngine(tmp_path)
    assert again.instance == engine.instance
    assert await again.database("papers").changes() == before
    await again.close()


async def test_closing_leaves_one_file(engine: EmbeddedEngine, tmp_path: Path) -> None:
    await engine.close()
    assert os.listdir(tmp_path) == ["documents.sqlite3"]


async def test_a_closed_store_says_so(engine: EmbeddedEngine) -> None:
    papers = engine.database("papers")
    await engine.close()
    await engine.close()
    with pytest.raises(Unavailable):
        await papers.info()
    with pytest.raises(Unavailable):
        await papers.bulk_docs([], new_edits=True)


async def test_closing_ends_every_wait(engine: EmbeddedEngine) -> None:
    papers = engine.database("papers")
    start = (await papers.changes()).last_seq
    waiting = asyncio.ensure_future(papers.wait(start, 60))
    updates = engine.updates()
    await papers.get("x")  # by now the other is waiting
    await engine.close()
    with pytest.raises(Unavailable):
        await waiting
    assert [name async for name in updates] == []


async def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "documents.sqlite3") as foreign:
        foreign.execute("PRAGMA user_version = 99")
    foreign.close()
    with pytest.raises(SyncError, match="layout 99"):
        EmbeddedEngine(tmp_path)


async def test_a_renewed_store_forgets_checkpoints_and_tokens(engine: EmbeddedEngine) -> None:
    papers = engine.database("papers")
    await papers.bulk_docs([Revision("x", ("1-a",), b"{}")], new_edits=False)
    await papers.put_local("checkpoint", {})
    old, token = engine.instance, (await papers.changes()).last_seq
    assert await engine.renew() == engine.instance != old
    assert await papers.get_local("checkpoint") is None
    assert [row.id for row in (await papers.changes(token)).changes] == ["x"]


async def test_a_checkpoint_wakes_nobody(engine: EmbeddedEngine) -> None:
    papers = engine.database("papers")
    updates = engine.updates()
    await papers.put_local("checkpoint", {})
    await papers.bulk_docs([Revision("x", ("1-a",), b"{}")], new_edits=False)
    await engine.create("later")
    assert [await anext(updates), await anext(updates)] == ["papers", "later"]


async def test_what_is_written_again_does_not_end_a_wait(engine: EmbeddedEngine) -> None:
    papers = engine.database("papers")
    known = Revision("x", ("1-a",), b"{}")
    await papers.bulk_docs([known], new_edits=False)
    waiting = asyncio.ensure_future(papers.wait((await papers.changes()).last_seq, 60))
    await papers.bulk_docs([known], new_edits=False)
    await papers.info()
    assert not waiting.done()
    await papers.bulk_docs([Revision("y", ("1-a",), b"{}")], new_edits=False)
    assert await waiting


async def test_long_histories_are_stemmed(engine: EmbeddedEngine) -> None:
    path = [f"{number}-a" for number in range(2000, 0, -1)]
    papers = engine.database("papers")
    await papers.bulk_docs([Revision("x", tuple(path), b"{}")], new_edits=False)
    held = await papers.get("x")
    assert held is not None
    assert held.ancestry == tuple(path[:1000])


async def test_dropping_a_database_removes_all_its_rows(engine: EmbeddedEngine, tmp_path: Path) -> None:
    await engine.database("papers").bulk_docs([Revision("x", ("1-a",), b"{}")], new_edits=False)
    await engine.database("papers").put_local("checkpoint", {})
    await engine.drop("papers")
    await engine.close()
    with sqlite3.connect(tmp_path / "documents.sqlite3") as file:
        for table in ("databases", "documents", "revisions", "local_documents"):
            assert file.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    file.close()


async def test_compaction_gives_space_back(engine: EmbeddedEngine, tmp_path: Path) -> None:
    papers = engine.database("papers")
    large = b'{"text":"' + b"x" * 100_000 + b'"}'
    for path in (("1-a",), ("2-b", "1-a"), ("3-c", "2-b", "1-a")):
        await papers.bulk_docs([Revision(f"d{n}", path, large) for n in range(50)], new_edits=False)
    before = (await papers.info()).size
    await papers.compact()
    assert (await papers.info()).size < before / 2
    await engine.close()
    assert (tmp_path / "documents.sqlite3").stat().st_size < before / 2


async def test_others_write_while_a_database_is_compacted(engine: EmbeddedEngine) -> None:
    papers = engine.database("papers")
    for path in (("1-a",), ("2-b", "1-a")):
        await papers.bulk_docs([Revision(f"d{n}", path, b"{}") for n in range(5000)], new_edits=False)
    compaction = papers.compact()
    written = 0
    while (await papers.info()).compact_running:
        newer = (f"3-{written}", "2-b", "1-a")
        await papers.bulk_docs([Revision("d4999", newer, b"{}")], new_edits=False)
        written += 1
    await compaction
    assert written > 1
    assert len(await papers.leaves("d4999")) == written, "nothing that came meanwhile was forgotten"
    assert await papers.bulk_get([(f"d{n}", "1-a") for n in range(5000)]) == [None] * 5000


async def test_a_compaction_that_was_ended_is_begun_again(engine: EmbeddedEngine, tmp_path: Path) -> None:
    papers = engine.database("papers")
    for path in (("1-a",), ("2-b", "1-a")):
        await papers.bulk_docs([Revision(f"d{n}", path, b"{}") for n in range(5000)], new_edits=False)
    compaction = papers.compact()
    await engine.close()
    with pytest.raises(asyncio.CancelledError):
        await compaction
    again = EmbeddedEngine(tmp_path)
    await again.database("papers").compact()
    assert await again.database("papers").get("d0", "1-a") is None
    assert await again.database("papers").get("d4999", "1-a") is None
    await again.close()
