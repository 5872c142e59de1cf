"""The road was cut; now all tablets of the district come back at once with what was written meanwhile.

Each says what PouchDB says when it pushes: what is this database, where were we, what do you lack, take this,
remember where we are. The hub judges every fact and fills its tables; CouchDB does neither.
"""

import asyncio
import contextlib
import shutil
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.district import District, Luggage
from bench.papers import bodies
from bench.samples import Sample, Stopwatch
from bench.scale import Scale
from bench.servers import Server, hub
from bench.table import Table
from bench.wire import Answer, Connection

_CHECKPOINT = b'{"session_id":"bench","history":[],"last_source_seq":20}'
_BUSY = (429, 503)
_OF_THE_HUB = ("block:", "order:", "receipt:")
_PROJECTED = 0.1  # seconds between two looks at the tables


class LostOrDoubled(Exception):
    """What the tablets sent is not what the server has."""


@dataclass(frozen=True, slots=True)
class Return:
    """How one server bore it."""

    sample: Sample  # up to the last answer; units are facts
    slowest: float  # seconds from a tablet's first request to its last answer
    median: float
    peak: int  # bytes
    postponed: int  # requests that were told to come again
    projected: Sample | None = None  # up to the last row of the hub's tables


async def outage(prepared: Path, district: District, couchdb: Server | None, scale: Scale) -> Table:
    """Alternating runs, each on an empty server; raises `LostOrDoubled`."""
    by_hub: list[Return] = []
    without_gate: list[Return] = []
    by_couchdb: list[Return] = []
    for run in range(scale.outages):
        turns = [
            _hub_run(prepared, district, by_hub, gated=True),
            _hub_run(prepared, district, without_gate, gated=False),
        ]
        if couchdb is not None:
            turns.append(_couchdb_run(couchdb, district, by_couchdb))
        for turn in turns[:: -1 if run % 2 else 1]:
            await turn
    facts = by_hub[0].sample.units
    table = Table(
        f"{len(district.tablets):,} tablets of {len(district.sites)} sites come back at once",
        ["", "s", "CPU s", "CPU s, tables too", "s of a tablet", "slowest", "peak MB", "told to wait"],
        note=f"{facts:,} signed facts, {scale.facts} a tablet; up to the last answer, medians of "
        f"{scale.outages} runs, the greatest peak. The hub judges each fact by shape and signature and fills "
        "its tables; without the gate it takes what comes, as CouchDB does. "
        "Afterwards every database was read: nothing was lost, nothing was there twice.",
    )
    servers = (("hub", by_hub), ("hub without the gate", without_gate), ("CouchDB", by_couchdb))
    table.rows += [_cells(name, runs) for name, runs in servers if runs]
    if by_couchdb:
        gated, plain = (_median_cpu(runs) / _median_cpu(by_couchdb) for runs in (by_hub, without_gate))
        table.note += f" CPU up to the last answer: {plain:.2f} of CouchDB's without the gate (aim: ≤ 0.5)"
        table.note += f"; {gated:.2f} with it."
    return table


async def _hub_run(prepared: Path, district: District, into: list[Return], *, gated: bool) -> None:
    folder = prepared.with_name("outage")
    shutil.copytree(prepared, folder)
    try:
        async with hub(folder) as server:
            if not gated:
                await _make_databases(server, district)
            into.append(await come_back(server, district, gated=gated))
    finally:
        shutil.rmtree(folder)


async def _couchdb_run(server: Server, district: District, into: list[Return]) -> None:
    await _make_databases(server, district)
    try:
        into.append(await come_back(server, district, gated=False))
    finally:
        async with server.connected() as connection:
            for site in district.sites:
                await server.drop(connection, _database(site, gated=False))


async def _make_databases(server: Server, district: District) -> None:
    async with server.connected() as connection:
        for site in district.sites:
            await server.make(connection, _database(site, gated=False))


async def come_back(server: Server, district: District, *, gated: bool) -> Return:
    """All tablets at once; returns when each has its last answer and what the server holds was compared.

    Where there is a gate the tablets write as themselves to their sites' databases, else as an administrator.
    """
    await _warm_up(server)
    postponed = Counter[str]()
    server.forget_peak()
    with Stopwatch(server) as watch:
        spans = await asyncio.gather(*(push(server, one, postponed, gated) for one in district.tablets))
        answered = watch.until_now(sum(len(tablet.revs) for tablet in district.tablets))
        if gated and server.data_dir is not None:
            await _until_projected(server.data_dir, answered.units)
    await compare(server, district, gated=gated)
    return Return(
        answered,
        max(spans),
        statistics.median(spans),
        server.peak_memory,
        postponed.total(),
        watch.sample(answered.units) if gated else None,
    )


async def push(server: Server, tablet: Luggage, postponed: Counter[str], gated: bool) -> float:
    """Seconds one tablet was busy."""
    database = f"/{_database(tablet.site, gated=gated)}"
    bearer = tablet.bearer if gated else ""
    start = time.perf_counter()
    async with server.connected() as connection:
        for method, path, body, status in (
            ("GET", "", b"", 200),
            ("GET", f"/_local/{tablet.device}", b"", 404),
            ("POST", "/_revs_diff", tablet.offer, 200),
            ("POST", "/_bulk_docs", tablet.facts, 201),
            ("PUT", f"/_local/{tablet.device}", _CHECKPOINT, 201),
        ):
            request = server.request(method, database + path, body, bearer)
            answer = await _patiently(connection, request, postponed)
            if answer.status != status or (path == "/_bulk_docs" and answer.body.strip() != b"[]"):
                raise LostOrDoubled(f"{method} {database}{path}: {answer.status} {answer.body[:300]!r}")
    return time.perf_counter() - start


async def _patiently(connection: Connection, request: bytes, postponed: Counter[str]) -> Answer:
    """As the tablet app asks: whoever is busy is asked again when he says."""
    while (answer := await connection.ask(request)).status in _BUSY:
        postponed["asked again"] += 1
        await asyncio.sleep(answer.retry_after)
    return answer


async def compare(server: Server, district: District, *, gated: bool) -> None:
    """Raises `LostOrDoubled` unless every site has each revision that was sent exactly once."""
    for site in district.sites:
        request = server.request("GET", f"/{_database(site, gated=gated)}/_changes?style=all_docs")
        async with server.connected() as connection:
            rows = msgspec.json.decode((await connection.done(request)).body)["results"]
        held = Counter((row["id"], change["rev"]) for row in rows for change in row["changes"])
        sent = {pair for tablet in district.tablets if tablet.site == site for pair in tablet.revs.items()}
        ours = {pair: count for pair, count in held.items() if not pair[0].startswith(_OF_THE_HUB)}
        if ours != dict.fromkeys(sent, 1):
            raise LostOrDoubled(f"site {site}: {len(sent)} facts sent, {sum(ours.values())} held")


async def _until_projected(data_dir: Path, facts: int) -> None:
    with contextlib.closing(sqlite3.connect(data_dir / "projection.sqlite3")) as tables:
        while tables.execute("SELECT count(*) FROM fact").fetchone()[0] < facts:  # noqa: ASYNC110
            await asyncio.sleep(_PROJECTED)


async def _warm_up(server: Server) -> None:
    async with server.connected() as connection:
        await server.make(connection, "yici-bench-warm")
        for body in bodies(2_000):
            await connection.done(server.request("POST", "/yici-bench-warm/_bulk_docs", body))
        await server.drop(connection, "yici-bench-warm")


def _database(site: str, *, gated: bool) -> str:
    return f"site-{site}" if gated else f"yici-bench-{site}"


def _median_cpu(runs: Sequence[Return]) -> float:
    return statistics.median(run.sample.cpu for run in runs)


def _cells(name: str, runs: Sequence[Return]) -> list[str]:
    projected = [run.projected.cpu for run in runs if run.projected]
    return [
        name,
        f"{statistics.median(run.sample.seconds for run in runs):.1f}",
        f"{_median_cpu(runs):.1f}",
        f"{statistics.median(projected):.1f}" if projected else "",
        f"{statistics.median(run.median for run in runs):.1f}",
        f"{statistics.median(run.slowest for run in runs):.1f}",
        f"{max(run.peak for run in runs) / 1e6:.0f}",
        f"{statistics.median(run.postponed for run in runs):.0f}",
    ]
