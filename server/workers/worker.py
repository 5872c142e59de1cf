"""What a worker is: a duty of the office that nobody has to think of.

A worker reads the tables and writes documents whose ids say what they are about. It keeps nothing: killed at
any moment and started again, or run twice at once, it writes the same documents.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from schema.facts import order_id
from schema.tables import Order
from server.clock import HubClock
from server.orders import put_orders
from sync.engine import Engine
from sync.projector.database import in_parts, table_of
from sync.records import Document

_ORDERS = table_of(Order)


@dataclass(frozen=True, slots=True)
class Parts:
    """What workers work with."""

    engine: Engine
    projection: sqlalchemy.Engine
    clock: HubClock
    district_key: ec.EllipticCurvePrivateKey

    def order(
        self, type_: str, case: str, site: str, *, after: str, key: str = "", **members: Any
    ) -> Document:
        """What the hub has to say by itself in a case of `site`; `after` is the time of what it answers."""
        return {
            "_id": order_id(type_, case, key),
            "type": type_,
            "v": 1,
            "case": case,
            "site": site,
            "at": self.clock.text_after(after),
            "by": "hub",
            **members,
        }


class Worker(Protocol):
    """One duty. `name` is what the log calls it."""

    @property
    def name(self) -> str: ...

    async def run(self, parts: Parts) -> int:
        """Do what there is to do now; return how many documents were written."""


async def write_orders(parts: Parts, orders: Iterable[Document]) -> int:
    """Each into the database of its site, unless it is there; how many were not."""
    by_site: dict[str, list[Document]] = defaultdict(list)
    for order in await asyncio.to_thread(_unwritten, parts, list(orders)):
        by_site[order["site"]].append(order)
    written = [
        await put_orders(parts.engine.database(f"site-{site}"), parts.district_key, some)
        for site, some in by_site.items()
    ]
    return sum(map(len, written))


def _unwritten(parts: Parts, orders: list[Document]) -> list[Document]:
    """Those the tables do not show yet: workers say the same again and again."""
    written: set[str] = set()
    with parts.projection.connect() as connection:
        for some in in_parts(order["_id"] for order in orders):
            written |= set(connection.scalars(select(_ORDERS.c.id).where(_ORDERS.c.id.in_(some))))
    return [order for order in orders if order["_id"] not in written]
