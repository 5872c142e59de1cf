"""Keeps the list of each township's revocations in `reference`, where every tablet has it offline."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection, and_, select

from schema.areas import township_of
from schema.district_keys import DistrictKey, key_id
from schema.revocations import (
    are_the_districts,
    digest_of,
    name_of,
    range_of,
    revocations_members,
    signed_revocations,
)
from schema.stock import SPOILED
from schema.tables import Certificate, Device, NumberUse
from server.keys import public_point
from server.numbers import revoked_numbers, void_numbers
from server.workers.worker import Parts
from sync.engine import Database
from sync.errors import Conflict
from sync.projector.database import table_of
from sync.records import Document, change, put_new, read_range

_DEVICES, _CERTIFICATES, _USES = table_of(Device), table_of(Certificate), table_of(NumberUse)
_ALWAYS = (date.min, date.max)


class Revocations:
    """Writes `revocations:<township>`, signed by the district, for each township that has a tablet. The one
    document of the hub's that changes: it says what holds now."""

    name = "revocations"

    def __init__(self, district_key: ec.EllipticCurvePrivateKey) -> None:
        self._key = district_key
        self._own = {key_id(district_key.public_key()): DistrictKey(public_point(district_key), *_ALWAYS)}

    async def run(self, parts: Parts) -> int:
        """One document for each township of which something else is to be said than the last time."""
        reference = parts.engine.database("reference")
        held = {one["_id"]: one for one in await read_range(reference, "revocations:")}
        written = 0
        for members in await asyncio.to_thread(_all_members, parts):
            before = held.get(f"revocations:{members['township']}")
            if not self._says_so(before, members):
                document = signed_revocations(members, parts.clock.text(), self._key)
                written += await _write(reference, document, is_new=before is None)
        return written

    def _says_so(self, held: Document | None, members: Mapping[str, Any]) -> bool:
        return held is not None and members.items() <= held.items() and are_the_districts(held, self._own)


async def _write(reference: Database, document: Document, *, is_new: bool) -> int:
    if is_new:
        return len(await put_new(reference, [document]))
    try:
        await change(reference, document["_id"], **document)
    except Conflict:
        return 0  # another one was faster; what holds is looked at again at the next run
    return 1


def _all_members(parts: Parts) -> list[dict[str, Any]]:
    with parts.projection.connect() as connection:
        townships = sorted({township_of(device) for device in connection.scalars(select(_DEVICES.c.id))})
        standing = _papers_that_stand(connection)
        return [_members(connection, township, standing) for township in townships]


def _members(connection: Connection, township: str, standing: Mapping[str, str]) -> dict[str, Any]:
    void = {name_of(one.device, one.item, one.first): "" for one in void_numbers(connection, township)}
    twice = {name: digest for name, digest in standing.items() if name.startswith(township)}
    left = revoked_numbers(connection, township)
    ranges = (range_of(one.device, one.item, one.first, one.last) for one in left)
    return revocations_members(township, twice | void, ranges)


def _papers_that_stand(connection: Connection) -> dict[str, str]:
    """Of numbers with several papers: the name of the number, and the digest of the paper that has it."""
    falls, stands = _USES.alias(), _USES.alias()
    same = and_(*(stands.c[name] == falls.c[name] for name in ("device", "item", "serial")))
    query = (
        select(stands.c.device, stands.c.item, stands.c.serial, _CERTIFICATES.c.token)
        .select_from(falls)
        .join(stands, same)
        .join(_CERTIFICATES, _CERTIFICATES.c.fact_id == stands.c.fact_id)
        .where(falls.c.state == "", falls.c.said != SPOILED, stands.c.state > "")
    )
    return {
        name_of(row.device, row.item, row.serial): digest_of(row.token) for row in connection.execute(query)
    }
