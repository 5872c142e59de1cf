"""`python -m bench [--quick]`: prints a table; figures are medians, with the range of the runs."""

import argparse
import json
import os
import platform
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from bench.hub import Hub
from bench.limits import decode_and_insert, store_alone
from bench.papers import BATCH, SIZE, bodies, revisions

Rates = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer documents and runs, memory after 5 s")
    quick = parser.parse_args().quick
    count, runs, idle = (5_000, 3, 5) if quick else (20_000, 5, 60)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    print(f"{count:,} documents of {SIZE:,} bytes, batches of {BATCH}, new_edits false, {runs} runs\n")
    with tempfile.TemporaryDirectory() as folder, Hub(Path(folder, "hub"), _free_port()) as hub:
        memory = _idle_memory(hub, idle)
        rates, cpu = _measure(hub, Path(folder), count, runs)
    _print_rates(rates, cpu)
    print(f"\nidle hub, {idle} s after start: {memory / 1e6:.0f} MB of memory")


def _measure(hub: Hub, folder: Path, count: int, runs: int) -> tuple[Rates, dict[str, float]]:
    """Documents per second of every run, and the hub's microseconds of CPU a document."""
    requests, batches = bodies(count), revisions(count)
    rates: Rates = {}
    cpu: dict[str, float] = {}

    def note(name: str, rate: float) -> None:
        rates.setdefault(name, []).append(rate)

    for run in range(runs):
        note("JSON decode + SQLite insert", decode_and_insert(folder, requests))
        note("store without HTTP", store_alone(folder / "store", f"run{run}", batches))
        before = hub.cpu_seconds
        note("_bulk_docs over HTTP", hub.push(f"run{run}", requests))
        between = hub.cpu_seconds
        note("_changes with documents over HTTP", hub.pull(f"run{run}", count))
        cpu["_bulk_docs over HTTP"] = (between - before) / count * 1e6
        cpu["_changes with documents over HTTP"] = (hub.cpu_seconds - between) / count * 1e6
        for way, rate in _pouchdb(hub, f"pouchdb{run}", count // 4).items():
            note(f"PouchDB {way}", rate)
    return rates, cpu


def _pouchdb(hub: Hub, database: str, count: int) -> dict[str, float]:
    hub.push(database, [])
    script = Path(__file__).with_name("pouchdb.mjs")
    command = ["node", str(script), hub.address, database, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _print_rates(rates: Rates, cpu: dict[str, float]) -> None:
    limit = statistics.median(rates["JSON decode + SQLite insert"])
    store = statistics.median(rates["store without HTTP"])
    print(
        f"{'documents per second':<36}{'median':>9}{'range':>19}{'of limit':>10}{'of store':>10}{'CPU µs':>8}"
    )
    for name, measured in rates.items():
        median = statistics.median(measured)
        span = f"{min(measured):,.0f} to {max(measured):,.0f}"
        own = f"{cpu[name]:.0f}" if name in cpu else ""
        print(f"{name:<36}{median:>9,.0f}{span:>19}{median / limit:>9.0%} {median / store:>9.0%} {own:>7}")


def _idle_memory(hub: Hub, seconds: int) -> int:
    time.sleep(max(0, hub.started + seconds - time.monotonic()))
    return hub.memory


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    main()
