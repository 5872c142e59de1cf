"""What is asked of the figures and of the list of cases, with few cases and with many."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import URL, text

from bench.many_cases import fill
from bench.scale import Scale
from bench.table import Table
from schema.kpi.measures import MEASURES
from server.clock import HubClock
from server.graphql.api import api
from server.graphql.context import make_context
from server.graphql.pages import cursor_of
from server.hub import Hub, open_hub
from server.principal import Principal, Role
from server.settings import Settings
from sync.projector.database import open_projection
from tests import postgres

_WHO = Principal("district", Role.ADMINISTRATOR, "500116")
_PERIOD = '{from: "2025-07-01", to: "2026-06-30"}'
_ROW = "{ kpi { name } area { code name } numerator denominator value asOf }"
ONE = f"{{ kpi(period: {_PERIOD}, level: TOWNSHIP, names: [VISITS_PER_CASE]) {_ROW} }}"
TOLD = ONE.replace("asOf", "asOf sitesNotSynced { code }")
ALL = f"{{ kpi(period: {_PERIOD}, level: TOWNSHIP) {_ROW} }}"
_PLACE = "{ rank township { code } score cases visitsPerCase overdueRate }"
LEAGUE = f"{{ leagueTable(period: {_PERIOD}) {_PLACE} }}"
PAGE = "query($after: String) { cases(first: 50, after: $after) { edges { node { id state openedAt } } } }"
_SUMS = """select substr(area, 1, 9) as area, {sums} from tally where level = 'township' and grain = 'month'
  and day >= '2025-07-01' and day < '2026-07-01' and area >= '500116' and area < '500116['
  group by substr(area, 1, 9)"""
_PAGED = "select id, state, opened_at from casefile {where} order by opened_at desc, id desc limit 51"
_DEEP = ("2025-07-20T01:00:00.000Z", "5")


async def figures(scale: Scale, folder: Path) -> Table:
    """On both kinds of database. Each query is asked by turns with the plain SQL that reads the same rows."""
    few, many = (f"{n:,}" for n in scale.tabled_cases)
    asked = [f"{what}, {n}" for n in (few, many) for what in ("GraphQL", "SQL")]
    table = Table(
        f"Figures and lists, {few} cases and {many}, milliseconds",
        ["", *asked, "÷ SQL", "many ÷ few"],
        note="Medians in this process, without HTTP. The SQL is by hand, over the same roll-up or index; "
        "GraphQL adds rights, the names of areas and who has not synced. Aims: ≤ 1.5 × SQL, and "
        "many ÷ few ≤ 1.3.",
    )
    with postgres.server() as server:
        for kind in ("SQLite", "PostgreSQL"):
            measured: dict[str, list[float]] = {}
            for count in scale.tabled_cases:
                with _tables(kind, server, folder / f"{count}.sqlite3") as url:
                    async with _hub_with(folder / f"{kind}-{count}", url, count) as hub:
                        for name, query, variables, sql in _questions():
                            both = await _by_turns(hub, scale.tabled_asks, query, variables, sql)
                            measured.setdefault(name, []).extend(both)
            table.rows += [_row(f"{kind}: {name}", found) for name, found in measured.items()]
    return table


def _row(name: str, found: list[float]) -> list[str]:
    few, _, many, many_sql = found
    shown = [f"{one * 1000:,.1f}" for one in found]
    return [name, *shown, f"{many / many_sql:.1f} ×", f"{many / few:.2f} ×"]


@contextmanager
def _tables(kind: str, server: URL, path: Path) -> Iterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{path}"
        return
    with postgres.database(server) as url:
        yield url


@asynccontextmanager
async def _hub_with(data_dir: Path, url: str, count: int) -> AsyncIterator[Hub]:
    """The demo district's sites, with cases that no document tells of: its projector has ended."""
    settings = Settings(data_dir=data_dir, database_url=url, public_url="http://127.0.0.1")
    hub = open_hub(settings, clock=HubClock.starting_at("2026-07-01T09:00"), demo_cases=0)
    try:
        await hub.start()
        assert hub.filling
        await hub.filling.finished()
        await hub.workers.stop()
        for name in ("reference", "hub"):
            assert await hub.projector.passed(name, 60)
        await hub.projector.stop()
        writer = open_projection(url)
        with writer.begin() as connection:
            fill(connection, count)
        if writer.dialect.name == "postgresql":  # it would do so by itself, while it is measured
            with writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("vacuum analyze"))
                connection.execute(text("checkpoint"))
        writer.dispose()
        yield hub
    finally:
        await hub.stop()


def _questions() -> list[tuple[str, str, dict[str, Any], str]]:
    """A name, the query and its variables, and the SQL beside it."""
    deep = cursor_of("opened_at", *_DEEP)
    visits = _SUMS.format(sums="sum(closed_visits), sum(closed)")
    every = _SUMS.format(sums=", ".join(f"sum({name})" for name in MEASURES))
    where = "where (opened_at, id) < ('{}', '{}')".format(*_DEEP)
    return [
        ("a figure of 30 townships", ONE, {}, visits),
        ("the same, and who has not synced", TOLD, {}, visits),
        ("all figures of 30 townships", ALL, {}, every),
        ("the league table", LEAGUE, {}, every),
        ("first page of cases", PAGE, {}, _PAGED.format(where="")),
        ("a deep page of cases", PAGE, {"after": deep}, _PAGED.format(where=where)),
    ]


async def _by_turns(
    hub: Hub, asks: int, query: str, variables: dict[str, Any], sql: str
) -> tuple[float, float]:
    async def graphql() -> None:
        answer = await api.execute(query, variables, context_value=make_context(hub, _WHO, ""))
        assert not answer.errors, answer.errors

    async def plain() -> None:
        with hub.projection.connect() as connection:
            assert connection.execute(text(sql)).all()

    taken: list[list[float]] = [[], []]
    for n in range(asks + 1):
        for times, ask in zip(taken, (graphql, plain), strict=True):
            seconds = await _timed(ask)
            if n:  # the first warms up
                times.append(seconds)
    return median(taken[0]), median(taken[1])


async def _timed(ask: Callable[[], Awaitable[None]]) -> float:
    begun = time.perf_counter()
    await ask()
    return time.perf_counter() - begun
