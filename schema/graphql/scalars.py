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
class Channel(Enum):
    """Where a case came in."""

    WINDOW = "window"
    ONLINE = "online"


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
    CORRECTED = "corrected"  # an honest error, put right
    WITHDRAWN = "withdrawn"
    BARRED = "barred"  # of somebody who has pledged falsely in another case


@strawberry.enum
class CertificateStatus(Enum):
    """The six answers to "is this certificate good?"."""

    VALID = "valid"
    VOID = "void"
    UNKNOWN_YET = "unknown-yet"
    ALTERED = "altered"
    REVOKED_BLOCK = "revoked-block"
    EXPIRED_CREDENTIAL = "expired-credential"


@strawberry.enum
class RefusalReason(Enum):
    """Why a township refuses. There is no other reason: where somebody comes from is none (R05)."""

    NOT_ELIGIBLE = "not-eligible"
    APPRAISAL_NOT_ELIGIBLE = "appraisal-not-eligible"
    PLEDGE_FALSE = "pledge-false"
    CERTIFICATE_IN_FORCE = "certificate-in-force"


@strawberry.enum
class Appraisal(Enum):
    """What the appraisal of a sick child (病残儿医学鉴定) concluded."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"


@strawberry.enum
class VoidReason(Enum):
    """Why a certificate is void."""

    CLERICAL_ERROR = "clerical-error"
    DUPLICATE = "duplicate"
    FALSE_PLEDGE = "false-pledge"
    APPLICANT_ASKS = "applicant-asks"
    BLOCK_STOLEN = "block-stolen"
    OTHER = "other"


@strawberry.enum
class ComplaintSource(Enum):
    """Where a complaint came in."""

    SUNSHINE_CHONGQING = "sunshine-chongqing"  # 阳光重庆
    PHONE = "phone"
    RATING = "rating"
    OTHER = "other"


@strawberry.enum
class Cause(Enum):
    """What a complaint or a finding is about."""

    TOLD_IN_INSTALMENTS = "told-in-instalments"
    EXTRA_MATERIAL = "extra-material"
    SENT_HOME = "sent-home"
    NETWORK = "network"
    OVERDUE = "overdue"
    ATTITUDE = "attitude"
    OTHER = "other"


@strawberry.enum
class ComplaintOutcome(Enum):
    """What came of a complaint."""

    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not-upheld"


@strawberry.enum
class PublicityKind(Enum):
    """How an office shows what is needed (R14–R16)."""

    LEAFLET = "leaflet"
    SCREEN = "screen"
    BOARD = "board"
    NOTICE_BOARD = "notice-board"
    ONLINE_GUIDANCE = "online-guidance"


@strawberry.enum
class ViolationKind(Enum):
    """How something that should not have been came to light."""

    WITHOUT_EFFECT = "without-effect"
    REFUSED = "refused"
    ATTEMPT = "attempt"
    REMARK = "remark"


@strawberry.enum
class DuplicateStatus(Enum):
    """A pair of certificates is open while both are in force."""

    OPEN = "open"
    RESOLVED = "resolved"


@strawberry.input
class DateRange:
    """Days of Asia/Shanghai, both included."""

    from_: date = strawberry.field(name="from")
    to: date


def moment(text: str) -> Moment | None:
    """None for a time that has not come: documents write it as an empty text."""
    return Moment(text) if text else None


def optional_date(text: str) -> date | None:
    """The same of a day."""
    return date.fromisoformat(text) if text else None
