"""Orders in the tables, asked for by what their documents say."""

import orjson
from sqlalchemy.sql.elements import ColumnElement

from schema.tables import Order
from sync.projector.database import table_of

ORDERS = table_of(Order)


def says(member: str, value: str) -> ColumnElement[bool]:
    """Whether a member of the document has a value. Inside a text its quotes would be escaped."""
    written = orjson.dumps({member: value}).decode()
    return ORDERS.c.body.contains(written[1:-1], autoescape=True)
