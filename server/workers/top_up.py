"""Leases the next block of numbers to whoever runs low, so that an outage never finds a tablet without."""

import asyncio
import re
from collections.abc import Iterator

import orjson
from sqlalchemy import Connection, and_, select

from schema.tables import Device, Fact, NumberStock, NumberUse
from server.blocks import block_of, is_a_block, lease
from server.workers.worker import Parts
from sync.projector.database import table_of

_STOCKS, _DEVICES = table_of(NumberStock), table_of(Device)
_FACTS, _USES = table_of(Fact), table_of(NumberUse)

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
        due = {*_next(connection), *_waited_for(connection), *_stood_on(connection)}
    return sorted(block for block in due if is_a_block(*block[1:]))


def _next(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """The lowest that it has not: who signs a number far ahead uses up none that lie between. A device that
    has ended gets no more."""
    low = (
        select(_STOCKS.c.device, _STOCKS.c.item, _STOCKS.c.next_block)
        .join(_DEVICES, _DEVICES.c.id == _STOCKS.c.device)
        .where(_STOCKS.c.is_low, _DEVICES.c.ended == "")
    )
    yield from map(tuple, connection.execute(low))


def _waited_for(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """Facts that wait name a block of their device, also of one that has ended."""
    for fact in connection.execute(select(_FACTS.c.device, _FACTS.c.body).where(_FACTS.c.waiting_for > "")):
        named = _BLOCK.fullmatch(orjson.loads(fact.body).get("block", ""))
        if named and named["device"] == fact.device:
            yield fact.device, named["item"], int(named["n"])


def _stood_on(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """A paper that was refused waits for nothing, and its number has become void."""
    unleased = (
        select(_USES.c.device, _USES.c.item, _USES.c.serial)
        .join(_STOCKS, and_(_STOCKS.c.device == _USES.c.device, _STOCKS.c.item == _USES.c.item))
        .where(_STOCKS.c.unleased > 0)
    )
    for device, item, serial in connection.execute(unleased):
        yield device, item, block_of(serial)
