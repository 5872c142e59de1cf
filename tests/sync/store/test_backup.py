"""A copy of a store that is being written to."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.document import Revision
from sync.errors import SyncError, Unavailable
from sync.store import EmbeddedEngine
from sync.store.backup import examine, take

BATCH = 20
WRITERS = 4
MEGABYTE = 1_000_000


class _Office:
    """Writers that never pause: each batch of visits goes to `desk`, then, once answered, to `archive`."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._engine = engine
        self._next = 0
        self._written = threading.Condition()
        self.acknowledged: set[str] = set()
        self.batches = 0

    async def write_for_ever(self) -> None:
        while True:
            first, self._next = self._next, self._next + BATCH
            batch = [Revision(f"visit:{n:06}", ("1-a",), b"{}") for n in range(first, first + BATCH)]
            for name in ("desk", "archive"):
                await self._engine.database(name).bulk_docs(batch, new_edits=False)
            with self._written:
                self.acknowledged |= {revision.id for revision in batch}
                self.batches += 1
                self._written.notify_all()

    def wait_for_a_batch(self) -> None:
        """From another thread: until one more batch is acknowledged."""
        with self._written:
            wanted = self.batches + 1
            assert self._written.wait_for(lambda: self.batches >= wanted, 60), "the writers stand still"


async def _ids(engine: EmbeddedEngine, name: str) -> set[str]:
    return {row.id for row in (await engine.database(name).changes()).changes if row.id.startswith("visit:")}


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
    """A store so large that copying it takes several steps."""
    engine = EmbeddedEngine(tmp_path / "hub")
    for name in ("desk", "archive"):
        await engine.create(name)
    large = [Revision(f"scan:{n}", ("1-a",), b'"' + b"x" * MEGABYTE + b'"') for n in range(30)]
    await engine.database("archive").bulk_docs(large, new_edits=False)
    yield engine
    await engine.close()


async def test_a_copy_is_one_moment_of_a_store_whose_writers_never_pause(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    office, folder = _Office(engine), tmp_path / "copy"
    folder.mkdir()
    progress: list[int] = []

    def copied(done: int, total: int) -> None:
        progress.append(done)
        office.wait_for_a_batch()  # the copy holds up nobody, at no step
        assert done <= total

    writers = [asyncio.create_task(office.write_for_ever()) for _ in range(WRITERS)]
    await asyncio.to_thread(office.wait_for_a_batch)
    before = set(office.acknowledged)
    await asyncio.to_thread(take, tmp_path / "hub", folder, copied)
    after = set(office.acknowledged)
    for writer in writers:
        writer.cancel()
    await asyncio.gather(*writers, return_exceptions=True)

    assert len(progress) > 3
    assert progress == sorted(progress), "the copy was begun again"
    contents = {info.name: info for info in examine(folder).databases}
    copy = EmbeddedEngine(folder)
    desk, archive = await _ids(copy, "desk"), await _ids(copy, "archive")
    assert contents["desk"].doc_count == len(desk)
    assert contents["archive"].doc_count == len(archive) + 30
    await copy.close()
    assert before <= archive < after, "what was written during the copy is not in it, what was before is"
    assert archive <= desk, "what was written second is not there without what was written first"
    assert len(desk - archive) <= WRITERS * BATCH
    assert len(desk) % BATCH == len(archive) % BATCH == 0, "a batch is there as a whole or not at all"
    assert examine(tmp_path / "hub").instance == examine(folder).instance == engine.instance


async def test_a_damaged_store_is_found_out(engine: EmbeddedEngine, tmp_path: Path) -> None:
    await engine.close()
    with (tmp_path / "hub" / "documents.sqlite3").open("r+b") as stream:
        stream.seek(8 * 4096)
        stream.write(b"\xff" * 4096 * 8)
    with pytest.raises(SyncError, match=r"damaged|malformed"):
        examine(tmp_path / "hub")


async def test_a_copy_that_cannot_be_written_says_so(engine: EmbeddedEngine, tmp_path: Path) -> None:
    (tmp_path / "copy" / "documents.sqlite3").mkdir(parents=True)
    with pytest.raises(Unavailable, match="cannot be copied"):
        await asyncio.to_thread(take, tmp_path / "hub", tmp_path / "copy", lambda done, total: None)
