"""What the tables know of numbers: how many each device has left, and which are void or revoked.

A number is named by device, item and serial. Void ones stand on a sheet that is none any more; revoked ones
went with a device that has ended, and no sheet with one of them is good.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from schema.numbers import PREFIXES, CertificateNumber
from schema.stock import (
    LAST_SERIAL,
    SPOILED,
    STANDING,
    VOID,
    Run,
    counted,
    placed,
    runs,
)
from schema.tables import Block, Chain, Device, NumberStock, NumberUse
from sync.projector.database import in_parts, table_of, within

STOCKS = table_of(NumberStock)
_USES, _BLOCKS = table_of(NumberUse), table_of(Block)
_DEVICES, _CHAINS = table_of(Device), table_of(Chain)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Serials `first` to `last` of an item of one device."""

    device: str
    item: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stock:
    """The numbers of an item of one device: how many were leased, and how many are in each state; `unleased`
    are those that something stands on and that nobody leased."""

    device: str
    item: str
    leased: int
    counts: Counter[str]
    unleased: int


def stocks(connection: Connection, *where: ColumnElement[bool]) -> tuple[list[Stock], bool]:
    """Those of `STOCKS` that are asked for, in the order of their devices; and whether the numbers, looked at
    one by one, are in the states that are counted."""
    rows = connection.execute(_with_devices().where(*where)).mappings().all()
    devices = {row["device"] for row in rows}
    leased, uses = _leased(connection, devices), _uses(connection, devices)

    def places(row: RowMapping) -> Counter[str]:
        stock = row["device"], row["item"]
        used = uses[stock]
        return Counter(placed(leased[stock], used, missing=row["missing"], ended=row["ended"]).values())

    found = [Stock(row["device"], row["item"], row["leased"], _counted(row), row["unleased"]) for row in rows]
    return found, all(places(row) == +stock.counts for row, stock in zip(rows, found, strict=True))


def void_numbers(connection: Connection, area: str) -> Iterator[tuple[str, str, int]]:
    """Device, item and serial of the sheets issued in an area that are void (作废) or spoiled (损毁). What
    was refused of a device that has ended is revoked with all the rest of it."""
    ended = select(_DEVICES.c.id).where(_DEVICES.c.ended > "")
    query = (
        select(_USES.c.device, _USES.c.item, _USES.c.serial)
        .where(_USES.c.state.in_((VOID, SPOILED)), within(_USES.c.site, area))
        .where(or_(_USES.c.case_id > "", _USES.c.device.not_in(ended)))
        .order_by(_USES.c.device, _USES.c.item, _USES.c.serial)
    )
    yield from map(tuple, connection.execute(query))


def revoked_numbers(connection: Connection, area: str) -> Iterator[Numbers]:
    """All of devices of an area that have ended, leased or not, but for those whose papers stand: who has the
    tablet can sign whatever number he likes."""
    ended = select(_DEVICES.c.id).where(_DEVICES.c.ended > "", within(_DEVICES.c.site, area))
    devices = connection.scalars(ended.order_by(_DEVICES.c.id)).all()
    uses = _uses(connection, devices)
    for device in devices:
        for item in PREFIXES:
            used = uses[device, item]
            standing = sorted(serial for serial, state in used.items() if state in STANDING)
            for before, after in pairwise((0, *standing, LAST_SERIAL + 1)):
                if after > before + 1:
                    yield Numbers(device, item, before + 1, after - 1)


def is_revoked(connection: Connection, number: CertificateNumber) -> bool:
    """Whether it is one of `revoked_numbers`."""
    ended = select(_DEVICES.c.id).where(_DEVICES.c.id == number.device, _DEVICES.c.ended > "")
    stands = select(_USES.c.fact_id).where(
        _USES.c.device == number.device,
        _USES.c.item == number.item,
        _USES.c.serial == number.serial,
        _USES.c.state.in_(STANDING),
    )
    return bool(connection.execute(ended).first()) and not connection.execute(stands).first()


def printable_numbers(connection: Connection, device: str) -> Iterator[Numbers]:
    """What a device may still print, or has printed unknown to the hub: on none of them stands anything."""
    uses = _uses(connection, [device])
    for stock, blocks in sorted(_leased(connection, [device]).items()):
        leased = {serial for first, last in blocks for serial in range(first, last + 1)}
        for first, last in runs(sorted(leased - uses[stock].keys())):
            yield Numbers(*stock, first, last)


def _with_devices() -> Select[Any]:
    """Stocks, with how many facts their device's chain lacks and why it has ended."""
    return (
        select(STOCKS, _DEVICES.c.ended, func.coalesce(_CHAINS.c.missing, 0).label("missing"))
        .join(_DEVICES, _DEVICES.c.id == STOCKS.c.device)
        .join(_CHAINS, _CHAINS.c.device == STOCKS.c.device, isouter=True)
        .order_by(STOCKS.c.id)
    )


def _counted(row: RowMapping) -> Counter[str]:
    return counted(dict(row), missing=row["missing"], ended=row["ended"])


def _leased(connection: Connection, devices: Iterable[str]) -> dict[tuple[str, str], list[Run]]:
    """By device and item."""
    found: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for some in in_parts(devices):
        for row in connection.execute(select(_BLOCKS).where(_BLOCKS.c.device.in_(some))):
            found[row.device, row.item].append((row.first, row.last))
    return found


def _uses(connection: Connection, devices: Iterable[str]) -> dict[tuple[str, str], dict[int, str]]:
    """By device and item: what became of each serial that something stands on."""
    found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    columns = _USES.c.device, _USES.c.item, _USES.c.serial, _USES.c.state
    for some in in_parts(devices):
        query = select(*columns).where(_USES.c.device.in_(some), _USES.c.state > "")
        for device, item, serial, state in connection.execute(query):
            found[device, item][serial] = state
    return found
