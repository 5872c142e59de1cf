"""An unmodified PouchDB pushes and pulls: reported only, for PouchDB itself is the limit."""

import asyncio
import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from bench.scale import Scale
from bench.servers import Server
from bench.table import Table

_DATABASE = "yici-bench-pouchdb"
_WAYS = ("push", "pull")


async def pouchdb(servers: Sequence[Server], scale: Scale) -> Table:
    table = Table(
        "PouchDB, documents per second",
        ["", *(f"{server.name}, {way}" for server in servers for way in _WAYS)],
        note=f"{scale.pouchdb:,} documents of 1 KB, batches of 500, from memory into memory; medians.",
    )
    measured: list[dict[str, float]] = []
    for _ in range(min(scale.runs, 3)):
        row = {}
        for server in servers:
            for way, rate in (await _replicate(server, scale.pouchdb)).items():
                row[f"{server.name}, {way}"] = rate
        measured.append(row)
    medians = [statistics.median(row[title] for row in measured) for title in table.header[1:]]
    table.rows.append(["PouchDB 9", *(f"{median:,.0f}" for median in medians)])
    return table


async def _replicate(server: Server, count: int) -> dict[str, float]:
    script = Path(__file__).with_name("pouchdb.mjs")
    async with server.connected() as connection:
        await server.make(connection, _DATABASE)
    process = await asyncio.create_subprocess_exec(
        "node", str(script), server.address, _DATABASE, str(count), stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("PouchDB failed")
    async with server.connected() as connection:
        await server.drop(connection, _DATABASE)
    rates: dict[str, float] = json.loads(told)
    return rates
