"""What is to be said of the numbers of each township, and whether its published list says so."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from schema.areas import township_of
from schema.district_keys import DistrictKeys
from schema.revocations import (
    are_the_districts,
    digest_of,
    name_of,
    range_of,
    revocations_members,
)
from schema.stock import RETIRED, SPOILED, STANDING
from schema.tables import Certificate, Device, NumberUse, PublishedRevocations, RevocationList
from sync.projector.database import delete_keys, in_parts, replace, table_of, within
from sync.projector.district_keys import district_keys
from sync.projector.stocks import revoked_numbers, void_numbers

_DEVICES, _CERTIFICATES, _USES = table_of(Device), table_of(Certificate), table_of(NumberUse)
_PUBLISHED = table_of(PublishedRevocations)


def check_revocations(connection: Connection, townships: Iterable[str]) -> None:
    """Find out anew what is to be said in these; a township without a tablet has no list."""
    touched = sorted(townships)
    if not touched:
        return
    delete_keys(connection, RevocationList, touched)
    # that a list is old makes it no other list
    keys = {name: key.always() for name, key in district_keys(connection).items()}
    rows = []
    for township in _with_tablets(connection).intersection(touched):
        members = _members(connection, township)
        rows.append({"township": township, "members": members, **_said(connection, members, keys)})
    replace(connection, RevocationList, rows)


def check_published(connection: Connection, ids: Iterable[str]) -> None:
    """The same of the townships whose lists have these ids; of all, where one is of a key of the district."""
    named = list(ids)
    townships = {name.partition(":")[2] for name in named if name.startswith("revocations:")}
    if any(name.startswith("key:") for name in named):
        townships |= _with_tablets(connection)
    check_revocations(connection, townships)


def ended_among(connection: Connection, devices: Iterable[str]) -> set[str]:
    """Those that have ended: of these each change of what stands on their numbers changes what is revoked."""
    found: set[str] = set()
    for some in in_parts(devices):
        query = select(_DEVICES.c.id).where(_DEVICES.c.id.in_(some), _DEVICES.c.ended > "")
        found |= set(connection.scalars(query))
    return found


def _with_tablets(connection: Connection) -> set[str]:
    return set(map(township_of, connection.scalars(select(_DEVICES.c.id))))


def _members(connection: Connection, township: str) -> dict[str, Any]:
    void = {name_of(*number): "" for number in void_numbers(connection, township)}
    left = revoked_numbers(connection, township)
    ranges = (range_of(one.device, one.item, one.first, one.last) for one in left)
    stand = _papers_that_stand(connection, township) | _papers_of_others(connection, township)
    return revocations_members(township, stand | void, ranges)


def _papers_that_stand(connection: Connection, township: str) -> dict[str, str]:
    """Of numbers with several papers: the name of the number, and the digest of the paper that has it."""
    falls, stands = _USES.alias(), _USES.alias()
    same = and_(*(stands.c[name] == falls.c[name] for name in ("device", "item", "serial")))
    query = (
        select(stands.c.device, stands.c.item, stands.c.serial, _CERTIFICATES.c.token)
        .select_from(falls)
        .join(stands, same)
        .join(_CERTIFICATES, _CERTIFICATES.c.fact_id == stands.c.fact_id)
        .where(falls.c.state == "", within(falls.c.site, township))
        .where(falls.c.said != SPOILED, stands.c.state > "")
    )
    return _digests(connection, query)


def _papers_of_others(connection: Connection, township: str) -> dict[str, str]:
    """The same of tablets that may be in other hands: each of their numbers can be signed once more."""
    query = (
        select(_USES.c.device, _USES.c.item, _USES.c.serial, _CERTIFICATES.c.token)
        .join(_CERTIFICATES, _CERTIFICATES.c.fact_id == _USES.c.fact_id)
        .join(_DEVICES, _DEVICES.c.id == _USES.c.device)
        .where(_DEVICES.c.ended.not_in(("", RETIRED)), within(_USES.c.site, township))
        .where(_USES.c.state.in_(STANDING))
    )
    return _digests(connection, query)


def _digests(connection: Connection, query: Select[Any]) -> dict[str, str]:
    return {
        name_of(row.device, row.item, row.serial): digest_of(row.token) for row in connection.execute(query)
    }


def _said(connection: Connection, members: dict[str, Any], keys: DistrictKeys) -> dict[str, str]:
    """The key that signed just this, and when; empty where it was not published, or not by the district."""
    query = select(_PUBLISHED.c.body).where(_PUBLISHED.c.township == members["township"])
    said: dict[str, Any] | None = connection.scalar(query)
    if said is None or not members.items() <= said.items() or not are_the_districts(said, keys):
        return {"said_by": "", "said_at": ""}
    return {"said_by": said["kid"], "said_at": said["at"]}
