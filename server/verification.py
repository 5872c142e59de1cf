"""Is this certificate good? First the signed token by itself, then what the tables know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, select

from schema.envelope import from_base64url
from schema.numbers import CertificateNumber, read_certificate_number
from schema.revocations import DistrictKey, DistrictKeys
from schema.tables import Block, CaseFile, Fact, Site
from schema.tables import Certificate as CertificateTable
from schema.tables import DistrictKey as KeyTable
from schema.token import Certificate
from schema.verification import VALID, Judgement, judge_token, status_of, token_in
from sync.projector.database import table_of

CERTIFICATES, _FACTS, _CASES = table_of(CertificateTable), table_of(Fact), table_of(CaseFile)
_BLOCKS, _KEYS, _SITES = table_of(Block), table_of(KeyTable), table_of(Site)


@dataclass(frozen=True, slots=True)
class Finding:
    """`status` is one of six, `reason` says why; people only when a token that holds was shown. `as_of`: of
    the list of revocations, where one was looked into instead of the tables."""

    status: str
    reason: str
    number: str = ""
    issued_on: date | None = None
    site: str = ""
    site_name: str = ""
    husband: str = ""
    wife: str = ""
    as_of: str = ""


def verify_certificate(connection: Connection, token: str, number: str) -> Finding:
    """`token` may be the whole address from the QR. Give either or both; what is not given is empty."""
    given = number.strip().upper()
    if not token.strip():
        return _by_number(connection, given)
    judged = judge_token(token, district_keys(connection), None, given)
    shown, reason = judged.shown, judged.reason
    if shown and judged.status == VALID:
        reason = _registered(connection, shown.number, token_in(token))
    site = shown.device[:12] if shown else ""
    return finding_of(Judgement(reason, shown), _site_name(connection, site))


def finding_of(judged: Judgement, site_name: str = "") -> Finding:
    """What is told of a judgement."""
    shown: Certificate | None = judged.shown
    if shown is None:
        return Finding(judged.status, judged.reason)
    return Finding(
        judged.status,
        judged.reason,
        shown.number,
        shown.issued_on,
        shown.device[:12],
        site_name,
        f"{shown.husband} {shown.husband_id}",
        f"{shown.wife} {shown.wife_id}",
        judged.as_of,
    )


def district_keys(connection: Connection) -> DistrictKeys:
    """All that the district ever signed with, and for which days."""
    return {
        bytes.fromhex(row.kid): DistrictKey(
            from_base64url(row.public_key), date.fromisoformat(row.first), date.fromisoformat(row.until)
        )
        for row in connection.execute(select(_KEYS))
    }


def arrived_certificates(*columns: Column[Any]) -> Select[Any]:
    """Certificates with the time of their facts. One whose case is not here yet has not arrived either."""
    return (
        select(*(columns or (CERTIFICATES, _FACTS.c.at)))
        .join(_FACTS, _FACTS.c.id == CERTIFICATES.c.fact_id)
        .join(_CASES, _CASES.c.id == CERTIFICATES.c.case_id)
    )


def standing(rows: Iterable[Row[Any]]) -> Row[Any] | None:
    """Of the certificates under one number, the one that counts: the first that is in force, by its time."""
    return min((row for row in rows if row.in_force), key=lambda row: (row.at, row.fact_id), default=None)


def _by_number(connection: Connection, number: str) -> Finding:
    try:
        parts = read_certificate_number(number)
    except ValueError:
        return Finding(status_of("not-a-number"), "not-a-number")
    site, reason = parts.device[:12], _registered(connection, number, "")
    return Finding(status_of(reason), reason, number, site=site, site_name=_site_name(connection, site))


def _registered(connection: Connection, number: str, token: str) -> str:
    """The reason that the tables give; `token` is empty where a number is asked about."""
    rows = connection.execute(arrived_certificates().where(CERTIFICATES.c.number == number)).all()
    if not rows:
        return "not-arrived" if _is_leased(connection, read_certificate_number(number)) else "no-block"
    shown = [row for row in rows if not token or row.token == token]
    if not shown:
        return "other-paper"
    if not any(row.in_force for row in shown):
        return "void"
    return "in-force" if standing(rows) in shown else "used-twice"


def _is_leased(connection: Connection, number: CertificateNumber) -> bool:
    """Whether the number lies in a block in force."""
    query = select(_BLOCKS.c.id).where(
        _BLOCKS.c.device == number.device,
        _BLOCKS.c.item == number.item,
        _BLOCKS.c.first <= number.serial,
        _BLOCKS.c.last >= number.serial,
    )
    return connection.execute(query).first() is not None


def _site_name(connection: Connection, code: str) -> str:
    return connection.scalar(select(_SITES.c.name).where(_SITES.c.code == code)) or ""
