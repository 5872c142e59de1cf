"""Inspections (抽查): a sample that anybody can draw again, and what was found."""

from datetime import date
from typing import Any

import strawberry

from schema.graphql.case_number import number_of
from schema.graphql.context import Info
from schema.graphql.scalars import Cause, Moment
from schema.graphql.site import Site


@strawberry.type
class Finding:
    """Something found at a site, in a case of it or in none."""

    id: strawberry.ID
    site: str
    case: strawberry.ID | None
    inspection: strawberry.ID | None
    cause: Cause
    content: str
    at: Moment
    by: str
    case_no: str | None = strawberry.field(resolver=number_of)

    @classmethod
    def from_order(cls, order: dict[str, Any]) -> "Finding":
        """From an order of type `finding`."""
        return cls(
            id=order["_id"],
            site=order["site"],
            case=order["case"] or None,
            inspection=order["inspection"] or None,
            cause=Cause(order["cause"]),
            content=order["content"],
            at=Moment(order["at"]),
            by=order["by"],
        )


@strawberry.type
class PutRight:
    """What a site has put right of a finding or a complaint (整改)."""

    done: str
    done_on: date
    at: Moment
    by: str

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "PutRight":
        """From a fact of a tablet or an order of a desk, of type `rectification`."""
        return cls(
            done=document["done"],
            done_on=date.fromisoformat(document["doneOn"]),
            at=Moment(document["at"]),
            by=document.get("by") or document["clerk"],
        )


@strawberry.type
class SiteFinding:
    """A finding, and what the site has put right of it since: null while it has not."""

    finding: Finding
    put_right: PutRight | None
    site_code: strawberry.Private[str]

    @strawberry.field
    async def site(self, info: Info) -> Site:
        return Site.from_row(self.site_code, await info.context.loaders.sites.load(self.site_code))


@strawberry.type
class Inspection:
    """Cases of `area` opened from `from` to `to`: the first `size` by their hashes with `seed`."""

    id: strawberry.ID
    area: str
    seed: str
    size: int
    from_: date = strawberry.field(name="from")
    to: date
    cases: list[strawberry.ID]
    findings: list[Finding]
    at: Moment
    by: str

    @classmethod
    def from_order(cls, order: dict[str, Any], findings: list[dict[str, Any]]) -> "Inspection":
        """From an order of type `inspection` and the findings that name it."""
        return cls(
            id=order["_id"],
            area=order["area"],
            seed=order["seed"],
            size=order["size"],
            from_=date.fromisoformat(order["from"]),
            to=date.fromisoformat(order["until"]),
            cases=[strawberry.ID(case) for case in order["cases"]],
            findings=[Finding.from_order(one) for one in findings],
            at=Moment(order["at"]),
            by=order["by"],
        )
