"""Complaints (投诉) and what was answered."""

from datetime import date
from typing import Any

import strawberry

from schema.graphql.context import Info
from schema.graphql.scalars import Cause, ComplaintOutcome, ComplaintSource, Moment
from schema.graphql.site import Site


@strawberry.type
class Reply:
    """What the township answered."""

    content: str
    outcome: ComplaintOutcome
    at: Moment
    by: str

    @classmethod
    def from_order(cls, order: dict[str, Any]) -> "Reply":
        """From an order of type `reply`."""
        return cls(
            content=order["content"],
            outcome=ComplaintOutcome(order["outcome"]),
            at=Moment(order["at"]),
            by=order["by"],
        )


@strawberry.type
class Withdrawal:
    """Why a complaint counts no more. It stays on record."""

    reason: str
    at: Moment
    by: str

    @classmethod
    def from_order(cls, order: dict[str, Any]) -> "Withdrawal":
        """From an order of type `complaint-withdrawal`."""
        return cls(reason=order["content"], at=Moment(order["at"]), by=order["by"])


@strawberry.type
class Complaint:
    """`similarBefore` counts earlier complaints in its township for the same cause: there should be none.
    What was withdrawn (`withdrawal`) is in no figure."""

    id: strawberry.ID
    site_code: strawberry.Private[str]
    case: strawberry.ID | None
    source: ComplaintSource
    cause: Cause
    content: str
    received_on: date
    at: Moment
    by: str
    similar_before: int
    reply: Reply | None
    withdrawal: Withdrawal | None

    @classmethod
    def from_order(
        cls,
        order: dict[str, Any],
        reply: dict[str, Any] | None,
        withdrawal: dict[str, Any] | None,
        similar_before: int,
    ) -> "Complaint":
        """From an order of type `complaint`, and what was said of it afterwards."""
        return cls(
            id=order["_id"],
            site_code=order["site"],
            case=order["case"] or None,
            source=ComplaintSource(order["source"]),
            cause=Cause(order["cause"]),
            content=order["content"],
            received_on=date.fromisoformat(order["receivedOn"]),
            at=Moment(order["at"]),
            by=order["by"],
            similar_before=similar_before,
            reply=Reply.from_order(reply) if reply else None,
            withdrawal=Withdrawal.from_order(withdrawal) if withdrawal else None,
        )

    @strawberry.field
    async def site(self, info: Info) -> Site:
        return Site.from_row(self.site_code, await info.context.loaders.sites.load(self.site_code))
