"""What was acknowledged is there: after a kill, and after a power cut."""

import asyncio
import random
import shutil
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from sync.document import Revision
from sync.store import EmbeddedEngine
from tests.sync.store.power_cut import PowerCut

BATCH = 50


def visit(number: int, size: int = 0) -> Revision:
    return Revision(f"visit:{number:06}", ("1-a",), b'{"text":"' + b"x" * size + b'"}')


async def held_ids(data_dir: Path) -> set[str]:
    """All ids of a store that must open as if nothing had happened."""
    engine = EmbeddedEngine(data_dir)
    try:
        return {row.id for row in (await engine.database("papers").changes()).changes}
    finally:
        await engine.close()


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


class _KilledHub:
    """A hub that takes batches from several clients at once until it is killed in the middle of one."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._next = 0
        self._one_more = asyncio.Event()
        self.acknowledged: set[str] = set()

    async def run_and_kill(self, batches: int) -> None:
        """SIGKILL while four clients are writing, once `batches` batches were acknowledged."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.couch_hub", str(self._data_dir)), stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().strip()
        enough = len(self.acknowledged) + batches * BATCH
        async with httpx2.AsyncClient(base_url=url, timeout=60) as client:
            await client.put("/papers")
            clients = [asyncio.create_task(self._write(client)) for _ in range(4)]
            while len(self.acknowledged) < enough:
                await self._one_more.wait()
                self._one_more.clear()
            process.kill()
            await asyncio.gather(*clients)
        assert await process.wait() == -signal.SIGKILL

    async def _write(self, client: httpx2.AsyncClient) -> None:
        while True:
            docs = [self._new_document() for _ in range(BATCH)]
            try:
                answer = await client.post("/papers/_bulk_docs", json={"docs": docs, "new_edits": False})
            except httpx2.TransportError:
                return
            assert (answer.status_code, answer.json()) == (201, [])
            self.acknowledged |= {doc["_id"] for doc in docs}
            self._one_more.set()

    def _new_document(self) -> dict[str, Any]:
        self._next += 1
        return {"_id": f"visit:{self._next:06}", "_rev": "1-a", "text": "x" * 1000}


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.soak)])
async def test_a_killed_hub_has_all_it_acknowledged(tmp_path: Path, kills: int) -> None:
    hub = _KilledHub(tmp_path)
    moments = random.Random(kills)
    for _ in range(kills):
        await hub.run_and_kill(moments.randrange(1, 12))
        held = await held_ids(tmp_path)
        assert hub.acknowledged <= held
        assert len(held) % BATCH == 0, "a batch is written as a whole or not at all"
    with sqlite3.connect(tmp_path / "documents.sqlite3") as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store.close()
