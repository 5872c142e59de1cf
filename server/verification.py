"""Is this certificate good? First the signed token by itself, then what the tables know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, select
from sqlalchemy.sql.elements import ColumnElement

from schema.areas import site_of_device
from schema.numbers import CertificateNumber, read_certificate_number
from schema.revocations import Revocations
from schema.stock import AWAITED, ISSUED, SPOILED, VOID
from schema.tables import Certificate as CertificateTable
from schema.tables import NumberUse, Site
from schema.token import Certificate
from schema.verification import (
    NO_LIST,
    NUMBER_ONLY,
    Judgement,
    judge_number,
    judge_token,
    number_in,
    status_of,
    token_in,
)
from server.founding import shipped
from sync.projector.database import table_of
from sync.projector.district_keys import district_keys
from sync.projector.stocks import is_revoked

# Nobody has seen what the paper says, nor that it is signed.
_OF_A_NUMBER = {"in-force": "number-in-force", "not-arrived": "number-not-arrived"}
_CERTIFICATES, _USES = table_of(CertificateTable), table_of(NumberUse)
_SITES = table_of(Site)


@dataclass(frozen=True, slots=True)
class Finding:
    """`status` is one of six, `reason` says why, `item` what the number is one of; people only when a token
    that holds was shown. `as_of`: of the list of revocations, where one was looked into instead of the
    tables."""

    status: str
    reason: str
    number: str = ""
    item: str = ""
    item_name: str = ""
    issued_on: date | None = None
    site: str = ""
    site_name: str = ""
    husband: str = ""
    wife: str = ""
    as_of: str = ""


def verify_certificate(connection: Connection, token: str, number: str) -> Finding:
    """`token` may be the whole address from the QR. Give either or both; what is not given is empty."""
    given = number_in(number)
    if not token.strip():
        return _by_number(connection, given)
    judged = judge_token(token, district_keys(connection), None, given)
    shown, reason = judged.shown, judged.reason
    if shown and reason == NO_LIST:
        reason = _registered(connection, shown.number, token_in(token))
    site = site_of_device(shown.device) if shown else ""
    return finding_of(Judgement(reason, shown), _site_name(connection, site))


def finding_of(judged: Judgement, site_name: str = "") -> Finding:
    """What is told of a judgement."""
    shown: Certificate | None = judged.shown
    if shown is None:
        return Finding(judged.status, judged.reason)
    item = read_certificate_number(shown.number).item
    return Finding(
        status=judged.status,
        reason=judged.reason,
        number=shown.number,
        item=item,
        item_name=item_names(item)["zh"],
        issued_on=shown.issued_on,
        site=site_of_device(shown.device),
        site_name=site_name,
        husband=f"{shown.husband} {shown.husband_id}",
        wife=f"{shown.wife} {shown.wife_id}",
        as_of=judged.as_of,
    )


@cache
def item_names(item: str) -> Mapping[str, str]:
    """`zh` and `en`, as the guides that come with this version have them."""
    names: Mapping[str, str] = next(one["name"] for one in shipped("guides") if one["item"] == item)
    return names


def _by_number(connection: Connection, number: str) -> Finding:
    judged = judge_number(number, Revocations())
    if judged.reason != NUMBER_ONLY:
        return finding_of(judged)
    parts, registered = read_certificate_number(number), _registered(connection, number, "")
    reason = _OF_A_NUMBER.get(registered, registered)
    site = site_of_device(parts.device)
    return Finding(
        status=status_of(reason),
        reason=reason,
        number=number,
        item=parts.item,
        item_name=item_names(parts.item)["zh"],
        site=site,
        site_name=_site_name(connection, site),
    )


def _registered(connection: Connection, number: str, token: str) -> str:
    """The reason that the tables give; `token` is empty where a number is asked about."""
    parts = read_certificate_number(number)
    papers = connection.execute(_papers(parts)).all()
    if not papers:
        return _without_certificate(connection, number, token)
    shown = [one for one in papers if (one.token == token if token else one.number == number)]
    if not shown:
        return "other-paper"
    if any(paper.in_force for paper in shown):
        return "in-force"
    if any(paper.state == AWAITED for paper in shown):
        return "not-arrived"
    is_void = any(paper.said == VOID for paper in shown) or SPOILED in _states(connection, parts)
    return "void" if is_void else "used-twice"


def _papers(number: CertificateNumber) -> Select[Any]:
    """The certificates that stand on it, of whatever year. Of a spoiled sheet there is none."""
    columns = _CERTIFICATES.c.number, _CERTIFICATES.c.token, _CERTIFICATES.c.in_force
    return (
        select(_USES.c.said, _USES.c.state, *columns)
        .join(_CERTIFICATES, _CERTIFICATES.c.fact_id == _USES.c.fact_id)
        .where(_stands_on(number))
    )


def _stands_on(number: CertificateNumber) -> ColumnElement[bool]:
    return and_(_USES.c.device == number.device, _USES.c.item == number.item, _USES.c.serial == number.serial)


def _without_certificate(connection: Connection, number: str, token: str) -> str:
    """Of a number under which no certificate is here, but maybe a proof, which has no token. What the hub
    knows nothing of, a device or a block, it may have admitted or leased after the backup that it was
    restored from."""
    parts = read_certificate_number(number)
    uses = connection.execute(select(_USES.c.state, _USES.c.number).where(_stands_on(parts))).all()
    states = {use.state for use in uses}
    if ISSUED in states:
        return "in-force" if (ISSUED, number) in uses and not token else "other-paper"
    if SPOILED in states:
        return "void"
    if is_revoked(connection, parts):
        return "revoked"
    return "void" if VOID in states else "not-arrived"  # it was refused, or it is still on its way


def _states(connection: Connection, number: CertificateNumber) -> set[str]:
    return set(connection.scalars(select(_USES.c.state).where(_stands_on(number))))


def _site_name(connection: Connection, code: str) -> str:
    return connection.scalar(select(_SITES.c.name).where(_SITES.c.code == code)) or ""
