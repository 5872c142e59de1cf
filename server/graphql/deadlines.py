"""What is late, or soon will be: cases by the day they are due, pledges by how long they wait."""

import asyncio
from datetime import date, timedelta
from typing import Annotated

import strawberry
from sqlalchemy import select

from schema.calendar import Calendars, due_on, is_working_day, working_days_between
from schema.graphql.case import Case
from schema.graphql.casework import Pledge, UnverifiedPledge
from schema.shanghai import day_of
from schema.tables import CaseFile
from schema.tables import UnverifiedPledge as PledgeRow
from server.graphql.context import Info, asked, rows_of
from server.graphql.period import end_of
from server.workers.calendars import held_calendars
from server.workers.warnings import IN_TIME, UNFINISHED
from sync.errors import BadRequest
from sync.projector.database import table_of

CASES, PLEDGES = table_of(CaseFile), table_of(PledgeRow)
AT_MOST = 500
ONE_DAY = timedelta(days=1)
OlderThan = Annotated[int, strawberry.argument(name="olderThanWD")]


async def overdue_cases(
    info: Info,
    as_of: date | None = None,
    area_code: str | None = None,
    within_days: Annotated[int, strawberry.argument(name="within")] = 0,
    first: int = 100,
) -> list[Case]:
    context, day = info.context, as_of or info.context.hub.clock.today()
    _check(first, within_days)
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
        ~IN_TIME,
        asked(CASES.c.site, context.principal, area_code),
    )
    rows = await rows_of(context.hub.projection, query.order_by(CASES.c.due_on, CASES.c.id).limit(first))
    return [Case.from_fold(row["fold"]) for row in rows]


async def unverified_pledges(
    info: Info, area_code: str | None = None, older_than: OlderThan = 0, first: int = 100
) -> list[UnverifiedPledge]:
    context = info.context
    _check(first, older_than)
    calendars = await asyncio.to_thread(held_calendars, context.hub.parts)
    today = context.hub.clock.today()
    query = select(PLEDGES).where(
        asked(PLEDGES.c.site, context.principal, area_code),
        PLEDGES.c.at < end_of(_youngest(calendars, today, older_than)),
    )
    rows = await rows_of(context.hub.projection, query.order_by(PLEDGES.c.at, PLEDGES.c.id).limit(first))
    ages = {row["at"]: working_days_between(calendars, day_of(row["at"]), today) for row in rows}
    return [
        UnverifiedPledge(
            case=row["case_id"],
            site_code=row["site"],
            pledge=Pledge.from_fold(row),
            working_days=ages[row["at"]],
        )
        for row in rows
    ]


def _youngest(calendars: Calendars, today: date, working_days: int) -> date:
    """The last day since which so many working days have passed, or of which nobody knows how many."""
    day, passed = today, 0
    while passed < working_days and day.year in calendars:
        passed += is_working_day(calendars, day)
        day -= ONE_DAY
    return day if passed == working_days else day - ONE_DAY


def _check(first: int, days: int) -> None:
    if not 1 <= first <= AT_MOST:
        raise BadRequest(f"first must be from 1 to {AT_MOST}.")
    if days < 0:
        raise BadRequest("Working days are counted from 0.")
