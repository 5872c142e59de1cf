"""`python -m bench`: prints the tables. With YICI_TEST_COUCHDB_URL an Apache CouchDB runs beside the hub."""

import argparse
import contextlib
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import uvloop

from bench import servers
from bench.city import city
from bench.district import District, make_district
from bench.empty_sync import empty_sync
from bench.feeds import feeds
from bench.figures import figures
from bench.group_commit import group_commit
from bench.limits import limits
from bench.outage import outage
from bench.pouchdb import pouchdb
from bench.projection import projection
from bench.rebuild import rebuild
from bench.scale import FULL, TINY, Scale
from bench.servers import Server
from bench.table import Table
from bench.tablet import tablet
from bench.throughput import throughput
from bench.verifications import verifications

_WITHOUT_SERVERS = {"figures", "rebuild", "tablet", "verifications"}
_BEGIN, _END = "<!-- figures: begin -->", "<!-- figures: end -->"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="only to see that everything runs")
    parser.add_argument("--only", nargs="+", metavar="ROW", help="some of the tables: throughput outage …")
    parser.add_argument(
        "--record", type=Path, metavar="FILE", help="put them into FILE, for those of the same titles"
    )
    asked = parser.parse_args()
    machine = _machine()
    print(machine, flush=True)
    shown: list[str] = []
    tables = measure(TINY if asked.tiny else FULL, os.environ.get("YICI_TEST_COUCHDB_URL", ""), asked.only)

    async def show() -> None:
        async for table in tables:
            shown.append(str(table))
            print(f"\n{table}", flush=True)

    uvloop.run(show())
    if asked.record:
        _record(asked.record, machine, [one.removeprefix("### ") for one in shown])


async def measure(scale: Scale, couchdb_url: str, only: list[str] | None = None) -> AsyncIterator[Table]:
    """The tables, one after the other as they are ready."""

    def wanted(name: str) -> bool:
        if only is None or name in only:
            _tell(f"{name.replace('_', ' ')} …")
            return True
        return False

    if only is None or {*only} - _WITHOUT_SERVERS:
        async for table in _of_servers(scale, couchdb_url, wanted):
            yield table
    if wanted("verifications"):
        yield verifications(scale)
    if wanted("figures"):
        with tempfile.TemporaryDirectory(prefix="yici-bench-") as folder:
            yield await figures(scale, Path(folder))
    if wanted("rebuild"):
        with tempfile.TemporaryDirectory(prefix="yici-bench-") as folder:
            yield await rebuild(scale, Path(folder))
    if wanted("tablet"):
        yield await tablet(scale)


async def _of_servers(scale: Scale, couchdb_url: str, wanted: Callable[[str], bool]) -> AsyncIterator[Table]:
    folder = Path(tempfile.mkdtemp(prefix="yici-bench-"))
    prepared = folder / "prepared"
    try:
        async with contextlib.AsyncExitStack() as stack:
            _tell("signing facts …")
            district = await make_district(prepared, scale)
            shutil.copytree(prepared, folder / "hub")
            hub = await stack.enter_async_context(servers.hub(folder / "hub"))
            couchdb: Server | None = None
            if couchdb_url:
                couchdb = await stack.enter_async_context(servers.couchdb(couchdb_url))
            both = [hub, couchdb] if couchdb else [hub]

            async for table in _of_both(both, district, scale, folder, wanted):
                yield table
            if wanted("outage"):
                yield await outage(prepared, district, couchdb, scale)
            if wanted("projection"):
                yield await projection(prepared, district, scale, folder / "projection")
            if wanted("city"):
                async for table in city(prepared, district, scale, folder / "cases"):
                    yield table
    finally:
        shutil.rmtree(folder)


async def _of_both(
    both: list[Server], district: District, scale: Scale, folder: Path, wanted: Callable[[str], bool]
) -> AsyncIterator[Table]:
    if wanted("throughput"):
        table, taken = await throughput(both, scale)
        yield table
        yield await limits(both[0], district, scale, folder, taken)
    if wanted("empty_sync"):
        yield await empty_sync(both, scale)
    if wanted("group_commit"):
        yield await group_commit(both, scale)
    if wanted("feeds"):
        yield await feeds(both, district, scale)
    if wanted("pouchdb"):
        yield await pouchdb(both, scale)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _machine() -> str:
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores for client and server together."
    )


def _record(file: Path, machine: str, shown: list[str]) -> None:
    """In the place of those with the same titles; the other tables of an earlier run stay."""
    before, _, rest = file.read_text(encoding="utf-8").partition(_BEGIN)
    recorded, mark, after = rest.partition(_END)
    if not mark:
        raise SystemExit(f"{file} has no {_BEGIN} and {_END}")
    tables = {_title(one): one for one in [*recorded.strip().split("\n\n### ")[1:], *shown]}
    figures = "\n\n".join([machine, *(f"### {one}" for one in tables.values())])
    file.write_text(f"{before}{_BEGIN}\n\n{figures}\n\n{_END}{after}", encoding="utf-8")


def _title(table: str) -> str:
    return table.partition("\n")[0]


if __name__ == "__main__":
    main()
