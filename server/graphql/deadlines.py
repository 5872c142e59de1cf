"""What is late, or soon will be: cases by the day they are due, pledges by how long they wait."""

import asyncio
from datetime import date
from typing import Annotated

import strawberry
from sqlalchemy import select

from schema.calendar import due_on, working_days_between
from schema.graphql.case import Case, Pledge, UnverifiedPledge
from schema.shanghai import day_of
from schema.tables import CaseFile
from server.graphql.context import Info, rows_of, within
from server.workers.calendars import held_calendars
from sync.errors import BadRequest
from sync.projector.database import table_of

CASES = table_of(CaseFile)
UNFINISHED = ("accepted", "in-review", "granted")
OPEN = ("unverified", "verifying", "unreachable", "disputed")
AT_MOST = 500
OlderThan = Annotated[int, strawberry.argument(name="olderThanWD")]


async def overdue_cases(
    info: Info,
    as_of: date | None = None,
    area_code: str | None = None,
    within_days: Annotated[int, strawberry.argument(name="within")] = 0,
    first: int = 100,
) -> list[Case]:
    context, day = info.context, as_of or info.context.hub.clock.today()
    _check(first)
    until = day.isoformat()
    if within_days > 0:
        calendars = await asyncio.to_thread(held_calendars, context.hub.parts)
        last = due_on(calendars, day, within_days) if day.year in calendars else ""
        if not last:
            raise BadRequest(f"The working days of {day.year} are not all known.")
        until = f"{last}~"  # that day too
    query = select(CASES.c.fold).where(
        CASES.c.state.in_(UNFINISHED),
        CASES.c.due_on > "",
        CASES.c.due_on < until,
        within(CASES.c.site, context.principal.area),
        within(CASES.c.site, area_code or context.principal.area),
    )
    rows = await rows_of(context.hub.projection, query.order_by(CASES.c.due_on, CASES.c.id).limit(first))
    return [Case.from_fold(row["fold"]) for row in rows]


async def unverified_pledges(
    info: Info, area_code: str | None = None, older_than: OlderThan = 0, first: int = 100
) -> list[UnverifiedPledge]:
    context = info.context
    _check(first)
    query = select(CASES.c.fold).where(
        CASES.c.unverified_pledges > 0,
        within(CASES.c.site, context.principal.area),
        within(CASES.c.site, area_code or context.principal.area),
    )
    oldest = query.order_by(CASES.c.opened_at, CASES.c.id).limit(AT_MOST)
    folds = [row["fold"] for row in await rows_of(context.hub.projection, oldest)]
    calendars = await asyncio.to_thread(held_calendars, context.hub.parts)
    today = context.hub.clock.today()
    found = []
    for fold in folds:
        for pledge in fold["pledges"]:
            age = working_days_between(calendars, day_of(pledge["at"]), today)
            if pledge["status"] in OPEN and (age is None or age >= older_than):
                found.append(
                    UnverifiedPledge(
                        case=fold["id"],
                        site_code=fold["site"],
                        pledge=Pledge.from_fold(pledge),
                        working_days=age,
                    )
                )
    return sorted(found, key=lambda one: (one.pledge.signed_at, one.pledge.id))[:first]


def _check(first: int) -> None:
    if not 1 <= first <= AT_MOST:
        raise BadRequest(f"first must be from 1 to {AT_MOST}.")
