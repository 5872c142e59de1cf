"""Many tablets push one document each at the same moment: they share a sync of the disk."""

import asyncio
import contextlib
import struct
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.samples import Sample, Stopwatch, cpu_each, rates
from bench.scale import Scale
from bench.servers import Server
from bench.table import Table
from bench.wire import Connection

_DATABASE = "yici-bench-small"


async def group_commit(servers: Sequence[Server], scale: Scale) -> Table:
    table = Table(
        f"{scale.pushers} connections, one document in each push",
        ["pushes per second", "median (range)", "CPU µs each", "pushes in one sync of the disk"],
        note=f"{scale.pushes} pushes a connection, {scale.runs} runs; every answer after the disk had it. "
        "Syncs are the commits of the hub's store, each of which syncs its log once.",
    )
    samples: dict[str, list[Sample]] = {server.name: [] for server in servers}
    commits = 0
    for run in range(-1, scale.runs):
        for server in servers[:: -1 if run % 2 else 1]:
            before = _commits(server.data_dir) if server.data_dir else 0
            sample = await _all_push(server, scale)
            if run >= 0:
                samples[server.name].append(sample)
                commits += _commits(server.data_dir) - before if server.data_dir else 0
    for server in servers:
        mine = samples[server.name]
        shared = sum(sample.units for sample in mine) / commits if server.data_dir else 0
        cells = [rates(mine), f"{cpu_each(mine):.0f}", f"{shared:.1f}" if shared else ""]
        table.rows.append([server.name, *cells])
    return table


async def _all_push(server: Server, scale: Scale) -> Sample:
    async with contextlib.AsyncExitStack() as stack:
        connections = [await stack.enter_async_context(server.connected()) for _ in range(scale.pushers)]
        await server.make(connections[0], _DATABASE)
        with Stopwatch(server) as watch:
            await asyncio.gather(
                *(_push(server, connection, n, scale.pushes) for n, connection in enumerate(connections))
            )
        await server.drop(connections[0], _DATABASE)
    return watch.sample(scale.pushers * scale.pushes)


async def _push(server: Server, connection: Connection, pusher: int, pushes: int) -> None:
    for n in range(pushes):
        docs = [{"_id": f"{pusher}:{n}", "_rev": "1-a", "text": "x" * 1000}]
        body = msgspec.json.encode({"new_edits": False, "docs": docs})
        await connection.done(server.request("POST", f"/{_DATABASE}/_bulk_docs", body))


def _commits(data_dir: Path) -> int:
    """How often SQLite has committed: the third number in the index of its log (WalIndexHdr.iChange)."""
    with Path(data_dir, "documents.sqlite3-shm").open("rb") as index:
        number: int = struct.unpack("3I", index.read(12))[2]
    return number
