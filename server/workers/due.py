"""Tells the day a case is due by the working days it was promised, where the tablet told none or another.

A year whose working days nobody knows is never guessed.
"""

import asyncio
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from schema.calendar import due_on, once_published
from schema.shanghai import day_of
from schema.tables import CaseFile
from server.workers.calendars import held_calendars
from server.workers.worker import Parts, write_orders
from sync.projector.database import in_parts, table_of
from sync.records import Document

ACCEPTED = ("accepted", "in-review", "granted", "refused", "issued", "closed")
_CASES = table_of(CaseFile)
UNDATED = (_CASES.c.state.in_(ACCEPTED), _CASES.c.due_on == "")
_UNFINISHED = ("accepted", "in-review", "granted", "issued")
_ENDED = ("refused", "closed")
_LATE = timedelta(days=60)  # so long a tablet may keep a case that reaches the hub when it is over


class Due:
    """Writes `due` orders."""

    name = "due"

    async def run(self, parts: Parts) -> int:
        """One order for each acceptance whose day can be told now, and is not the one it tells."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _promised(today: date) -> ColumnElement[bool]:
    """Cases with a day to compare: those that go on, and of those that ended what was due of late."""
    since = (today - _LATE).isoformat()
    goes_on = and_(_CASES.c.state.in_(_UNFINISHED), _CASES.c.due_on > "")
    has_ended = and_(_CASES.c.state.in_(_ENDED), _CASES.c.due_on >= since)
    return and_(or_(goes_on, has_ended), _CASES.c.working_days > 0)


def _orders(parts: Parts) -> list[Document]:
    tables = once_published(held_calendars(parts))
    members = (_CASES.c.id, _CASES.c.site, _CASES.c.accepted_at, _CASES.c.working_days, _CASES.c.due_on)
    with parts.projection.connect() as connection:
        compared = or_(and_(*UNDATED), _promised(parts.clock.today()))
        cases = connection.execute(select(*members).where(compared)).all()
        wrong: dict[str, str] = {}
        for case in cases:
            day, *before = [due_on(one, day_of(case.accepted_at), case.working_days) for one in tables]
            if day and case.due_on not in (day, *filter(None, before)):  # a promise is kept as it was counted
                wrong[case.id] = day
        folds: list[Document] = []
        for some in in_parts(wrong):
            folds += connection.scalars(select(_CASES.c.fold).where(_CASES.c.id.in_(some)))
    return [_order(parts, case, wrong[case["id"]]) for case in folds]


def _order(parts: Parts, case: Document, day: str) -> Document:
    acceptance = case["acceptance"]
    return parts.order(
        "due", case["id"], case["site"], after=case["acceptedAt"], key=acceptance, of=acceptance, dueOn=day
    )
