"""Times as documents carry them, and the words of the wire as enumerations."""

from datetime import date
from enum import Enum
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Moment = NewType("Moment", str)

MOMENT: ScalarDefinition = strawberry.scalar(
    name="DateTime",
    description="RFC 3339 in UTC with milliseconds, `2021-06-14T01:32:05.123Z`.",
    serialize=str,
    parse_value=str,
)


@strawberry.enum
class Item(Enum):
    """What can be applied for."""

    BIRTH_SERVICE = "birth-service"
    FURTHER_BIRTH = "further-birth"
    ONLY_CHILD = "only-child"


@strawberry.enum
class CaseState(Enum):
    """The states of the case table."""

    DRAFT = "draft"
    NOTIFIED = "notified"
    ACCEPTED = "accepted"
    IN_REVIEW = "in-review"
    GRANTED = "granted"
    REFUSED = "refused"
    ISSUED = "issued"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


@strawberry.enum
class Spouse(Enum):
    """Which of the couple."""

    HUSBAND = "husband"
    WIFE = "wife"


@strawberry.enum
class MissingReason(Enum):
    """Why a paper is missing."""

    NOT_BROUGHT = "not-brought"
    COPY_ONLY = "copy-only"


@strawberry.enum
class PledgeStatus(Enum):
    """Whether the office has checked what was pledged."""

    UNVERIFIED = "unverified"
    VERIFYING = "verifying"
    UNREACHABLE = "unreachable"
    CONSISTENT = "consistent"
    DISPUTED = "disputed"  # found false by one person, not yet by a second
    FALSE = "false"


@strawberry.enum
class CertificateStatus(Enum):
    """The six answers to "is this certificate good?"."""

    VALID = "valid"
    VOID = "void"
    UNKNOWN_YET = "unknown-yet"
    ALTERED = "altered"
    REVOKED_BLOCK = "revoked-block"
    EXPIRED_CREDENTIAL = "expired-credential"


def moment(text: str) -> Moment | None:
    """None for a time that has not come: documents write it as an empty text."""
    return Moment(text) if text else None


def optional_date(text: str) -> date | None:
    """The same of a day."""
    return date.fromisoformat(text) if text else None
