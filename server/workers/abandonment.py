"""Lays aside the cases of couples who were told what is missing and have not been heard of for 90 days.

Nothing is lost by it: whoever comes again goes on where they stood.
"""

import asyncio
from datetime import timedelta

from sqlalchemy import exists, select

from schema.tables import CaseFile, Fact
from server.clock import rfc3339
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

SILENCE = timedelta(days=90)
_CASES, _FACTS = table_of(CaseFile), table_of(Fact)


class Abandonment:
    """Writes `abandonment` orders."""

    name = "abandonment"

    async def run(self, parts: Parts) -> int:
        """One for each notice that nothing followed."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    since = rfc3339(parts.clock.now() - SILENCE)
    heard_of = exists().where(_FACTS.c.case_id == _CASES.c.id, _FACTS.c.at > since)
    silent = select(_CASES.c.fold).where(_CASES.c.state == "notified", _CASES.c.opened_at <= since, ~heard_of)
    with parts.projection.connect() as connection:
        cases = connection.scalars(silent).all()
    return [_order(parts, case) for case in cases]


def _order(parts: Parts, case: Document) -> Document:
    notice = case["notices"][-1]
    return parts.order(
        "abandonment", case["id"], case["site"], after=notice["at"], key=str(len(case["notices"]))
    )
