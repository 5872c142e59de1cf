"""Warns the office of what it promised and has not done yet: once each, counted in working days.

What is late by a table of working days that is not known is not late: nothing is guessed.
"""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, RowMapping, Select, Table, Text, cast, exists, literal, select

from schema.calendar import Calendars
from schema.tables import CaseFile, LookUp, Order, UnverifiedPledge
from server.clock import start_of
from server.workers.calendars import held_calendars, latest_past, latest_within
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

DAYS_BEFORE = 3
PLEDGE_DAYS = {"pledge-5": 5, "pledge-10": 10}  # the township's concern, then the district's
LOOK_UP_DAYS = 2  # one to make it, so on the second it is late
UNFINISHED = ("accepted", "in-review", "granted")
_CASES, _ORDERS = table_of(CaseFile), table_of(Order)
IN_TIME = cast(_CASES.c.tallied, Text).contains('"on_time"')  # decided or issued by then, as K4 counts it
_PLEDGES, _LOOK_UPS = table_of(UnverifiedPledge), table_of(LookUp)


class Warnings:
    """Writes `warning` orders."""

    name = "warnings"

    async def run(self, parts: Parts) -> int:
        """One for each kind of delay of each case, pledge or look-up."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    calendars, today = held_calendars(parts), parts.clock.today()
    orders = [
        *_about_promises(parts, "due-soon", *_soon(calendars, today)),
        *_about_promises(parts, "overdue", _CASES.c.due_on > "", _CASES.c.due_on < today.isoformat()),
    ]
    for kind, days in PLEDGE_DAYS.items():
        if last := latest_past(calendars, today, days):
            orders += _about_waiting(parts, kind, _PLEDGES, "at", last)
    if last := latest_past(calendars, today, LOOK_UP_DAYS):
        orders += _about_waiting(parts, "look-up-late", _LOOK_UPS, "since", last)
    return orders


def _soon(calendars: Calendars, today: date) -> tuple[ColumnElement[bool], ...]:
    """A case that is done while one waits has no day that comes near."""
    last = latest_within(calendars, today, DAYS_BEFORE)
    return (
        _CASES.c.due_on.between(today.isoformat(), last.isoformat()),
        _CASES.c.fold["workingDays"].as_integer() > 0,
    )


def _about_promises(parts: Parts, kind: str, *late: ColumnElement[bool]) -> Iterator[Document]:
    query = select(_CASES.c.id, _CASES.c.site, _CASES.c.accepted_at, _CASES.c.due_on)
    told = _told(literal("order:warning:") + _CASES.c.id + literal(f":{kind}"))
    for row in _read(parts, query.where(_CASES.c.state.in_(UNFINISHED), ~IN_TIME, *late, ~told)):
        yield parts.order(
            "warning", row["id"], row["site"],
            after=row["accepted_at"], key=kind, kind=kind, of="", dueOn=row["due_on"],
        )  # fmt: skip


def _about_waiting(parts: Parts, kind: str, table: Table, since: str, last: date) -> Iterator[Document]:
    """What has waited in `table` since `last` or longer; `since` is the column that says from when."""
    told = _told(literal("order:warning:") + table.c.case_id + literal(f":{kind}:") + table.c.id)
    waiting = select(table).where(table.c[since] < start_of(last + timedelta(days=1)), ~told)
    for row in _read(parts, waiting):
        yield parts.order(
            "warning", row["case_id"], row["site"],
            after=row[since], key=f"{kind}:{row['id']}", kind=kind, of=row["id"], dueOn="",
        )  # fmt: skip


def _told(name: ColumnElement[str]) -> ColumnElement[bool]:
    return exists().where(_ORDERS.c.id == name)


def _read(parts: Parts, query: Select[*tuple[object, ...]]) -> list[RowMapping]:
    with parts.projection.connect() as connection:
        return list(connection.execute(query).mappings())
