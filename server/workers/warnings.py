"""Warns the office of what it promised and has not done yet: once each, counted in working days.

What is late by a table of working days that is not known is not late: nothing is guessed.
"""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, RowMapping, Select, exists, literal, select

from schema.calendar import Calendars
from schema.tables import CaseFile, Fact, Order
from server.workers.calendars import held_calendars, latest_past, latest_within
from server.workers.worker import Parts, start_of, write_orders
from sync.projector.database import table_of
from sync.projector.rows import UNVERIFIED
from sync.records import Document

DAYS_BEFORE = 3
PLEDGE_DAYS = {"pledge-5": 5, "pledge-10": 10}  # the township's concern, then the district's
_UNFINISHED = ("accepted", "in-review", "granted")
_GIVEN_UP = ("refused", "withdrawn", "abandoned")
_CASES, _FACTS, _ORDERS = table_of(CaseFile), table_of(Fact), table_of(Order)


class Warnings:
    """Writes `warning` orders."""

    name = "warnings"

    async def run(self, parts: Parts) -> int:
        """One for each kind of delay of each case or pledge."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    calendars, today = held_calendars(parts), parts.clock.today()
    return [
        *_about_promises(parts, "due-soon", *_soon(calendars, today)),
        *_about_promises(parts, "overdue", _CASES.c.due_on > "", _CASES.c.due_on < today.isoformat()),
        *_about_pledges(parts, calendars, today),
    ]


def _soon(calendars: Calendars, today: date) -> tuple[ColumnElement[bool], ...]:
    """A case that is done while one waits has no day that comes near."""
    last = latest_within(calendars, today, DAYS_BEFORE)
    return (
        _CASES.c.due_on.between(today.isoformat(), last.isoformat()),
        _CASES.c.fold["workingDays"].as_integer() > 0,
    )


def _about_promises(parts: Parts, kind: str, *late: ColumnElement[bool]) -> Iterator[Document]:
    query = select(_CASES.c.id, _CASES.c.site, _CASES.c.accepted_at, _CASES.c.due_on)
    unfinished = query.where(_CASES.c.state.in_(_UNFINISHED), *late, _unwritten(kind))
    for row in _read(parts, unfinished):
        yield _warning(parts, row, kind, after=row["accepted_at"], due_on=row["due_on"])


def _about_pledges(parts: Parts, calendars: Calendars, today: date) -> Iterator[Document]:
    for kind, days in PLEDGE_DAYS.items():
        if last := latest_past(calendars, today, days):
            query = (
                select(_CASES.c.id, _CASES.c.site, _CASES.c.fold, _FACTS.c.id.label("of"), _FACTS.c.at)
                .join(_FACTS, _FACTS.c.case_id == _CASES.c.id)
                .where(_CASES.c.unverified_pledges > 0, _CASES.c.state.not_in(_GIVEN_UP))
                .where(_FACTS.c.type == "pledge", _FACTS.c.at < start_of(last + timedelta(days=1)))
                .where(_unwritten(kind, literal(":") + _FACTS.c.id))
            )
            for row in _read(parts, query):
                if row["of"] in _unverified(row["fold"]):
                    yield _warning(parts, row, kind, after=row["at"], of=row["of"])


def _unverified(case: Document) -> set[str]:
    return {pledge["id"] for pledge in case["pledges"] if pledge["status"] in UNVERIFIED}


def _unwritten(kind: str, of: ColumnElement[str] | None = None) -> ColumnElement[bool]:
    """The case has no such warning yet."""
    name = literal("order:warning:") + _CASES.c.id + literal(f":{kind}")
    return ~exists().where(_ORDERS.c.id == (name if of is None else name + of))


def _read(parts: Parts, query: Select[*tuple[object, ...]]) -> list[RowMapping]:
    with parts.projection.connect() as connection:
        return list(connection.execute(query).mappings())


def _warning(
    parts: Parts, row: RowMapping, kind: str, *, after: str, of: str = "", due_on: str = ""
) -> Document:
    key = f"{kind}:{of}" if of else kind
    return parts.order(
        "warning", row["id"], row["site"], after=after, key=key, kind=kind, of=of, dueOn=due_on
    )
