"""From documents to tables: a backlog drained beside what it took to take it."""

import shutil
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2

from bench.district import District, Luggage
from bench.rebuild import tables_of
from bench.scale import Scale
from bench.table import Table
from server.app import create_app
from server.clock import HubClock
from server.hub import Hub, open_hub
from server.settings import Settings
from sync.projector.database import open_projection
from sync.projector.projector import Projector
from tests import postgres


async def projection(prepared: Path, district: District, scale: Scale, folder: Path) -> Table:
    """`prepared` stays as it is."""
    shutil.copytree(prepared, folder)
    facts = len(district.tablets) * scale.facts
    backlog = Table(
        f"A backlog of {facts:,} facts, taken and then projected",
        ["", "taken, s", "projected, s", "projected ÷ taken"],
        note="Through the gate into the store with the projector at rest, one tablet after the other; then "
        "the projector alone. Aim: ≤ 3.",
    )
    with postgres.server() as server:
        async with _at_rest(folder) as hub:
            taken = await _take(hub, [*district.tablets])
            for kind in ("SQLite", "PostgreSQL"):
                with tables_of(kind, server, folder) as url:
                    seconds = await _drain(hub, url, folder)
                backlog.rows.append([kind, f"{taken:.1f}", f"{seconds:.1f}", f"{seconds / taken:.1f} ×"])
    return backlog


@asynccontextmanager
async def _at_rest(folder: Path) -> AsyncIterator[Hub]:
    """A hub that takes what tablets bring, and whose projector and workers were not started."""
    hub = open_hub(Settings(data_dir=folder, public_url="http://127.0.0.1"), clock=HubClock())
    try:
        yield hub
    finally:
        await hub.stop()


async def _take(hub: Hub, tablets: Sequence[Luggage]) -> float:
    """Seconds."""
    transport = httpx2.ASGITransport(app=create_app(hub))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
        begun = time.perf_counter()
        for one in tablets:
            headers = {"Authorization": one.bearer, "Content-Type": "application/json"}
            path = f"/couchdb/site-{one.site}/_bulk_docs"
            answer = await client.post(path, content=one.facts, headers=headers)
            assert (answer.status_code, answer.json()) == (201, []), answer.text
        return time.perf_counter() - begun


async def _drain(hub: Hub, url: str, folder: Path) -> float:
    """Seconds from empty tables."""
    tables = open_projection(url)
    projector = Projector(hub.engine, tables, folder / "bench.lock", hub.clock.text)
    begun = time.perf_counter()
    await projector.catch_up()
    await projector.stop()
    tables.dispose()
    return time.perf_counter() - begun
