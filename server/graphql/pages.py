"""Lists, page after page. A cursor names an order and a place in it: what comes in between shifts no page."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import orjson
from sqlalchemy import Engine, Select, func, or_, select
from sqlalchemy.sql.elements import KeyedColumnElement
from strawberry.relay import PageInfo

from schema.graphql.connection import Connection, Direction, Edge
from schema.graphql.context import Row
from server.graphql.context import rows_of
from sync.errors import BadRequest

AT_MOST = 100
LARGEST = 2**31 - 1
Node = TypeVar("Node")
Key = str | int


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, in order."""

    rows: list[Row]
    cursors: list[str]
    has_more: bool
    is_first: bool
    count: Callable[[], Awaitable[int]]  # of all pages together

    def of(self, nodes: Iterable[Node]) -> Connection[Node]:
        """The page with what its rows are shown as, one for each."""
        edges = [Edge(cursor=cursor, node=node) for cursor, node in zip(self.cursors, nodes, strict=True)]
        return Connection(edges=edges, page_info=self.info, count=self.count)

    @property
    def info(self) -> PageInfo:
        return PageInfo(
            has_next_page=self.has_more,
            has_previous_page=not self.is_first,
            start_cursor=self.cursors[0] if self.cursors else None,
            end_cursor=self.cursors[-1] if self.cursors else None,
        )


async def page_of(
    projection: Engine,
    query: Select[Any],
    order: tuple[KeyedColumnElement[Any], KeyedColumnElement[str]],
    first: int,
    after: str | None,
    direction: Direction = Direction.DESCENDING,
) -> Page:
    """`first` rows of `query` by a key and an id. Raises `BadRequest` for a cursor that is none of this order
    and for too much at once."""
    check_first(first)
    key, name = order
    count = counter(projection, query)
    rises = direction is Direction.ASCENDING
    if after is not None:
        last, last_name = read_cursor(after, key.key, key.type.python_type)
        # the first of the two is what an index is entered by: by the other alone all rows before are read
        from_here, beyond = (key >= last, key > last) if rises else (key <= last, key < last)
        beyond_name = name > last_name if rises else name < last_name
        query = query.where(from_here, or_(beyond, beyond_name))
    query = query.order_by(key, name) if rises else query.order_by(key.desc(), name.desc())
    rows = await rows_of(projection, query.limit(first + 1))
    return Page(
        rows=rows[:first],
        cursors=[cursor_of(key.key, row[key.key], row[name.key]) for row in rows[:first]],
        has_more=len(rows) > first,
        is_first=after is None,
        count=count,
    )


def counter(projection: Engine, query: Select[Any]) -> Callable[[], Awaitable[int]]:
    """What counts the rows of a query, when somebody asks for it."""
    return partial(_count, projection, query)


async def _count(projection: Engine, query: Select[Any]) -> int:
    (row,) = await rows_of(projection, select(func.count().label("n")).select_from(query.subquery()))
    return int(row["n"])


def check_first(first: int) -> None:
    """Raises `BadRequest` for no entries, and for more than one page may have."""
    if not 1 <= first <= AT_MOST:
        raise BadRequest(f"first must be from 1 to {AT_MOST}.")


def cursor_of(order: str, key: Key, name: str) -> str:
    """Names a place in an order by what it is sorted by and an id."""
    return base64.urlsafe_b64encode(orjson.dumps([order, key, name])).decode()


def read_cursor(cursor: str, order: str, kind: type[Any] = str) -> tuple[Any, str]:
    """The place it names in that order, whose keys are of a kind; raises `BadRequest` for what names none."""
    match _said(cursor):
        case [str(said), key, str(name)] if said != order and isinstance(key, str | int):
            raise BadRequest("after is a cursor of another order: begin without it.")
        case [_, key, str(name)] if type(key) is kind and _can_be_asked(key):
            return key, name
    raise BadRequest("after is not a cursor of this list.")


def _can_be_asked(key: Key) -> bool:
    return not isinstance(key, int) or abs(key) <= LARGEST


def _said(cursor: str) -> Any:
    try:
        return orjson.loads(base64.urlsafe_b64decode(cursor))
    except (binascii.Error, ValueError):
        return None
