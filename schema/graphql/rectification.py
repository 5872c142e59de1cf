"""Whether an office shows its guide, and since when (整改)."""

from datetime import date

import strawberry

from schema.graphql.context import Info
from schema.graphql.scalars import PublicityKind
from schema.graphql.site import Site


@strawberry.type
class Placement:
    """The first time an office showed the guide in one way."""

    kind: PublicityKind
    done_on: date


@strawberry.type
class RectificationRow:
    """An office is done when it has a leaflet, a screen or a board, and points to 渝快办: on the day of
    the last of these. It is late when that was after the deadline, or has not come."""

    site_code: strawberry.Private[str]
    placements: list[Placement]
    deadline: date
    is_done: bool
    done_on: date | None
    is_late: bool

    @strawberry.field
    async def site(self, info: Info) -> Site:
        return Site.from_row(self.site_code, await info.context.loaders.sites.load(self.site_code))
