"""Fills in the day a case is due, where the working days of its year were not yet known at its acceptance."""

import asyncio

from sqlalchemy import select

from schema.calendar import due_on
from schema.facts import order_id
from schema.shanghai import day_of
from schema.tables import CaseFile
from server.workers.calendars import held_calendars
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

_CASES = table_of(CaseFile)


class Due:
    """Writes `due` orders."""

    name = "due"

    async def run(self, parts: Parts) -> int:
        """One order for each case whose day can be told now."""
        orders = await asyncio.to_thread(_orders, parts)
        return await write_orders(parts, orders)


def _orders(parts: Parts) -> list[Document]:
    calendars = held_calendars(parts)
    undated = select(_CASES.c.fold).where(_CASES.c.accepted_at > "", _CASES.c.due_on == "")
    with parts.projection.connect() as connection:
        cases = [row.fold for row in connection.execute(undated)]
    days = ((case, due_on(calendars, day_of(case["acceptedAt"]), case["workingDays"])) for case in cases)
    return [
        {
            "_id": order_id("due", case["id"]),
            "type": "due",
            "v": 1,
            "case": case["id"],
            "site": case["site"],
            "at": parts.time_after(case["acceptedAt"]),
            "by": "hub",
            "dueOn": day,
        }
        for case, day in days
        if day
    ]
