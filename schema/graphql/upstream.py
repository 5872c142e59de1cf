"""How a village hub and the district stand."""

from enum import Enum

import strawberry

from schema.graphql.scalars import Moment


@strawberry.enum
class UpstreamState(Enum):
    """Of a database at both ends: the same (`LEVEL`); on its way (`MOVING`); the district does not answer
    (`AWAY`); it answers and does not want to (`REFUSED`)."""

    LEVEL = "level"
    MOVING = "moving"
    AWAY = "away"
    REFUSED = "refused"


@strawberry.type
class UpstreamDatabase:
    """One database that a village hub follows."""

    database: str
    state: UpstreamState
    last_level_at: Moment | None
    pending: int
    reason: str


@strawberry.type
class Upstream:
    """The district that a village hub relays to."""

    url: str
    databases: list[UpstreamDatabase]
