"""How one tablet stands with the hub: what came of it, what waits, and for what."""

from enum import Enum

import strawberry

from schema.graphql.device import Device
from schema.graphql.numbers import NumberStock
from schema.graphql.scalars import Moment


@strawberry.type
class RefusedFact:
    """A fact in the name of a tablet that the gate refused; it is in quarantine."""

    fact: strawberry.ID
    rule: str
    reason: str


@strawberry.type
class WaitingFact:
    """A fact that is kept and counts once what it names is there."""

    fact: strawberry.ID
    waits_for: str


@strawberry.type
class DeviceReceipt:
    """The last receipt of a tablet. `isCurrent`: it tells what the hub holds now."""

    up_to: int
    at: Moment
    is_current: bool


@strawberry.type
class DeviceAlarm:
    """What one honest tablet cannot have done, at the fact numbered `seq`."""

    kind: str
    seq: int
    detail: str


@strawberry.enum
class TroubleCode(Enum):
    """What stands in a tablet's way."""

    ENDED = "ended"
    EXPIRED = "expired"
    ALARM = "alarm"
    REFUSED = "refused"
    WAITS_FOR_GUIDE = "waits-for-guide"
    WAITS_FOR_DOCUMENT = "waits-for-document"
    GAPS = "gaps"
    UNSENT = "unsent"
    SILENT = "silent"
    NO_RECEIPT = "no-receipt"
    FEW_NUMBERS = "few-numbers"


@strawberry.type
class DeviceTrouble:
    """Something that stands in a tablet's way. `about` is, by the code: why it ended, the last day of its
    credential, the kind of alarm, the document that facts wait for, the numbers of missing facts, the item;
    else empty. `count` is of facts, alarms or numbers left, `at` since when; null where there is none."""

    code: TroubleCode
    about: str = ""
    count: int | None = None
    at: Moment | None = None


@strawberry.type
class DeviceStanding:
    """How a tablet stands: all its facts up to `head` are here, and up to `latest` but for `gaps`. At
    `heardAt` it said how many it has still to send. At most 100 of a list; the counts are of all.
    `troubles` are the gravest first; with none all is well."""

    device: Device
    heard_at: Moment | None
    said_waiting: int
    last_push_at: Moment | None
    last_push_by: str
    head: int
    latest: int
    gaps: str
    receipt: DeviceReceipt | None
    refused_count: int
    refused: list[RefusedFact]
    waiting_count: int
    waiting: list[WaitingFact]
    alarms: list[DeviceAlarm]
    stocks: list[NumberStock]
    troubles: list[DeviceTrouble]
