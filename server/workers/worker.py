"""What a worker is: a duty of the office that nobody has to think of.

A worker reads the tables and writes documents whose ids say what they are about. It keeps nothing: killed at
any moment and started again, or run twice at once, it writes the same documents.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import sqlalchemy

from server.clock import HubClock, rfc3339
from sync.engine import Engine
from sync.records import Document, put_new


@dataclass(frozen=True, slots=True)
class Parts:
    """What workers work with."""

    engine: Engine
    projection: sqlalchemy.Engine
    clock: HubClock

    def time_after(self, at: str) -> str:
        """Now, but never before what an order answers to: a tablet's clock may be ahead of the hub's."""
        next_moment = datetime.fromisoformat(at) + timedelta(milliseconds=1)
        return max(self.clock.text(), rfc3339(next_moment))


class Worker(Protocol):
    """One duty. `name` is what the log calls it."""

    @property
    def name(self) -> str: ...

    async def run(self, parts: Parts) -> int:
        """Do what there is to do now; return how many documents were written."""


async def write_orders(parts: Parts, orders: Iterable[Document]) -> int:
    """Each into the database of its site, unless it is there; how many were not."""
    by_site: dict[str, list[Document]] = defaultdict(list)
    for order in orders:
        by_site[order["site"]].append(order)
    written = [await put_new(parts.engine.database(f"site-{site}"), some) for site, some in by_site.items()]
    return sum(map(len, written))
