"""Leases the next block of numbers to whoever runs low, so that an outage never finds a tablet without."""

import asyncio

from sqlalchemy import RowMapping, or_, select

from schema.tables import Device, Fact, NumberStock
from server.blocks import lease
from server.workers.worker import Parts
from sync.projector.database import table_of

_STOCKS, _DEVICES, _FACTS = table_of(NumberStock), table_of(Device), table_of(Fact)


class TopUp:
    """Writes `block` documents."""

    name = "top-up"

    async def run(self, parts: Parts) -> int:
        """One block for each item that a device runs low of."""
        written = 0
        for stock in await asyncio.to_thread(_low, parts):
            device, item = stock["device"], stock["item"]
            written += await lease(parts.engine, parts.clock, device=device, item=item, n=stock["blocks"] + 1)
        return written


def _low(parts: Parts) -> list[RowMapping]:
    """A device that has ended gets no more, but what a restore made the hub forget: facts wait for that."""
    waiting = select(_FACTS.c.device).where(_FACTS.c.waiting_for > "")
    query = (
        select(_STOCKS.c.device, _STOCKS.c.item, _STOCKS.c.blocks)
        .join(_DEVICES, _DEVICES.c.id == _STOCKS.c.device)
        .where(_STOCKS.c.is_low, or_(_DEVICES.c.ended == "", _STOCKS.c.device.in_(waiting)))
        .order_by(_STOCKS.c.id)
    )
    with parts.projection.connect() as connection:
        return list(connection.execute(query).mappings())
