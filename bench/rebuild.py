"""All tables made anew from the documents of a district, with few cases and with many."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL

from bench.scale import Scale
from bench.servers import memory_of
from bench.table import Table
from server.clock import HubClock
from server.demo import PASSWORD, furnish
from server.demo_history.writing import open_offices, plan_history, write_cases
from server.founding import found
from server.hub import open_hub
from server.online.papers import prepare
from server.settings import Settings
from tests import postgres


class Rebuilt(NamedTuple):
    seconds: float
    peak: float  # MB


async def rebuild(scale: Scale, folder: Path) -> Table:
    """With the histories that the demo district has: everything that happens to cases."""
    sizes = [f"{count:,} cases" for count in scale.rebuilt_cases]
    heads = [f"{what}, {size}" for what in ("s", "peak MB") for size in sizes]
    table = Table(
        "All tables made anew (`yici rebuild`)",
        ["", *heads, "ms a case", "documents"],
        note="A process of its own, from its start to its end; it verifies every signature again.",
    )
    documents = 0
    measured: dict[str, list[Rebuilt]] = {"SQLite": [], "PostgreSQL": []}
    with postgres.server() as server:
        for count in scale.rebuilt_cases:
            documents = await make_cases(folder / str(count), count)
            for kind, found in measured.items():
                with tables_of(kind, server, folder) as url:
                    found.append(_rebuild(folder / str(count), url))
    for kind, found in measured.items():
        times, peaks = zip(*found, strict=True)
        each = times[-1] / scale.rebuilt_cases[-1] * 1000
        shown = [*(f"{one:,.1f}" for one in times), *(f"{one:.0f}" for one in peaks)]
        table.rows.append([kind, *shown, f"{each:.1f}", f"{documents:,}"])
    return table


async def make_cases(folder: Path, count: int) -> int:
    """Its documents alone, as they came from the tablets and the workers; how many there are."""
    hub = open_hub(
        Settings(data_dir=folder, public_url="http://127.0.0.1"),
        clock=HubClock.starting_at("2021-12-20T09:00"),
    )
    engine = hub.engine
    try:
        await found(
            engine, hub.district_key, hub.settings.public_url, hub.clock.today().replace(month=1, day=1)
        )
        await prepare(engine, hub.papers.public_key, hub.district_key)
        await furnish(engine, hub.passwords)
        plan = await plan_history(engine, hub.clock, count)
        assert plan
        password = await hub.passwords.hash(PASSWORD)
        history = await open_offices(engine, hub.papers, plan, hub.district_key, password)
        await write_cases(engine, hub.papers, history, lambda begun: None)
        return sum([(await engine.database(name).info()).doc_count for name in await engine.names()])
    finally:
        await hub.stop()


def _rebuild(folder: Path, url: str) -> Rebuilt:
    command = [sys.executable, "-m", "server.cli", "rebuild", "--data-dir", str(folder)]
    with (folder / "rebuild.log").open("wb") as log:
        begun = time.perf_counter()
        child = subprocess.Popen(
            command, stdout=log, stderr=log, env={**os.environ, "YICI_DATABASE_URL": url}
        )
        peak = 0
        while child.poll() is None:
            peak = memory_of(child.pid, "VmHWM") or peak
            time.sleep(0.05)
    assert child.returncode == 0, (folder / "rebuild.log").read_text()
    return Rebuilt(time.perf_counter() - begun, peak / 1e6)


@contextmanager
def tables_of(kind: str, server: URL, folder: Path) -> Iterator[str]:
    """The URL of a place that is empty."""
    if kind == "PostgreSQL":
        with postgres.database(server) as url:
            yield url
        return
    yield f"sqlite:///{folder / 'bench.sqlite3'}"
    for path in folder.glob("bench.sqlite3*"):
        path.unlink()
