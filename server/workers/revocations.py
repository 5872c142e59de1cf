"""Keeps the list of each township's revocations in `reference`, where every tablet has it offline.

It is signed anew each day, also where there is no news: its time tells how fresh the knowledge is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection, or_, select

from schema.district_keys import DistrictKey, key_id
from schema.revocations import are_the_districts, signed_revocations
from schema.tables import RevocationList
from server.clock import start_of
from server.keys import public_point
from server.workers.published import publish
from server.workers.worker import Parts
from sync.projector.database import read_tables, table_of
from sync.records import Document, read

_LISTS = table_of(RevocationList)


class Revocations:
    """Writes `revocations:<township>`, signed by the district, for each township that has a tablet. The one
    document of the hub's that changes: it says what holds now."""

    name = "revocations"

    def __init__(self, district_key: ec.EllipticCurvePrivateKey) -> None:
        self._key = district_key
        self._id = key_id(district_key.public_key())
        self._own = {self._id: DistrictKey(public_point(district_key), date.min, date.max)}

    async def run(self, parts: Parts) -> int:
        """One document for each township of which something else is to be said, or nothing was said today."""
        reference, written = parts.engine.database("reference"), 0
        today = start_of(parts.clock.today())
        for members in await read_tables(parts.projection, _unsaid, self._id.hex(), today):
            held = await read(reference, f"revocations:{members['township']}")
            if held is None or not self._says_so(held, members, today):  # the tables may not show it yet
                document = signed_revocations(members, parts.clock.text(), self._key)
                written += await publish(reference, document, held)
        return written

    def _says_so(self, held: Document, members: Mapping[str, Any], today: str) -> bool:
        """What the district signed has a time; what an administrator wrote over it may have none."""
        says_this = members.items() <= held.items() and are_the_districts(held, self._own)
        return says_this and bool(held["at"] >= today)


def _unsaid(connection: Connection, own_key: str, today: str) -> list[dict[str, Any]]:
    is_due = or_(_LISTS.c.said_by != own_key, _LISTS.c.said_at < today)
    return list(connection.scalars(select(_LISTS.c.members).where(is_due).order_by(_LISTS.c.township)))
