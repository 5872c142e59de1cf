"""Is this certificate good? One answer of six, from the signed token, from the number, or from both.

A token is checked without any table: signatures, and that the device's credential covered the day. What only
the hub knows (void, revoked, not arrived yet) comes from the projection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from schema.envelope import from_base64url
from schema.numbers import CertificateNumber, read_certificate_number
from schema.tables import Block, DistrictKey, Site
from schema.tables import Certificate as CertificateTable
from schema.token import BadToken, Certificate, read_token
from sync.projector.database import table_of

_CERTIFICATES, _BLOCKS = table_of(CertificateTable), table_of(Block)
_KEYS, _SITES = table_of(DistrictKey), table_of(Site)

VALID, VOID, UNKNOWN_YET = "valid", "void", "unknown-yet"
ALTERED, REVOKED_BLOCK, EXPIRED_CREDENTIAL = "altered", "revoked-block", "expired-credential"


@dataclass(frozen=True, slots=True)
class Finding:
    """`status` is one of the six words above; people only when a token that holds was shown."""

    status: str
    number: str = ""
    issued_on: date | None = None
    site: str = ""
    site_name: str = ""
    husband: str = ""
    wife: str = ""


def verify_certificate(connection: Connection, token: str, number: str) -> Finding:
    """`token` may be the whole address from the QR. Give either or both; what is not given is empty."""
    given = number.strip().upper()
    text = token.strip().rpartition("/")[2].upper()
    if not text:
        return _by_number(connection, given)
    try:
        shown = read_token(text, _district_keys(connection))
    except BadToken:
        return Finding(ALTERED)
    if shown.fault == "expired-credential":
        return _finding(connection, EXPIRED_CREDENTIAL, shown)
    if shown.fault or (given and given != shown.number):
        return Finding(ALTERED)
    return _finding(connection, _status(connection, shown.number, text), shown)


def _by_number(connection: Connection, number: str) -> Finding:
    try:
        parts = read_certificate_number(number)
    except ValueError:
        return Finding(ALTERED)
    site = parts.device[:12]
    return Finding(_status(connection, number, ""), number, site=site, site_name=_site_name(connection, site))


def _status(connection: Connection, number: str, token: str) -> str:
    rows = connection.execute(
        select(_CERTIFICATES.c.token, _CERTIFICATES.c.in_force).where(_CERTIFICATES.c.number == number)
    ).all()
    if rows and token and all(row.token != token for row in rows):
        return ALTERED  # the device signed twice under one number; only what reached the hub counts
    if rows:
        return VALID if any(row.in_force for row in rows) else VOID
    return UNKNOWN_YET if _is_leased(connection, read_certificate_number(number)) else REVOKED_BLOCK


def _is_leased(connection: Connection, number: CertificateNumber) -> bool:
    """Whether the number lies in a block in force."""
    query = select(_BLOCKS.c.id).where(
        _BLOCKS.c.device == number.device,
        _BLOCKS.c.item == number.item,
        _BLOCKS.c.first <= number.serial,
        _BLOCKS.c.last >= number.serial,
    )
    return connection.execute(query).first() is not None


def _finding(connection: Connection, status: str, shown: Certificate) -> Finding:
    site = shown.device[:12]
    return Finding(
        status,
        shown.number,
        shown.issued_on,
        site,
        _site_name(connection, site),
        f"{shown.husband} {shown.husband_id}",
        f"{shown.wife} {shown.wife_id}",
    )


def _site_name(connection: Connection, code: str) -> str:
    return connection.scalar(select(_SITES.c.name).where(_SITES.c.code == code)) or ""


def _district_keys(connection: Connection) -> Mapping[bytes, bytes]:
    return {
        bytes.fromhex(row.kid): from_base64url(row.public_key)
        for row in connection.execute(select(_KEYS.c.kid, _KEYS.c.public_key))
    }
