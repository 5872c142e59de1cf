"""What writing could reach at best, and what each layer on the way to the tablet costs."""

import asyncio
import sqlite3
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.district import District
from bench.papers import BATCH, bodies, revisions
from bench.samples import Sample, Stopwatch
from bench.scale import Scale
from bench.servers import Server
from bench.table import Table
from bench.wire import Refused
from sync.document import Revision
from sync.store import EmbeddedEngine


async def limits(
    hub: Server, district: District, scale: Scale, folder: Path, over_http: list[Sample]
) -> Table:
    """`over_http` is the row of `_bulk_docs` measured before."""
    requests, batches = bodies(scale.documents), revisions(scale.documents)
    bare, store, gated = list[float](), list[float](), list[float]()
    for run in range(-1, scale.runs):
        bare.append(await asyncio.to_thread(_decode_and_insert, folder, requests))
        store.append(await _store_alone(folder / "store", f"run{run + 1}", batches))
        gated.append((await _through_the_gate(hub, district, run + 1)).rate)
    http = [sample.rate for sample in over_http]
    table = Table(
        "Writing, layer by layer",
        ["documents per second", "median (range)", "of the limit", "of the store"],
        note="The limit is a loop that decodes JSON and inserts rows into SQLite, synced once a request. "
        "The gate checks the shape and the P-256 signature of facts that a tablet sends; the projector "
        "fills the tables from them at the same time.",
    )
    for title, measured in (
        ("JSON decode + SQLite insert, no server: the limit", bare[1:]),
        ("the store's own write call", store[1:]),
        ("`_bulk_docs` over HTTP, administrators' database", http),
        ("`_bulk_docs` over HTTP, signed facts through the gate", gated[1:]),
    ):
        median = statistics.median(measured)
        table.rows.append(
            [
                title,
                f"{median:,.0f} ({min(measured):,.0f} to {max(measured):,.0f})",
                f"{median / statistics.median(bare[1:]):.2f}",
                f"{median / statistics.median(store[1:]):.2f}",
            ]
        )
    return table


def _decode_and_insert(folder: Path, requests: Sequence[bytes]) -> float:
    """Documents per second."""
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("DROP TABLE IF EXISTS documents")
    connection.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, rev TEXT, body BLOB)")
    decoder = msgspec.json.Decoder()
    start = time.perf_counter()
    for request in requests:
        docs = decoder.decode(request)["docs"]
        connection.execute("BEGIN IMMEDIATE")
        rows = ((doc["_id"], doc["_rev"], msgspec.json.encode(doc)) for doc in docs)
        connection.executemany("INSERT INTO documents VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - start
    connection.close()
    return len(requests) * BATCH / seconds


async def _store_alone(folder: Path, name: str, batches: Sequence[Sequence[Revision]]) -> float:
    """Documents per second."""
    engine = EmbeddedEngine(folder)
    await engine.create(name)
    database = engine.database(name)
    start = time.perf_counter()
    for batch in batches:
        await database.bulk_docs(batch, new_edits=False)
    seconds = time.perf_counter() - start
    await engine.close()
    return len(batches) * BATCH / seconds


async def _through_the_gate(hub: Server, district: District, run: int) -> Sample:
    """Facts of one site that no run has sent yet."""
    site, batches = district.gated[run]
    requests = [hub.request("POST", f"/site-{site}/_bulk_docs", body) for body in batches]
    async with hub.connected() as connection:
        with Stopwatch(hub) as watch:
            for request in requests:
                answer = await connection.done(request)
                if answer.body != b"[]\n":
                    raise Refused(f"facts of {site}: {answer.body[:300]!r}")
    return watch.sample(district.gated_facts)
