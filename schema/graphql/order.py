"""What a desk ordered."""

import strawberry

from schema.graphql.case import Case
from schema.graphql.scalars import Item


@strawberry.type
class Ordered:
    """The document that was written; `pending` when queries do not show it yet. `case` is as it is now."""

    order: strawberry.ID
    pending: bool
    case: Case | None


@strawberry.type
class TownshipLimit:
    """In how many working days a township promises to finish (各镇街压缩的时限)."""

    township: str
    item: Item
    working_days: int
