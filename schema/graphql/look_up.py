"""How many look-ups in the population system have still to be made, and for how long."""

from enum import Enum

import strawberry

from schema.graphql.scalars import Moment


@strawberry.enum
class LookupTrouble(Enum):
    """Why look-ups are not made."""

    NOT_CONFIGURED = "not-configured"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # the system does not serve this hub


@strawberry.type
class LookupAge:
    """Look-ups that have waited for up to so many days, and for longer than the row before; no end: null."""

    up_to_days: int | None
    count: int


@strawberry.type
class LookupBacklog:
    """待查验. `trouble` is null when the population system answered last, or was not asked yet."""

    count: int
    oldest_at: Moment | None
    ages: list[LookupAge]
    trouble: LookupTrouble | None
    as_of: Moment
