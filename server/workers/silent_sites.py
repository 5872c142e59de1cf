"""Sends an online application on to the township's desk when nothing comes from the site it was sent to.

Silent is a site that has pushed nothing for more than a working day since the application came to it: a quiet
village is not silent before it had something to do.
"""

import asyncio

from sqlalchemy import Connection, RowMapping, func, select

from schema.calendar import Calendars, working_days_between
from schema.shanghai import day_of
from schema.sharing import township_of
from schema.tables import CaseFile, Delivery, Order
from server.workers.calendars import held_calendars
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

WORKING_DAYS = 1
_CASES, _ORDERS, _DELIVERIES = table_of(CaseFile), table_of(Order), table_of(Delivery)


class SilentSites:
    """Writes `routing` orders."""

    name = "silent-sites"

    async def run(self, parts: Parts) -> int:
        """One for each application that waits at a silent site."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    calendars, waiting = held_calendars(parts), (_CASES.c.state == "draft", _CASES.c.channel == "online")
    query = select(_CASES.c.id, _CASES.c.site, _CASES.c.handled_by, _CASES.c.opened_at).where(*waiting)
    with parts.projection.connect() as connection:
        cases = connection.execute(query).mappings().all()
        orders = [_order(parts, connection, case, calendars) for case in cases]
    return [order for order in orders if order]


def _order(parts: Parts, connection: Connection, case: RowMapping, calendars: Calendars) -> Document | None:
    site, desk = case["handled_by"], township_of(case["handled_by"])
    routings = select(_ORDERS.c.at).where(_ORDERS.c.case_id == case["id"], _ORDERS.c.type == "routing")
    times = connection.scalars(routings).all()
    since = max([case["opened_at"], *times])
    pushed = connection.scalar(select(func.max(_DELIVERIES.c.at)).where(_DELIVERIES.c.site == site)) or ""
    silence = working_days_between(calendars, day_of(max(since, pushed)), parts.clock.today())
    if site == desk or silence is None or silence <= WORKING_DAYS:
        return None
    key = f"silent-{len(times) + 1}"  # it may be sent back, and be forgotten there once more
    return parts.order("routing", case["id"], case["site"], after=since, key=key, to=desk, why="silent")
