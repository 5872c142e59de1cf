"""The four requests that carry a replication, with as many documents as fit into a second."""

from collections.abc import Awaitable, Callable, Sequence

from bench.papers import bodies, offers, wishes
from bench.samples import Sample, Stopwatch, cpu_each, median_rate, rates
from bench.scale import Scale
from bench.servers import Server
from bench.table import Table
from bench.wire import Connection

_DATABASE = "yici-bench-papers"
_Row = Callable[[Server, Connection], Awaitable[Sample]]


async def throughput(servers: Sequence[Server], scale: Scale) -> tuple[Table, list[Sample]]:
    """The table, and what the first server, the hub, did with `_bulk_docs`."""
    table = Table(
        "Documents per second",
        ["", *(f"{server.name}, {part}" for server in servers for part in ("median (range)", "CPU µs each"))],
        note="Batches of 500, one request after the other, median of "
        f"{scale.runs} alternating runs over {scale.documents:,} documents of 1 KB.",
    )
    if len(servers) == 2:
        table.header += ["ratio", "CPU ratio", "aim"]
    taken: list[Sample] = []
    for title, aim, row in _rows(scale.documents):
        samples = await _alternate(servers, scale.runs, row)
        taken = taken or samples[0]
        cells = [title]
        for of_one in samples:
            cells += [rates(of_one), f"{cpu_each(of_one):.0f}"]
        if len(servers) == 2:
            hub, couchdb = samples
            cells += [
                f"{median_rate(hub) / median_rate(couchdb):.1f} ×",
                f"{cpu_each(couchdb) / cpu_each(hub):.1f} ×" if cpu_each(hub) else "",
                aim,
            ]
        table.rows.append(cells)
    for server in servers:
        async with server.connected() as connection:
            await server.drop(connection, _DATABASE)
    return table, taken


def _rows(count: int) -> list[tuple[str, str, _Row]]:
    """Title, what the ratio should reach, and one run. The later rows read what the first has written."""
    written, offered, wished = bodies(count), offers(count), wishes(count)

    async def bulk_docs(server: Server, connection: Connection) -> Sample:
        await server.make(connection, _DATABASE)
        return await _each(server, connection, "_bulk_docs", written)

    async def changes(server: Server, connection: Connection) -> Sample:
        request = server.request("GET", f"/{_DATABASE}/_changes?include_docs=true")
        with Stopwatch(server) as watch:
            await connection.done(request)
        return watch.sample(count)

    async def revs_diff(server: Server, connection: Connection) -> Sample:
        return await _each(server, connection, "_revs_diff", offered)

    async def bulk_get(server: Server, connection: Connection) -> Sample:
        return await _each(server, connection, "_bulk_get?revs=true", wished)

    async def _each(server: Server, connection: Connection, path: str, posted: list[bytes]) -> Sample:
        requests = [server.request("POST", f"/{_DATABASE}/{path}", body) for body in posted]
        with Stopwatch(server) as watch:
            for request in requests:
                await connection.done(request)
        return watch.sample(count)

    return [
        ("`_bulk_docs`, `new_edits: false`, durable", "≥ 5 ×", bulk_docs),
        ("`_changes?include_docs=true`, from the start", "≥ 10 ×", changes),
        ("`_revs_diff`, half of it missing", "≥ 5 ×", revs_diff),
        ("`_bulk_get?revs=true`", "≥ 5 ×", bulk_get),
    ]


async def _alternate(servers: Sequence[Server], runs: int, row: _Row) -> list[list[Sample]]:
    """The samples of each server. Who is first changes; the first run warms both up."""
    samples: list[list[Sample]] = [[] for _ in servers]
    for run in range(-1, runs):
        for server, mine in list(zip(servers, samples, strict=True))[:: -1 if run % 2 else 1]:
            async with server.connected() as connection:
                sample = await row(server, connection)
            if run >= 0:
                mine.append(sample)
    return samples
