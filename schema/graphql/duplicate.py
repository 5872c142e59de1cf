"""Two certificates of one couple."""

import strawberry

from schema.graphql.scalars import DuplicateStatus, Moment
from schema.graphql.site import Site


@strawberry.type
class DuplicatePair:
    """`keep` is the earlier one, which stays unless a person decides otherwise. Where both are in force and
    it is resolved, a person has said that both stay."""

    id: strawberry.ID
    cert_no: str
    case: strawberry.ID
    other: str
    other_case: strawberry.ID
    keep: str
    in_force: bool
    other_in_force: bool
    site: Site
    other_site: Site
    status: DuplicateStatus
    found_at: Moment
