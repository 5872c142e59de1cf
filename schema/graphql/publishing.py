"""Guides and tables of working days, as the district publishes them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import strawberry
from strawberry.scalars import JSON

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
class PublishedGuide:
    """A version of a guide (办事指南). `is_in_effect`: it is what is asked for today; of each item one is."""

    id: strawberry.ID
    item: str
    version: str
    effective_from: date
    is_in_effect: bool
    guide: JSON


@strawberry.type
class CalendarYear:
    """Without a `basis` there is no table of the year; `missing_since` is when the district was warned.
    The days are those of `CalendarTable`."""

    year: int
    basis: str | None
    missing_since: Moment | None
    days_off: list[date]
    workdays: list[date]


@strawberry.type
class CalendarStatus:
    """`undated_cases` were accepted without a day, and are dated when the table they wait for comes."""

    years: list[CalendarYear]
    undated_cases: int


@strawberry.type
class DefaultCalendar:
    """A table that comes with this version, as `publishCalendar` takes it."""

    year: int
    basis: str
    days_off: list[date]
    workdays: list[date]

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "DefaultCalendar":
        return cls(
            year=document["year"],
            basis=document["basis"],
            days_off=[date.fromisoformat(day) for day in document["daysOff"]],
            workdays=[date.fromisoformat(day) for day in document["workdays"]],
        )
