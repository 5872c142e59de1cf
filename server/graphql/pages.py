"""Lists, the newest first. A cursor names a place in the order, so new entries do not shift the pages."""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Engine, Select, and_, or_
from sqlalchemy.sql.elements import KeyedColumnElement
from strawberry.relay import PageInfo

from schema.graphql.connection import Connection, Edge
from schema.graphql.context import Row
from server.graphql.context import rows_of
from sync.errors import BadRequest

AT_MOST = 100
Node = TypeVar("Node")


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, in order."""

    rows: list[Row]
    cursors: list[str]
    has_more: bool
    is_first: bool

    def of(self, nodes: Iterable[Node]) -> Connection[Node]:
        """The page with what its rows are shown as, one for each."""
        return Connection(
            edges=[Edge(cursor=cursor, node=node) for cursor, node in zip(self.cursors, nodes, strict=True)],
            page_info=PageInfo(
                has_next_page=self.has_more,
                has_previous_page=not self.is_first,
                start_cursor=self.cursors[0] if self.cursors else None,
                end_cursor=self.cursors[-1] if self.cursors else None,
            ),
        )


async def page_of(
    projection: Engine,
    query: Select[Any],
    order: tuple[KeyedColumnElement[str], KeyedColumnElement[str]],
    first: int,
    after: str | None,
) -> Page:
    """`first` rows of `query` by a time and an id, the newest first. Raises `BadRequest` for a cursor that is
    none and for too much at once."""
    check_first(first)
    at, name = order
    query = query.order_by(at.desc(), name.desc())
    if after is not None:
        last_at, last_name = read_cursor(after)
        query = query.where(or_(at < last_at, and_(at == last_at, name < last_name)))
    rows = await rows_of(projection, query.limit(first + 1))
    return Page(
        rows=rows[:first],
        cursors=[cursor_of(row[at.key], row[name.key]) for row in rows[:first]],
        has_more=len(rows) > first,
        is_first=after is None,
    )


def check_first(first: int) -> None:
    """Raises `BadRequest` for no entries, and for more than one page may have."""
    if not 1 <= first <= AT_MOST:
        raise BadRequest(f"first must be from 1 to {AT_MOST}.")


def cursor_of(at: str, name: str) -> str:
    """Names a place in an order by a text without blanks, and an id."""
    return base64.urlsafe_b64encode(f"{at} {name}".encode()).decode()


def read_cursor(cursor: str) -> tuple[str, str]:
    """The place it names; raises `BadRequest` for what names none."""
    try:
        at, name = base64.urlsafe_b64decode(cursor).decode().split(" ", 1)
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise BadRequest("after is not a cursor of this list.") from error
    return at, name
