"""Tells each tablet what the hub holds of its facts: a signed receipt whenever that changes.

Of each device two receipts stay, the new one and the one before it; older ones are purged, which does not
travel.
"""

import asyncio
from collections import defaultdict
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import RowMapping, Select, and_, or_, select

from schema.district_keys import key_id
from schema.receipt import RECEIPT, write_receipt
from schema.tables import Chain, Receipt
from server.founding import ensure_database
from server.workers.worker import Parts
from sync.engine import OwnDatabase
from sync.projector.database import table_of
from sync.records import Document, put_new

log = structlog.get_logger("tablets")

_CHAINS, _RECEIPTS = table_of(Chain), table_of(Receipt)


class Receipts:
    """Writes `receipt:…` documents, signed with the district's key."""

    name = "receipts"

    def __init__(self, district_key: ec.EllipticCurvePrivateKey) -> None:
        self._district_key = district_key
        self._kid = key_id(district_key.public_key()).hex()

    async def run(self, parts: Parts) -> int:
        """One for each chain that is not what its device was last told. All sites at once, so that the tables
        move once by it, and not the other workers with them a hundred times."""
        found = await asyncio.to_thread(_untold, parts, self._kid)
        return sum(await asyncio.gather(*(self._tell(parts, site, found[site]) for site in found)))

    async def _tell(self, parts: Parts, site: str, chains: list[RowMapping]) -> int:
        await ensure_database(parts.engine, f"site-{site}")
        database = parts.engine.database(f"site-{site}")
        receipts = [self._receipt(parts, chain) for chain in chains]
        stay = {chain["last"] for chain in chains} | {receipt["_id"] for receipt in receipts}
        await _purge_older(database, {chain["device"] for chain in chains}, stay)
        written = await put_new(database, receipts)
        for receipt in written:
            told = {"up_to": receipt["upTo"], "gaps": receipt["gaps"], "refused": len(receipt["refused"])}
            log.info("receipt written", device=receipt["device"], **told)
        return len(written)

    def _receipt(self, parts: Parts, chain: RowMapping) -> Document:
        instance, at = parts.engine.instance, parts.clock.text()
        return write_receipt(dict(chain), instance=instance, at=at, district_key=self._district_key)


def untold(kid: str, instance: str) -> Select[Any]:
    """The chains whose device was not told how they are now; `last` is the receipt that it was given last.
    What an older key of the district has signed may count no more."""
    told = and_(
        _RECEIPTS.c.state == _CHAINS.c.state,
        _RECEIPTS.c.instance == instance,
        _RECEIPTS.c.kid == kid,
    )
    return (
        select(_CHAINS, _RECEIPTS.c.id.label("last"))
        .join(_RECEIPTS, _RECEIPTS.c.device == _CHAINS.c.device, isouter=True)
        .where(or_(_RECEIPTS.c.device.is_(None), ~told))
        .order_by(_CHAINS.c.device)
    )


def _untold(parts: Parts, kid: str) -> dict[str, list[RowMapping]]:
    """By site."""
    found: dict[str, list[RowMapping]] = defaultdict(list)
    with parts.projection.connect() as connection:
        for row in connection.execute(untold(kid, parts.engine.instance)).mappings():
            found[row["site"]].append(row)
    return found


async def _purge_older(database: OwnDatabase, devices: set[str], stay: set[str]) -> None:
    """Before the new ones are written: one who is killed in between leaves none too many."""
    rows = await database.all_docs(start=f"{RECEIPT}:", end=f"{RECEIPT};")
    older = {
        row.id: [row.rev] for row in rows if row and row.id not in stay and row.id.split(":")[1] in devices
    }
    if older:
        await database.purge(older)
