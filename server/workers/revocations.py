"""Keeps the list of each township's revocations in `reference`, where every tablet has it offline."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection, select

from schema.numbers import read_certificate_number
from schema.revocations import (
    TOWNSHIP,
    DistrictKey,
    are_the_districts,
    digest_of,
    name_of,
    revocations_members,
    signed_revocations,
)
from schema.tables import Alarm, Device
from schema.token import key_id
from server.keys import public_point
from server.verification import CERTIFICATES, arrived_certificates, standing
from server.workers.worker import Parts
from sync.engine import Database
from sync.errors import Conflict
from sync.projector.certificates import TWICE
from sync.projector.database import in_parts, table_of
from sync.records import Document, change, put_new, read_range

_DEVICES, _ALARMS = table_of(Device), table_of(Alarm)
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
            document = signed_revocations(members, parts.clock.text(), self._key)
            if not self._says_so(held.get(document["_id"]), members):
                written += await _write(reference, document, is_new=document["_id"] not in held)
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
        void: dict[str, dict[str, str]] = defaultdict(dict)
        for name, digest in _void(connection).items():
            void[name[:TOWNSHIP]][name] = digest
        townships = sorted({device[:TOWNSHIP] for device in connection.scalars(select(_DEVICES.c.id))})
    return [revocations_members(township, void[township], ()) for township in townships]


def _void(connection: Connection) -> dict[str, str]:
    """The names of numbers without effect; of one that was used twice, with the paper that stands."""
    numbers = connection.scalars(
        arrived_certificates(CERTIFICATES.c.number).where(CERTIFICATES.c.in_force.is_(False))
    )
    void = {name_of(read_certificate_number(number)): "" for number in numbers}
    doubles = connection.scalars(select(_ALARMS.c.detail).where(_ALARMS.c.kind == TWICE).distinct())
    for some in in_parts(doubles):
        rows = defaultdict(list)
        for row in connection.execute(arrived_certificates().where(CERTIFICATES.c.number.in_(some))):
            rows[row.number].append(row)
        for number, same in rows.items():
            stands = standing(same)
            void[name_of(read_certificate_number(number))] = digest_of(stands.token) if stands else ""
    return void
