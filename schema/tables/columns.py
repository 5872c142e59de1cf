"""Columns that hold and order the same on every database: PostgreSQL has its own ideas of both."""

from typing import Any

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString


class InOrder(Text):
    """Texts ordered by their characters, as SQLite has them, and by no language."""


@compiles(InOrder, "postgresql")
def _in_order(*_: Any, **__: Any) -> str:
    return 'TEXT COLLATE "C"'


def hold_the_same() -> None:
    """Give all tables of models such columns. Call it once, when all of them are there."""
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, AutoString):
                column.type = InOrder()
            elif type(column.type) is Integer and table.name != "tally":  # sums of that stay whole numbers
                column.type = BigInteger()  # a tablet's numbers reach up to 2^53
