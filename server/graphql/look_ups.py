"""The look-ups that wait for the population system."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FunctionFilter, func, select

from schema.graphql.look_up import LookupAge, LookupBacklog, LookupTrouble
from schema.graphql.scalars import Moment, moment
from schema.tables import LookUp
from server.clock import rfc3339
from server.graphql.context import Info, asked, rows_of
from server.population.system import NotConnected
from sync.errors import SyncError, Unavailable
from sync.projector.database import table_of

WANTED = table_of(LookUp)
DAYS = (1, 3, 5, 10)


async def lookup_backlog(info: Info, area_code: str | None = None) -> LookupBacklog:
    """Of the sites of an area that somebody may see."""
    hub = info.context.hub
    now = hub.clock.now()
    columns: list[ColumnElement[Any]] = [
        func.count().label("all"),
        func.min(WANTED.c.since).label("oldest"),
        *(_younger_than(now - timedelta(days=days)).label(f"{days}") for days in DAYS),
    ]
    seen = asked(WANTED.c.site, info.context.principal, area_code)
    (row,) = await rows_of(hub.projection, select(*columns).where(seen))
    return LookupBacklog(
        count=row["all"],
        oldest_at=moment(row["oldest"] or ""),
        ages=_ages([row[f"{days}"] for days in DAYS], row["all"]),
        trouble=_trouble(hub.look_ups.trouble),
        as_of=Moment(rfc3339(now)),
    )


def _younger_than(time: datetime) -> FunctionFilter[int]:
    return func.count().filter(WANTED.c.since >= rfc3339(time))


def _ages(younger: list[int], all_of_them: int) -> list[LookupAge]:
    """From how many are younger than each age to how many lie between two."""
    counts = [after - before for before, after in itertools.pairwise([0, *younger, all_of_them])]
    ends = [*DAYS, None]
    return [LookupAge(up_to_days=end, count=count) for end, count in zip(ends, counts, strict=True)]


def _trouble(problem: SyncError | None) -> LookupTrouble | None:
    match problem:
        case None:
            return None
        case NotConnected():
            return LookupTrouble.NOT_CONFIGURED
        case Unavailable():
            return LookupTrouble.UNREACHABLE
    return LookupTrouble.REFUSED
