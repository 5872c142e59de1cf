"""Where all the numbers are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.sql.elements import ColumnElement
from strawberry import ID

from schema.graphql.numbers import DoubleNumber, NumberCounts, NumberedItem, NumberLedger, NumberStock
from schema.tables import Alarm
from server.graphql.context import Info, asked
from sync.projector.database import read_tables, table_of
from sync.projector.numbers import TWICE
from sync.projector.stocks import STOCKS, stocks

_ALARMS = table_of(Alarm)
_TWICE = select(_ALARMS).where(_ALARMS.c.kind == TWICE).order_by(_ALARMS.c.detail, _ALARMS.c.seq)


async def number_ledger(
    info: Info, area_code: str | None = None, item: NumberedItem | None = None
) -> NumberLedger:
    principal = info.context.principal
    where = [asked(STOCKS.c.site, principal, area_code)]
    if item:
        where.append(STOCKS.c.item == item.value)
    of_devices = asked(_ALARMS.c.device, principal, area_code)
    return await read_tables(info.context.hub.projection, _ledger, where, of_devices)


def _ledger(
    connection: Connection, where: Sequence[ColumnElement[bool]], of_devices: ColumnElement[bool]
) -> NumberLedger:
    held, are_as_placed = stocks(connection, *where)
    doubles = connection.execute(_TWICE.where(of_devices)).mappings().all()
    total = sum((stock.counts for stock in held), Counter[str]())
    leased = sum(stock.leased for stock in held)
    return NumberLedger(
        leased=leased,
        counts=NumberCounts.of(total),
        adds_up=are_as_placed and not doubles and not any(stock.unleased for stock in held),
        doubles=_doubles(doubles),
        stocks=[
            NumberStock(
                device=stock.device,
                item=NumberedItem(stock.item),
                leased=stock.leased,
                counts=NumberCounts.of(stock.counts),
            )
            for stock in held
        ],
    )


def _doubles(alarms: Iterable[RowMapping]) -> list[DoubleNumber]:
    facts: dict[tuple[str, str], list[ID]] = defaultdict(list)
    for alarm in alarms:
        facts[alarm["detail"], alarm["device"]].append(ID(alarm["id"].removeprefix(f"{TWICE}:")))
    return [
        DoubleNumber(number=number, device=device, facts=both) for (number, device), both in facts.items()
    ]
