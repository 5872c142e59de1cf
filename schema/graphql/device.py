"""Tablets: which there are, how they ended, and what went with them."""

from enum import Enum

import strawberry

from schema.graphql.case import Case
from schema.graphql.numbers import NumberedItem
from schema.graphql.scalars import Moment


@strawberry.enum
class DeviceEnd(Enum):
    """Why a tablet has ended. Only of a retired one has the district its numbers back."""

    LOST = "lost"
    STOLEN = "stolen"
    RETIRED = "retired"
    SUSPENDED = "suspended"


@strawberry.type
class Ended:
    """The last fact of the tablet that was held is number `up_to`; of `gaps` below it alone more is taken."""

    why: DeviceEnd
    at: Moment
    by: str
    note: str
    up_to: int
    gaps: str


@strawberry.type
class DeviceLife:
    """That a tablet had ended, or a restored hub had forgotten it, and was admitted again."""

    why: DeviceEnd
    at: Moment
    by: str
    note: str
    readmitted_at: Moment
    readmitted_by: str


@strawberry.type
class DeviceStorage:
    """Whether a tablet's browser promises to keep what it holds (`kept`), as told `at` that moment; without,
    for what `reason` somebody agreed that it is enrolled, empty where the promise was lost later."""

    kept: bool
    reason: str
    at: Moment


@strawberry.type
class Device:
    """An admitted tablet. `ended` is null while it works; `lives` tells how it had ended before; `storage` is
    null where the tablet has not told."""

    device: strawberry.ID
    site_code: str
    label: str
    enrolled_by: str
    enrolled_at: Moment
    expires: str
    ended: Ended | None
    lives: list[DeviceLife]
    storage: DeviceStorage | None
    heard_at: Moment | None


@strawberry.type
class NumberRange:
    """Numbers `first` to `last` of an item."""

    item: NumberedItem
    first: int
    last: int


@strawberry.type
class Exposure:
    """What went with a tablet, as far as the hub knows.

    `cases` are those that its site's database holds, copies of other sites' among them: those that go on
    first, the latest first, at most 500, and all of them counted. On `numbers` stands nothing yet, it might
    still print them; facts numbered `gaps` have not arrived, and what it wrote after `lastPushAt` nobody
    knows.
    """

    cases: list[Case]
    case_count: int
    open_case_count: int
    numbers: list[NumberRange]
    gaps: str
    last_push_at: Moment | None


@strawberry.type
class EndedDevice:
    """`pending` when queries do not show it yet."""

    device: Device
    exposure: Exposure
    pending: bool


@strawberry.type
class ForgottenDevice:
    """A tablet that a restored hub does not know: `refusedCount` facts of it were offered by others of its
    site, the last of them `at`."""

    device: strawberry.ID
    site_code: str
    refused_count: int
    at: Moment


@strawberry.type
class ReadmittedDevice:
    """`pending` when queries do not show it yet."""

    device: Device
    pending: bool
