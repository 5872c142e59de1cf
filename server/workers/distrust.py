"""No more pledges of somebody who has pledged falsely, whichever office takes the next one (R04)."""

import asyncio

from sqlalchemy import select

from schema.tables import FalsePledge, UnverifiedPledge
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

_FALSE, _PLEDGES = table_of(FalsePledge).c, table_of(UnverifiedPledge).c


class Distrust:
    """Writes `distrust` orders."""

    name = "distrust"

    async def run(self, parts: Parts) -> int:
        """One for each pledge that was signed after another of the same person was confirmed to be false."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    """Of one case the fold itself sees to it."""
    signed_after = select(
        _PLEDGES.id, _PLEDGES.case_id, _PLEDGES.site, _PLEDGES.at, _FALSE.id.label("of")
    ).where(_FALSE.person == _PLEDGES.person, _FALSE.at < _PLEDGES.at, _FALSE.case_id != _PLEDGES.case_id)
    with parts.projection.connect() as connection:
        found = connection.execute(signed_after.order_by(_FALSE.at.desc())).all()
    once = {row.id: row for row in found}
    return [
        parts.order("distrust", row.case_id, row.site, after=row.at, key=row.id, pledge=row.id, of=row.of)
        for row in once.values()
    ]
