"""How a district begins: what has been done, and what is next."""

from datetime import date
from enum import Enum

import strawberry

from schema.graphql.kpi import Words
from schema.graphql.problem import Problem


@strawberry.enum
class SetUpName(Enum):
    """In the order in which they are done."""

    DISTRICT = "district"
    TOWNSHIPS = "townships"
    SITES = "sites"
    PEOPLE = "people"
    GUIDES = "guides"
    CALENDAR = "calendar"
    TABLET = "tablet"


@strawberry.type
class SetUpStep:
    """`detail` says what there is, or what to do."""

    name: SetUpName
    is_done: bool
    detail: Words


@strawberry.type
class District:
    """As it says of itself; `isFounded` once somebody has said so."""

    code: str
    name: str
    name_en: str
    complaint_phone: str
    portal: str
    publicity_deadline: date
    public_url: str
    is_founded: bool


@strawberry.type
class SetUp:
    """Made from the documents each time it is asked for."""

    district: District
    steps: list[SetUpStep]
    is_done: bool


@strawberry.type
class FoundedDistrict:
    """With problems nothing was written."""

    district: District
    problems: list[Problem]
