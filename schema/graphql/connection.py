"""Lists page after page, the way Relay names it."""

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Generic, TypeVar

import strawberry

Node = TypeVar("Node")


@strawberry.enum
class Direction(Enum):
    """Which end of an order comes first."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


@strawberry.type
class Edge(Generic[Node]):
    """One entry of a list, and its place in it."""

    cursor: str
    node: Node


@strawberry.type
class Connection(Generic[Node]):
    """One page of a list."""

    edges: list[Edge[Node]]
    page_info: strawberry.relay.PageInfo
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field
    async def total_count(self) -> int:
        return await self.count()
