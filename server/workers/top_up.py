"""Leases the next block of numbers to whoever runs low, so that an outage never finds a tablet without."""

import asyncio
import re
from collections.abc import Iterator

import orjson
from sqlalchemy import Connection, select

from schema.tables import Device, Fact, NumberStock
from server.blocks import is_a_block, lease
from server.workers.worker import Parts
from sync.projector.database import table_of

_STOCKS, _DEVICES, _FACTS = table_of(NumberStock), table_of(Device), table_of(Fact)

_BLOCK = re.compile(r"block:(?P<device>\w+):(?P<item>[a-z-]+):(?P<n>[1-9][0-9]*)")


class TopUp:
    """Writes `block` documents."""

    name = "top-up"

    async def run(self, parts: Parts) -> int:
        """One block for each item that a device runs low of, and those a restore made the hub forget."""
        written = 0
        for device, item, n in await asyncio.to_thread(_due, parts):
            written += await lease(parts.engine, parts.clock, device=device, item=item, n=n)
        return written


def _due(parts: Parts) -> list[tuple[str, str, int]]:
    with parts.projection.connect() as connection:
        return sorted({*_next(connection), *_forgotten(connection)})


def _next(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """A device that has ended gets no more."""
    low = (
        select(_STOCKS.c.device, _STOCKS.c.item, _STOCKS.c.blocks)
        .join(_DEVICES, _DEVICES.c.id == _STOCKS.c.device)
        .where(_STOCKS.c.is_low, _DEVICES.c.ended == "")
    )
    for device, item, blocks in connection.execute(low):
        yield device, item, blocks + 1


def _forgotten(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """Facts that wait name a block of their device, also of one that has ended."""
    for fact in connection.execute(select(_FACTS.c.device, _FACTS.c.body).where(_FACTS.c.waiting_for > "")):
        named = _BLOCK.fullmatch(orjson.loads(fact.body).get("block", ""))
        if named and named["device"] == fact.device and is_a_block(named["item"], int(named["n"])):
            yield fact.device, named["item"], int(named["n"])
