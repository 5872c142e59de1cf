"""Days of Asia/Shanghai as bounds of the times in documents."""

from datetime import date, timedelta

from sqlalchemy import and_
from sqlalchemy.sql.elements import ColumnElement

from schema.graphql.scalars import DateRange
from server import clock
from sync.errors import BadRequest

BEYOND_THE_CALENDAR = "A day at the end of the calendar cannot be asked for."


def start_of(day: date) -> str:
    """The first moment of a day; raises `BadRequest` where there is none."""
    try:
        return clock.start_of(day)
    except OverflowError as error:
        raise BadRequest(BEYOND_THE_CALENDAR) from error


def end_of(day: date) -> str:
    """The first moment after a day; raises `BadRequest` where there is none."""
    if day == date.max:
        raise BadRequest(BEYOND_THE_CALENDAR)
    return start_of(day + timedelta(days=1))


def check_order(first: date | None, last: date | None) -> None:
    """Raises `BadRequest` for a period that ends before it begins."""
    if first is not None and last is not None and last < first:
        raise BadRequest(f"A period does not end on {last}, before it begins on {first}.")


def during(column: ColumnElement[str], period: DateRange) -> ColumnElement[bool]:
    """Whether a time lies in a period. Raises `BadRequest` for one that is none."""
    check_order(period.from_, period.to)
    return and_(column >= start_of(period.from_), column < end_of(period.to))
