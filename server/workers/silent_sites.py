"""Sends an online application on to the township's desk when nothing comes from the site it was sent to.

Silent is a site that has pushed nothing for more than a working day (`heard_since`), of which the application
has been there for all: a quiet village is not silent before it had something to do.
"""

import asyncio

from sqlalchemy import exists, func, select

from schema.areas import desk_of
from schema.tables import CaseFile, Delivery, Order
from server.workers.calendars import heard_since, held_calendars
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

_CASES, _ORDERS, _DELIVERIES = table_of(CaseFile), table_of(Order), table_of(Delivery)


class SilentSites:
    """Writes `routing` orders."""

    name = "silent-sites"

    async def run(self, parts: Parts) -> int:
        """One for each application that waits at a silent site."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    recently = heard_since(held_calendars(parts), parts.clock.today())
    if recently is None:
        return []
    routings = (_ORDERS.c.case_id == _CASES.c.id) & (_ORDERS.c.type == "routing")
    query = select(
        _CASES.c.id,
        _CASES.c.site,
        _CASES.c.handled_by,
        _CASES.c.opened_at,
        select(func.count()).where(routings).scalar_subquery().label("routings"),
        select(func.max(_ORDERS.c.at)).where(routings).scalar_subquery().label("routed_at"),
    ).where(
        _CASES.c.state == "draft",
        _CASES.c.channel == "online",
        _CASES.c.opened_at < recently,
        ~exists().where(routings, _ORDERS.c.at >= recently),
        ~exists().where(_DELIVERIES.c.site == _CASES.c.handled_by, _DELIVERIES.c.at >= recently),
    )
    with parts.projection.connect() as connection:
        waiting = connection.execute(query).all()
    return [
        parts.order(
            "routing",
            case.id,
            case.site,
            after=case.routed_at or case.opened_at,
            key=f"silent-{case.routings + 1}",  # it may be sent back, and be forgotten there once more
            to=desk_of(case.handled_by),
            why="silent",
        )
        for case in waiting
        if case.handled_by != desk_of(case.handled_by)
    ]
