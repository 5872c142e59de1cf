"""Many tablets listen to one database; one write wakes them all."""

import asyncio
import contextlib
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from typing import cast

import msgspec

from bench.district import District
from bench.samples import Sample, Stopwatch
from bench.scale import Scale
from bench.servers import Server
from bench.table import Table
from bench.wire import Connection

_HUBS, _COUCHDBS = "reference", "yici-bench-reference"  # all tablets of a hub may follow its `reference`


class _Feed(asyncio.Protocol):
    """One continuous feed: when each row arrived."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._rows: asyncio.Queue[float] = asyncio.Queue()
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast("asyncio.Transport", transport).write(self._request)

    def data_received(self, data: bytes) -> None:
        for _ in range(data.count(b'{"seq":')):
            self._rows.put_nowait(time.perf_counter())

    async def row(self) -> float:
        """When the next row came."""
        return await self._rows.get()

    def connection_lost(self, problem: Exception | None) -> None:
        self.closed.set_result(None)


async def feeds(servers: Sequence[Server], district: District, scale: Scale) -> Table:
    table = Table(
        f"{scale.feeds} continuous feeds, woken by one write",
        ["", "ms: first", "median", "95 %", "last", "CPU ms a write", "a row", "MB before", "peak MB"],
        note=f"From a write to the row it makes in each feed; {scale.wakes} writes of one document. "
        "Each feed is a connection of its own, and of a tablet of its own.",
    )
    for server in servers:
        table.rows.append(await _listen(server, district, scale))
    return table


async def _listen(server: Server, district: District, scale: Scale) -> list[str]:
    database = _HUBS if server.data_dir is not None else _COUCHDBS
    async with contextlib.AsyncExitStack() as stack:
        connection = await stack.enter_async_context(server.connected())
        if database == _COUCHDBS:
            await server.make(connection, database)
            stack.push_async_callback(server.drop, connection, database)
        server.forget_peak()
        before = server.memory
        now = await connection.done(server.request("GET", f"/{database}/_changes?since=now"))
        path = f"/{database}/_changes?feed=continuous&heartbeat=10000&since="
        path += msgspec.json.decode(now.body)["last_seq"]
        feeds = [
            await stack.enter_async_context(_followed(server, path, district, n)) for n in range(scale.feeds)
        ]
        await _wake(server, connection, database, feeds, "first")  # whoever has its row is listening
        with Stopwatch(server) as watch:
            latencies = [
                latency
                for n in range(scale.wakes)
                for latency in await _wake(server, connection, database, feeds, f"wake-{n}")
            ]
    return _cells(server, sorted(latencies), watch.sample(scale.wakes), len(feeds), before)


@contextlib.asynccontextmanager
async def _followed(server: Server, path: str, district: District, n: int) -> AsyncIterator[_Feed]:
    bearer = district.tablets[n % len(district.tablets)].bearer if server.data_dir is not None else ""
    request = server.request("GET", path, authorization=bearer)
    loop = asyncio.get_running_loop()
    transport, feed = await loop.create_connection(lambda: _Feed(request), "127.0.0.1", server.port)
    try:
        yield feed
    finally:
        transport.close()
        await feed.closed


async def _wake(
    server: Server, connection: Connection, database: str, feeds: Sequence[_Feed], name: str
) -> list[float]:
    """Seconds from the request to each feed's row."""
    body = msgspec.json.encode({"_id": f"bench-{name}-{time.time_ns()}"})
    request = server.request("POST", f"/{database}", body)
    start = time.perf_counter()
    await connection.done(request)
    return [await feed.row() - start for feed in feeds]


def _cells(server: Server, latencies: list[float], sample: Sample, feeds: int, before: int) -> list[str]:
    return [
        server.name,
        f"{latencies[0] * 1e3:.0f}",
        f"{statistics.median(latencies) * 1e3:.0f}",
        f"{latencies[int(len(latencies) * 0.95)] * 1e3:.0f}",
        f"{latencies[-1] * 1e3:.0f}",
        f"{sample.cpu / sample.units * 1e3:.0f}",
        f"{sample.cpu / sample.units / feeds * 1e3:.2f}",
        f"{before / 1e6:.0f}",
        f"{server.peak_memory / 1e6:.0f}",
    ]
