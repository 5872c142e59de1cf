"""From documents to tables: a backlog drained beside what it took to take it, and all of it made anew."""

import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx2
from sqlalchemy import URL

from bench.district import District, Luggage
from bench.scale import Scale
from bench.table import Table
from server.app import create_app
from server.clock import HubClock
from server.hub import Hub, open_hub
from server.settings import Settings
from sync.projector.database import open_projection
from sync.projector.projector import Projector
from tests import postgres

_PARTS = (10, 1)  # a tenth of the tablets, then all of them


async def projection(prepared: Path, district: District, scale: Scale, folder: Path) -> AsyncIterator[Table]:
    """`prepared` stays as it is."""
    shutil.copytree(prepared, folder)
    facts = len(district.tablets) * scale.facts
    backlog = Table(
        f"A backlog of {facts:,} facts, taken and then projected",
        ["", "taken, s", "projected, s", "projected ÷ taken"],
        note="Through the gate into the store with the projector at rest, one tablet after the other; then "
        "the projector alone. Aim: ≤ 3.",
    )
    sizes = [f"{facts // part:,}" for part in _PARTS]
    rebuilds = Table(
        "All tables made anew (`yici rebuild`)",
        ["", *(f"s, {size} facts" for size in sizes), *(f"peak MB, {size}" for size in sizes)],
        note="A process of its own, from its start to its end; it verifies every signature again.",
    )
    with postgres.server() as server:
        rebuilt: dict[str, list[tuple[float, float]]] = {"SQLite": [], "PostgreSQL": []}
        async with _at_rest(folder) as hub:
            tenth, rest = district.tablets[:: _PARTS[0]], [*district.tablets]
            taken = await _take(hub, tenth)
            for kind, measured in rebuilt.items():
                measured.append(_rebuild(folder, kind, server))
            taken += await _take(hub, [one for one in rest if one not in tenth])
            for kind in rebuilt:
                with _tables(kind, server, folder) as url:
                    seconds = await _drain(hub, url, folder)
                backlog.rows.append([kind, f"{taken:.1f}", f"{seconds:.1f}", f"{seconds / taken:.1f} ×"])
        for kind, measured in rebuilt.items():
            measured.append(_rebuild(folder, kind, server))
            times, peaks = zip(*measured, strict=True)
            rebuilds.rows.append([kind, *(f"{one:.1f}" for one in times), *(f"{one:.0f}" for one in peaks)])
    yield backlog
    yield rebuilds


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


def _rebuild(folder: Path, kind: str, server: URL) -> tuple[float, float]:
    """Seconds, and the greatest number of megabytes. The documents may be open meanwhile, but for writing."""
    with _tables(kind, server, folder) as url:
        command = [sys.executable, "-m", "server.cli", "rebuild", "--data-dir", str(folder)]
        with (folder / "rebuild.log").open("wb") as log:
            actions = [(os.POSIX_SPAWN_DUP2, log.fileno(), n) for n in (1, 2)]
            environment = {**os.environ, "YICI_DATABASE_URL": url}
            begun = time.perf_counter()
            pid = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
            _, status, used = os.wait4(pid, 0)
        assert status == 0, (folder / "rebuild.log").read_text()
        return time.perf_counter() - begun, used.ru_maxrss / 1024


@contextmanager
def _tables(kind: str, server: URL, folder: Path) -> Iterator[str]:
    """The URL of a place that is empty."""
    if kind == "PostgreSQL":
        with postgres.database(server) as url:
            yield url
        return
    yield f"sqlite:///{folder / 'bench.sqlite3'}"
    for path in folder.glob("bench.sqlite3*"):
        path.unlink()
