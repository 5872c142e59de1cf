"""A tablet that has everything asks whether there is more: that must not cost more in a larger scope."""

import contextlib
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.scale import Scale
from bench.servers import Server
from bench.table import Table
from bench.wire import Connection
from sync.store.changes import Asked, changes
from sync.store.connection import open_reader

_BATCH = 1_000


async def empty_sync(servers: Sequence[Server], scale: Scale) -> Table:
    table = Table(
        f"An empty sync, {scale.many:,} documents against {scale.few:,}",
        ["", *(f"{what} at {n:,}" for what in ("ms", "steps") for n in (scale.few, scale.many)), "ratio"],
        note=f"Medians of {scale.asks:,} `_changes?since=<last>`, by turns; aim: ≤ 1.2 ×, the same rows. "
        "Steps are the instructions SQLite runs for that request: each row read would take several.",
    )
    for server in servers:
        scopes = [await filled(server, count) for count in (scale.few, scale.many)]
        few, many = await _ask(server, scopes, scale.asks)
        steps = [steps_of(server.data_dir, *scope) for scope in scopes] if server.data_dir else ["", ""]
        cells = [f"{few * 1e3:.2f}", f"{many * 1e3:.2f}", *map(str, steps), f"{many / few:.2f} ×"]
        table.rows.append([server.name, *cells])
        await _drop(server, scopes)
    return table


async def filled(server: Server, count: int) -> tuple[str, str]:
    """A database of that many documents, and the last sequence of its feed."""
    name = f"yici-bench-scope-{count}"
    async with server.connected() as connection:
        await server.make(connection, name)
        for first in range(0, count, _BATCH):
            ids = range(first, min(first + _BATCH, count))
            docs = [{"_id": f"fact:{n:07}", "_rev": f"1-{n:032x}", "n": n} for n in ids]
            body = msgspec.json.encode({"new_edits": False, "docs": docs})
            await connection.done(server.request("POST", f"/{name}/_bulk_docs", body))
        answer = await connection.done(server.request("GET", f"/{name}/_changes?since=now"))
    return name, str(msgspec.json.decode(answer.body)["last_seq"])


async def _ask(server: Server, scopes: Sequence[tuple[str, str]], asks: int) -> list[float]:
    """Median seconds of a request to each scope."""
    requests = [
        server.request("GET", f"/{name}/_changes?style=all_docs&since={since}") for name, since in scopes
    ]
    taken: list[list[float]] = [[] for _ in scopes]
    async with server.connected() as connection:
        for ask in range(asks):
            for request, mine in list(zip(requests, taken, strict=True))[:: -1 if ask % 2 else 1]:
                mine.append(await _seconds(connection, request))
    return [statistics.median(seconds) for seconds in taken]


async def _seconds(connection: Connection, request: bytes) -> float:
    start = time.perf_counter()
    await connection.done(request)
    return time.perf_counter() - start


def steps_of(data_dir: Path, database: str, since: str) -> int:
    """Instructions of SQLite's machine for what lies between `since` and the end of a feed."""
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    with contextlib.closing(open_reader(data_dir)) as connection:
        connection.set_progress_handler(count, 1)
        page = changes(connection, database, since, Asked())
        connection.set_progress_handler(None, 0)
    assert not page.changes
    return steps


async def _drop(server: Server, scopes: Sequence[tuple[str, str]]) -> None:
    async with server.connected() as connection:
        for name, _ in scopes:
            await server.drop(connection, name)
