"""The answer to "is this certificate good?"."""

from datetime import date

import strawberry

from schema.graphql.scalars import CertificateStatus


@strawberry.type
class Verification:
    """`husband` and `wife` (masked) only when the signed token was shown: a number reveals no person."""

    status: CertificateStatus
    reason: str = strawberry.field(description="Why, as a code: in-force, truncated, unknown-key…")
    meaning: str = strawberry.field(description="The same in a sentence (Chinese).")
    cert_no: str | None
    issued_on: date | None
    site_name: str | None
    husband: str | None
    wife: str | None
