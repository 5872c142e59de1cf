"""The write-ahead log ends somewhere, whoever reads."""

import asyncio
import threading
from pathlib import Path

import pytest

from sync.document import Revision
from sync.store import EmbeddedEngine, log
from sync.store.connection import FILE_NAME, open_reader

SHORT = 2**20
BODY = b'{"text":"' + b"x" * 50_000 + b'"}'


class Readers:
    """Two that take turns, so that at every moment one of them reads a moment of the past."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> "Readers":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _read(self) -> None:
        one, other = open_reader(self._data_dir), open_reader(self._data_dir)
        while not self._ended.is_set():
            one.execute("BEGIN")
            one.execute("SELECT count(*) FROM documents").fetchone()
            if other.in_transaction:
                other.execute("ROLLBACK")
            one, other = other, one
        one.close()
        other.close()


async def write_20_megabytes(engine: EmbeddedEngine) -> None:
    papers = engine.database("papers")
    for batch in range(40):
        papers_of_it = [Revision(f"{batch}-{n}", ("1-a",), BODY) for n in range(10)]
        await papers.bulk_docs(papers_of_it, new_edits=False)


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "SHORT", SHORT)


async def longest_log(engine: EmbeddedEngine, tmp_path: Path) -> int:
    path, longest = tmp_path / f"{FILE_NAME}-wal", 0
    writing = asyncio.create_task(write_20_megabytes(engine))
    while not writing.done():
        longest = max(longest, path.stat().st_size)
        await asyncio.sleep(0)
    await writing
    return longest


async def test_readers_without_a_pause_do_not_make_the_log_grow(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("papers")
    with Readers(tmp_path):
        assert await longest_log(engine, tmp_path) < 10 * SHORT
    await engine.close()


async def test_one_who_reads_for_long_loses_nothing_and_stops_nobody(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("papers")
    reader = open_reader(tmp_path)
    reader.execute("BEGIN")
    before = reader.execute("SELECT count(*) FROM documents").fetchone()
    await write_20_megabytes(engine)
    assert reader.execute("SELECT count(*) FROM documents").fetchone() == before
    reader.close()
    await write_20_megabytes(engine)
    await engine.database("papers").bulk_docs([Revision("last", ("1-a",), BODY)], new_edits=False)
    assert (await engine.database("papers").info()).doc_count == 401
    await engine.close()
