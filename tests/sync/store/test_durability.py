"""What was acknowledged is there after a power cut."""

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest

from sync.document import Revision
from sync.store import EmbeddedEngine
from tests.stored import held_ids
from tests.sync.store.power_cut import PowerCut

BATCH = 50


def visit(number: int, size: int = 0) -> Revision:
    return Revision(f"visit:{number:06}", ("1-a",), b'{"text":"' + b"x" * size + b'"}')


class _Disk:
    """A store on a disk that can lose power, and copies of what is left then."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "data"
        self.folder.mkdir()
        self.power = PowerCut(self.folder, tmp_path / "durable")
        self._left = tmp_path / "left"

    async def ids_after_power_cut(self) -> set[str]:
        shutil.copytree(self.power.durable, self._left)
        try:
            return await held_ids(self._left)
        finally:
            shutil.rmtree(self._left)


@pytest.fixture
def disk(tmp_path: Path) -> _Disk:
    return _Disk(tmp_path)


@pytest.mark.parametrize(("synchronous", "left"), [("EXTRA", 1), ("NORMAL", 0)])
def test_the_power_cut_takes_what_was_not_synced(disk: _Disk, synchronous: str, left: int) -> None:
    """The proof of the proof: the same commit is lost when SQLite does not ask the disk to sync it."""
    with disk.power:
        writing = sqlite3.connect(disk.folder / "test.sqlite3", isolation_level=None)
        writing.execute("PRAGMA synchronous = EXTRA")
        writing.execute("PRAGMA journal_mode = WAL")
        writing.execute("CREATE TABLE papers (id)")
        writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        writing.execute(f"PRAGMA synchronous = {synchronous}")
        writing.execute("INSERT INTO papers VALUES (1)")
        after = sqlite3.connect(shutil.copytree(disk.power.durable, disk.folder / "left") / "test.sqlite3")
    assert after.execute("SELECT count(*) FROM papers").fetchone() == (left,)
    writing.close()
    after.close()


async def test_every_answer_is_given_after_the_disk_has_it(disk: _Disk) -> None:
    with disk.power:
        engine = EmbeddedEngine(disk.folder)
        await engine.create("papers")
        written = set()
        for number in range(20):
            (result,) = await engine.database("papers").bulk_docs([visit(number)], new_edits=False)
            written.add(result.id)
            assert await disk.ids_after_power_cut() == written
        await engine.close()


async def test_many_small_writers_share_a_sync_and_each_is_safe(disk: _Disk) -> None:
    with disk.power:
        engine = EmbeddedEngine(disk.folder)
        await engine.create("papers")
        papers = engine.database("papers")
        writers = [papers.bulk_docs([visit(number)], new_edits=False) for number in range(300)]
        written = set()
        for answer in asyncio.as_completed(writers):
            written |= {result.id for result in await answer}
            if len(written) % 100 == 1:
                assert written <= await disk.ids_after_power_cut()
        await engine.close()


async def test_an_attachment_is_as_safe_as_its_document(disk: _Disk) -> None:
    with disk.power:
        engine = EmbeddedEngine(disk.folder)
        await engine.create("papers")
        scan = bytes(range(256)) * 40_000
        member = b'{"scan":{"content_type":"image/png","follows":true}}'
        paper = Revision("x", ("1-a",), b"{}", attachments=member, contents={"scan": scan})
        await engine.database("papers").bulk_docs([paper], new_edits=False)
        left = EmbeddedEngine(shutil.copytree(disk.power.durable, disk.folder / "left"))
        held = await left.database("papers").get("x")
        assert held is not None
        assert await left.database("papers").contents(held, ["scan"]) == {"scan": scan}
        await left.close()
        await engine.close()


async def test_moving_the_log_into_the_database_loses_nothing(disk: _Disk) -> None:
    """Enough is written for several checkpoints, the moments when log and database both change."""
    with disk.power:
        engine = EmbeddedEngine(disk.folder)
        await engine.create("papers")
        written = set()
        for first in range(0, 400, BATCH):
            batch = [visit(number, 100_000) for number in range(first, first + BATCH)]
            results = await engine.database("papers").bulk_docs(batch, new_edits=False)
            written |= {result.id for result in results}
            assert await disk.ids_after_power_cut() == written
        assert (disk.power.durable / "documents.sqlite3").stat().st_size > 10_000_000
        await engine.close()
