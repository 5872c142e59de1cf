"""Guides and tables of working days, as the district publishes them."""

from datetime import date

import strawberry

from schema.graphql.scalars import Moment


@strawberry.input
class CalendarTable:
    """The working days of a year: `daysOff`, weekends among them or not, as the State Council lists them;
    `workdays` are days of weekends that are worked."""

    year: int
    basis: str
    days_off: list[date]
    workdays: list[date]


@strawberry.type
class Published:
    """A document of `reference`; `pending` when it is written but queries do not show it yet."""

    id: strawberry.ID
    pending: bool


@strawberry.type
class CalendarYear:
    """Without a `basis` there is no table of the year; `missing_since` is when the district was warned."""

    year: int
    basis: str | None
    missing_since: Moment | None


@strawberry.type
class CalendarStatus:
    """`undated_cases` were accepted without a day, and are dated when the table they wait for comes."""

    years: list[CalendarYear]
    undated_cases: int
