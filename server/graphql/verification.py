"""Whether a certificate is good, for anybody who asks."""

from schema.graphql.certificate import Verification
from schema.graphql.scalars import CertificateStatus
from schema.verification import words
from server import verification as by_tables
from server.graphql.context import Info
from sync.errors import BadRequest
from sync.projector.database import read_tables


async def verify_certificate(
    info: Info, token: str | None = None, cert_no: str | None = None
) -> Verification:
    """Raises `BadRequest` where neither is given."""
    if not token and not cert_no:
        raise BadRequest("Give the token, the number, or both.")
    finding = await read_tables(
        info.context.hub.projection, by_tables.verify_certificate, token or "", cert_no or ""
    )
    return Verification(
        status=CertificateStatus(finding.status),
        reason=finding.reason,
        meaning=words()["reasons"][finding.reason]["zh"],
        cert_no=finding.number or None,
        issued_on=finding.issued_on,
        site_name=finding.site_name or None,
        husband=finding.husband or None,
        wife=finding.wife or None,
    )
