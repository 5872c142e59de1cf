"""An office looks at its own work (自查)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import strawberry

from schema.graphql.context import Info
from schema.graphql.scalars import Moment, optional_date
from schema.graphql.site import Site
from schema.shanghai import day_of


@strawberry.type
class SelfInspection:
    """An empty `finding` says that all was as it should be. `rectifiedOn` is when what was found was put
    right: then already, or by a rectification (整改) since."""

    site_code: strawberry.Private[str]
    id: strawberry.ID
    checklist: str
    finding: str
    done_on: date
    rectified_on: date | None
    at: Moment
    by: str

    @strawberry.field
    async def site(self, info: Info) -> Site:
        return Site.from_row(self.site_code, await info.context.loaders.sites.load(self.site_code))

    @classmethod
    def from_document(cls, document: Mapping[str, Any], rectified_on: str) -> "SelfInspection":
        """From a fact of a tablet or an order of a desk, and the day of the rectification that names it."""
        return cls(
            site_code=document["site"],
            id=strawberry.ID(document["_id"]),
            checklist=document["checklist"],
            finding=document["finding"],
            done_on=optional_date(document.get("doneOn", "")) or day_of(document["at"]),
            rectified_on=optional_date(document["rectifiedOn"] or rectified_on),
            at=Moment(document["at"]),
            by=document.get("by") or document["clerk"],
        )
