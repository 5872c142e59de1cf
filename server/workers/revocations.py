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
from server.workers.worker import Parts
from sync.engine import Database
from sync.errors import Conflict
from sync.outranking import put_outranking
from sync.projector.database import read_tables, table_of
from sync.records import Document, change, read

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
            if (
                held is None or held["at"] < today or not self._says_so(held, members)
            ):  # the tables may not show it yet
                document = signed_revocations(members, parts.clock.text(), self._key)
                written += await _write(reference, document, is_new=held is None)
        return written

    def _says_so(self, held: Document, members: Mapping[str, Any]) -> bool:
        return members.items() <= held.items() and are_the_districts(held, self._own)


async def _write(reference: Database, document: Document, *, is_new: bool) -> int:
    if is_new:
        await put_outranking(reference, document)
        return 1
    try:
        await change(reference, document["_id"], **document)
    except Conflict:
        return 0  # another one was faster; what holds is looked at again at the next run
    return 1


def _unsaid(connection: Connection, own_key: str, today: str) -> list[dict[str, Any]]:
    is_due = or_(_LISTS.c.said_by != own_key, _LISTS.c.said_at < today)
    return list(connection.scalars(select(_LISTS.c.members).where(is_due).order_by(_LISTS.c.township)))
