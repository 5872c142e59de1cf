"""What a hub has acknowledged is there after it was killed in the middle of batches."""

import asyncio
import random
import signal
import sqlite3
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.live_hub import PASSWORD, LiveHub
from tests.stored import held_ids

BATCH = 50


class _KilledHub:
    """A hub that takes batches from several clients at once until it is killed in the middle of one."""

    def __init__(self, data_dir: Path) -> None:
        self._hub = LiveHub(data_dir)
        self._next = 0
        self._one_more = asyncio.Event()
        self.acknowledged: set[str] = set()

    async def run_and_kill(self, batches: int) -> None:
        """SIGKILL while four clients are writing, once `batches` batches were acknowledged."""
        await asyncio.to_thread(self._hub.start, "2021-06-08T09:00")
        enough = len(self.acknowledged) + batches * BATCH
        url = f"{self._hub.url}/couchdb/"
        async with httpx2.AsyncClient(base_url=url, auth=("district", PASSWORD), timeout=60) as client:
            await client.put("papers")
            clients = [asyncio.create_task(self._write(client)) for _ in range(4)]
            while len(self.acknowledged) < enough:
                await self._one_more.wait()
                self._one_more.clear()
            assert self._hub.kill() == -signal.SIGKILL
            await asyncio.gather(*clients)

    async def _write(self, client: httpx2.AsyncClient) -> None:
        while True:
            docs = [self._new_document() for _ in range(BATCH)]
            try:
                answer = await client.post("papers/_bulk_docs", json={"docs": docs, "new_edits": False})
            except httpx2.TransportError:
                return
            assert (answer.status_code, answer.json()) == (201, [])
            self.acknowledged |= {doc["_id"] for doc in docs}
            self._one_more.set()

    def _new_document(self) -> dict[str, Any]:
        self._next += 1
        return {"_id": f"visit:{self._next:06}", "_rev": "1-a", "text": "x" * 1000}


@pytest.mark.interop
@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.soak)])
async def test_a_killed_hub_has_all_it_acknowledged(tmp_path: Path, kills: int) -> None:
    hub = _KilledHub(tmp_path / "hub")
    moments = random.Random(kills)
    for _ in range(kills):
        await hub.run_and_kill(moments.randrange(1, 12))
        held = await held_ids(tmp_path / "hub")
        assert hub.acknowledged <= held
        assert len(held) % BATCH == 0, "a batch is written as a whole or not at all"
    with sqlite3.connect(tmp_path / "hub" / "documents.sqlite3") as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store.close()
