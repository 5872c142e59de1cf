"""Fills in the day a case is due, where the working days of its year were not yet known at its acceptance."""

import asyncio

from sqlalchemy import select

from schema.calendar import due_on
from schema.shanghai import day_of
from schema.tables import CaseFile
from server.workers.calendars import held_calendars
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

ACCEPTED = ("accepted", "in-review", "granted", "refused", "issued", "closed")
_CASES = table_of(CaseFile)
UNDATED = (_CASES.c.state.in_(ACCEPTED), _CASES.c.due_on == "")


class Due:
    """Writes `due` orders."""

    name = "due"

    async def run(self, parts: Parts) -> int:
        """One order for each case whose day can be told now."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    calendars = held_calendars(parts)
    undated = select(_CASES.c.fold).where(*UNDATED)
    with parts.projection.connect() as connection:
        cases = connection.scalars(undated).all()
    return [
        parts.order("due", case["id"], case["site"], after=case["acceptedAt"], dueOn=day)
        for case in cases
        if (day := due_on(calendars, day_of(case["acceptedAt"]), case["workingDays"]))
    ]
