"""Where all the numbers are."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from strawberry import ID

from schema.graphql.context import Row
from schema.graphql.numbers import DoubleNumber, NumberCounts, NumberedItem, NumberLedger, NumberStock
from schema.tables import Alarm
from server.graphql.context import Info, asked, rows_of
from sync.projector.database import read_tables, table_of
from sync.projector.numbers import TWICE
from sync.projector.stocks import STOCKS, Stock, are_as_placed, stocks

_ALARMS = table_of(Alarm)


async def number_ledger(
    info: Info, area_code: str | None = None, item: NumberedItem | None = None
) -> NumberLedger:
    projection, principal = info.context.hub.projection, info.context.principal
    where = [asked(STOCKS.c.site, principal, area_code)]
    if item:
        where.append(STOCKS.c.item == item.value)
    twice = select(_ALARMS).where(_ALARMS.c.kind == TWICE, asked(_ALARMS.c.device, principal, area_code))
    doubles = await rows_of(projection, twice.order_by(_ALARMS.c.detail, _ALARMS.c.seq))
    is_as_placed = await read_tables(projection, are_as_placed, *where)
    return _ledger(await read_tables(projection, stocks, *where), doubles, is_as_placed)


def _ledger(held: list[Stock], doubles: list[Row], is_as_placed: bool) -> NumberLedger:
    total = sum((stock.counts for stock in held), Counter[str]())
    leased = sum(stock.leased for stock in held)
    return NumberLedger(
        leased=leased,
        counts=NumberCounts.of(total),
        adds_up=is_as_placed and not doubles and not any(stock.unleased for stock in held),
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


def _doubles(alarms: Iterable[Row]) -> list[DoubleNumber]:
    facts: dict[tuple[str, str], list[ID]] = defaultdict(list)
    for alarm in alarms:
        facts[alarm["detail"], alarm["device"]].append(ID(alarm["id"].removeprefix(f"{TWICE}:")))
    return [
        DoubleNumber(number=number, device=device, facts=both) for (number, device), both in facts.items()
    ]
