"""Sites, and what the hub has of each of their tablets."""

from enum import Enum

import strawberry

from schema.areas import township_of
from schema.graphql.context import Info, Row
from schema.graphql.problem import Problem
from schema.graphql.scalars import Item, Moment, moment


@strawberry.type
class Area:
    """A township (镇街); where an answer says so, the district or a site."""

    code: str
    name: str
    name_en: str


@strawberry.type
class SiteLimit:
    """In how many working days an office promises to finish, where it is sooner than the guide says."""

    item: Item
    working_days: int


@strawberry.type
class Site:
    """Where a window is. `kind` is `community`, `village`, or `township` for a township's own desk. Nothing
    new begins at one that is closed. `deviceCount` counts the tablets that work here, `clerkCount` the clerks
    who can sign in."""

    code: str
    name: str
    name_en: str
    kind: str
    township: Area
    limits: list[SiteLimit]
    closed_at: Moment | None
    closed_reason: str
    village_hub: str

    @strawberry.field
    async def device_count(self, info: Info) -> int:
        return await info.context.loaders.device_counts.load(self.code)

    @strawberry.field
    async def clerk_count(self, info: Info) -> int:
        return await info.context.loaders.clerk_counts.load(self.code)

    @classmethod
    def from_row(cls, code: str, row: Row | None) -> "Site":
        """A site that `reference` does not describe (yet) still has its code."""
        if row is None:
            name = township_of(code)
            township = Area(code=name, name=name, name_en=name)
            return cls(
                code=code,
                name=code,
                name_en=code,
                kind="",
                township=township,
                limits=[],
                closed_at=None,
                closed_reason="",
                village_hub="",
            )
        return cls(
            code=code,
            name=row["name"],
            name_en=row["name_en"],
            kind=row["kind"],
            township=Area(code=row["township"], name=row["township_name"], name_en=row["township_name_en"]),
            limits=[
                SiteLimit(item=item, working_days=row["limits"][item.value])
                for item in Item
                if item.value in row["limits"]
            ],
            closed_at=moment(row["closed_at"]),
            closed_reason=row["closed_reason"],
            village_hub=row["village_hub"],
        )


@strawberry.enum
class OfficeKind(Enum):
    """What a site below a township is."""

    COMMUNITY = "community"
    VILLAGE = "village"


@strawberry.type
class ChangedSite:
    """As an office is now. With problems nothing was written. `pending` when queries do not show it yet."""

    site: Site | None
    problems: list[Problem]
    pending: bool


@strawberry.type
class DeviceSync:
    """A tablet's facts: all up to `head` are here, and up to `latest` but for `gaps`."""

    device: str
    label: str
    head: int
    latest: int
    gaps: str
    last_push_at: Moment | None


@strawberry.type
class Outage:
    """From when on it was not heard of; where it never was, from the day its first tablet came."""

    since: Moment


@strawberry.type
class SiteSync:
    """How current the hub's picture of a site is: `lagHours` since it was last heard of, if it ever was."""

    site: Site
    last_push_at: Moment | None
    last_heard_at: Moment | None = strawberry.field(
        description="The last push, or when a tablet last said that nothing waits on it."
    )
    lag_hours: float | None
    is_silent: bool = strawberry.field(
        description="Not heard of for more than a working day, or never. A site that is closed is not silent."
    )
    open_outage: Outage | None = strawberry.field(description="Of a silent site that has tablets.")
    p95_lag_sec: float | None = strawberry.field(
        description="Within so many seconds came 95 % of what its tablets wrote in the last thirty days."
    )
    pending_hint: int = strawberry.field(
        description="Facts missing before later ones, and what its tablets said waits and did not send."
    )
    facts: int
    alarms: int
    devices: list[DeviceSync]
