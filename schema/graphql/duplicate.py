"""Two certificates of one couple."""

import strawberry

from schema.graphql.scalars import DuplicateStatus, Moment


@strawberry.type
class DuplicatePair:
    """`keep` is the earlier one, which stays unless a person decides otherwise."""

    id: strawberry.ID
    cert_no: str
    case: strawberry.ID
    other: str
    other_case: strawberry.ID
    keep: str
    status: DuplicateStatus
    found_at: Moment
