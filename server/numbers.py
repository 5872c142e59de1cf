"""What the tables know of numbers: how many each device has left, and which are void or revoked.

A number is named by device, item and serial. Void ones stand on a sheet that is none any more; revoked ones
went with a device that has ended, and no sheet with one of them is good.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypedDict

from sqlalchemy import Connection, RowMapping, Select, select
from sqlalchemy.sql.elements import ColumnElement

from schema.numbers import CertificateNumber
from schema.stock import (
    AWAITED,
    FREE,
    REVOKED,
    SKIPPED,
    SPOILED,
    VOID,
    Run,
    counted,
    missing_facts,
    placed,
    runs,
)
from schema.tables import Block, Chain, Device, NumberStock, NumberUse
from sync.projector.database import table_of, within

STOCKS = table_of(NumberStock)
_USES, _BLOCKS = table_of(NumberUse), table_of(Block)
_DEVICES, _CHAINS = table_of(Device), table_of(Chain)


class _Life(TypedDict):
    missing: int
    ended: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """Serials `first` to `last` of an item of one device."""

    device: str
    item: str
    first: int
    last: int

    def has(self, number: CertificateNumber) -> bool:
        is_theirs = (self.device, self.item) == (number.device, number.item)
        return is_theirs and self.first <= number.serial <= self.last


@dataclass(frozen=True, slots=True)
class Stock:
    """The numbers of an item of one device: how many were leased, and how many are in each state; `unleased`
    are those that something stands on and that nobody leased."""

    device: str
    item: str
    leased: int
    counts: Counter[str]
    unleased: int


def stocks(connection: Connection, *where: ColumnElement[bool]) -> list[Stock]:
    """Those of `STOCKS` that are asked for, in the order of their devices."""
    return [
        Stock(row["device"], row["item"], row["leased"], counted(dict(row), **_life(row)), row["unleased"])
        for row in connection.execute(_with_devices().where(*where)).mappings()
    ]


def void_numbers(connection: Connection, area: str) -> Iterator[Numbers]:
    """Of the sheets issued in an area: void (作废) or spoiled (损毁)."""
    query = (
        select(_USES.c.device, _USES.c.item, _USES.c.serial)
        .where(_USES.c.state.in_((VOID, SPOILED)), within(_USES.c.site, area))
        .order_by(_USES.c.device, _USES.c.item, _USES.c.serial)
    )
    for row in connection.execute(query):
        yield Numbers(row.device, row.item, row.serial, row.serial)


def revoked_numbers(connection: Connection, area: str) -> Iterator[Numbers]:
    """What devices of an area that have ended had left. What is awaited is among it: who has the tablet can
    sign a fact far ahead, and all its numbers would be awaited for ever."""
    query = _with_devices().where(_DEVICES.c.ended > "", within(STOCKS.c.site, area))
    yield from _unused(connection, query, *REVOKED, AWAITED)


def printable_numbers(connection: Connection, device: str) -> Iterator[Numbers]:
    """What a device may still print, or has printed unknown to the hub: on none of them stands anything."""
    query = _with_devices().where(STOCKS.c.device == device)
    yield from _unused(connection, query, FREE, SKIPPED, AWAITED, *REVOKED)


def _unused(connection: Connection, query: Select[Any], *states: str) -> Iterator[Numbers]:
    """Those in one of these states, of what nothing stands on."""
    for row in connection.execute(query).mappings().all():
        used = _used(connection, row)
        places = placed(_leased(connection, row), used, **_life(row))
        left = (serial for serial, state in places.items() if state in states and serial not in used)
        for first, last in runs(left):
            yield Numbers(row["device"], row["item"], first, last)


def _with_devices() -> Select[Any]:
    """Stocks, with what their device's chain lacks and why it has ended."""
    return (
        select(STOCKS, _DEVICES.c.ended, _CHAINS.c.gaps)
        .join(_DEVICES, _DEVICES.c.id == STOCKS.c.device)
        .join(_CHAINS, _CHAINS.c.device == STOCKS.c.device, isouter=True)
        .order_by(STOCKS.c.id)
    )


def _life(row: RowMapping) -> _Life:
    return {"missing": missing_facts(row["gaps"] or ""), "ended": row["ended"]}


def _leased(connection: Connection, stock: RowMapping) -> list[Run]:
    mine = (_BLOCKS.c.device == stock["device"], _BLOCKS.c.item == stock["item"])
    return [(row.first, row.last) for row in connection.execute(select(_BLOCKS).where(*mine))]


def _used(connection: Connection, stock: RowMapping) -> dict[int, str]:
    mine = (_USES.c.device == stock["device"], _USES.c.item == stock["item"], _USES.c.state > "")
    return {row.serial: row.state for row in connection.execute(select(_USES).where(*mine))}
