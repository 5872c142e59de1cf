"""The cases behind a figure, page after page."""

from enum import Enum

import strawberry

from schema.graphql.case import Case


@strawberry.enum
class KpiPart(Enum):
    """Which side of a figure, or what is in the denominator and not in the numerator."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    MISSED = "missed"


@strawberry.type
class KpiCaseEdge:
    """A case behind a figure. `counted` is how much of it is this case's: one mostly; its visits, blocked
    demands, certificates or days where these are what is counted."""

    cursor: str
    node: Case
    counted: int


@strawberry.type
class KpiCaseConnection:
    """One page of the cases behind a figure, by site and id. `total` is that side of the figure: what is
    `counted` on all pages, and what is `unlisted`: of no case, or of a case that is not yours to see."""

    edges: list[KpiCaseEdge]
    page_info: strawberry.relay.PageInfo
    total: int
    unlisted: int
