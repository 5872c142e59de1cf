"""What somebody names that was ordered before: a complaint, a duplicate, an inspection, a finding."""

import orjson
from sqlalchemy import select

from schema.tables import Order
from server.graphql.context import Info, rows_of
from sync.errors import NotFound
from sync.projector.database import table_of, within
from sync.records import Document

_ORDERS = table_of(Order)


async def order_named(info: Info, name: str, *types: str) -> Document:
    """The order of one of these types; raises `NotFound` where there is none in the area of who asks."""
    query = select(_ORDERS.c.body).where(
        _ORDERS.c.id == name,
        _ORDERS.c.type.in_(types),
        within(_ORDERS.c.site, info.context.principal.area),
    )
    rows = await rows_of(info.context.hub.projection, query)
    if not rows:
        raise NotFound(f"There is no {' or '.join(types)} {name}.")
    named: Document = orjson.loads(rows[0]["body"])
    return named
