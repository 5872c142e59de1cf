"""Publishes which couples have a certificate in force: tablets see a second one before it is printed."""

import asyncio
from collections import defaultdict

from sqlalchemy import select

from schema.issued import couple_hash, in_one, issued_document
from schema.tables import Certificate
from server.workers.published import publish
from server.workers.worker import Parts
from sync.projector.database import read_tables, table_of
from sync.projector.district_keys import district_keys
from sync.projector.kinds import REFERENCE
from sync.records import read

_CERTIFICATES = table_of(Certificate)


class Issued:
    """Writes `issued:<month>`, of the months of which it does not say what is so."""

    name = "issued"

    async def run(self, parts: Parts) -> int:
        """How many months were written."""
        reference, written = parts.engine.database("reference"), 0
        for month, couples in (await asyncio.to_thread(_wrong, parts)).items():
            held = await read(reference, f"issued:{month}")
            is_whole = held is not None and REFERENCE["issued"].is_whole(held)
            salt = held["salt"] if held and is_whole else f"{month}:{await _first_key(parts)}"
            items = {
                item: in_one(couple_hash(salt, one) for one in some) for item, some in sorted(couples.items())
            }
            if held is None or not is_whole or held["items"] != items:
                written += await publish(reference, issued_document(month, salt, items), held)
        return written


def _wrong(parts: Parts) -> dict[str, dict[str, list[str]]]:
    """Couples with a certificate in force, by month and item, of those months."""
    certificates = _CERTIFICATES.c
    found: dict[str, dict[str, list[str]]] = {}
    with parts.projection.connect() as connection:
        for month in connection.scalars(select(certificates.month).where(certificates.unlisted).distinct()):
            found[month] = defaultdict(list)
            of_month = select(certificates.item, certificates.couple).where(
                certificates.month == month, certificates.in_force
            )
            for row in connection.execute(of_month):
                found[month][row.item].append(row.couple)
    return found


async def _first_key(parts: Parts) -> str:
    """The id of the district's oldest key: every hub of the district makes the same salt."""
    keys = await read_tables(parts.projection, district_keys)
    return min(keys, key=lambda name: (keys[name].first, name)).hex()
