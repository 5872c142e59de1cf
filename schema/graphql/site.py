"""Sites, and what the hub has of each of their tablets."""

import strawberry

from schema.areas import township_of
from schema.graphql.context import Row
from schema.graphql.scalars import Moment


@strawberry.type
class Area:
    """A township (镇街)."""

    code: str
    name: str
    name_en: str


@strawberry.type
class Site:
    """Where a window is."""

    code: str
    name: str
    name_en: str
    kind: str
    township: Area

    @classmethod
    def from_row(cls, code: str, row: Row | None) -> "Site":
        """A site that `reference` does not describe (yet) still has its code."""
        if row is None:
            name = township_of(code)
            township = Area(code=name, name=name, name_en=name)
            return cls(code=code, name=code, name_en=code, kind="", township=township)
        return cls(
            code=code,
            name=row["name"],
            name_en=row["name_en"],
            kind=row["kind"],
            township=Area(code=row["township"], name=row["township_name"], name_en=row["township_name_en"]),
        )


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
class SiteSync:
    """How current the hub's picture of a site is. A site that never pushed has no time."""

    site: Site
    last_push_at: Moment | None
    lag_hours: float | None
    facts: int
    alarms: int
    devices: list[DeviceSync]
