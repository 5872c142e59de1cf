"""Working days: a table for each year as the State Council publishes it; an unknown year is never guessed.

A calendar document lists the days off (`daysOff`, weekends among them or not) and the weekend days that are
worked (`workdays`); all other days follow the week.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

Calendars = Mapping[int, Mapping[str, Any]]  # by year

_SATURDAY = 5


def is_working_day(calendars: Calendars, day: date) -> bool:
    """Raises `KeyError` for a year without a table."""
    calendar, text = calendars[day.year], day.isoformat()
    if text in calendar["daysOff"]:
        return False
    return not is_weekend(day) or text in calendar["workdays"]


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


def due_on(calendars: Calendars, accepted: date, working_days: int) -> str:
    """The last day of a promise of so many working days; counting begins the day after.

    The day itself for none. Empty while the table of a year it runs into is not known.
    """
    day, left = accepted, working_days
    while left:
        day += timedelta(days=1)
        if day.year not in calendars:
            return ""
        left -= is_working_day(calendars, day)
    return day.isoformat()


def working_days_between(calendars: Calendars, first: date, last: date) -> int | None:
    """How many working days have passed since `first`, up to `last`; None when a table is missing."""
    days, day = 0, first
    while day < last:
        day += timedelta(days=1)
        if day.year not in calendars:
            return None
        days += is_working_day(calendars, day)
    return days


def once_published(calendars: Calendars) -> list[Calendars]:
    """The tables as they stand, and as they stood before each correction: whoever counted by
    those counted right."""
    times = {one["at"] for calendar in calendars.values() for one in calendar.get("corrections", [])}
    before = [{year: _said_before(one, at) for year, one in calendars.items()} for at in sorted(times)]
    return [calendars, *before]


def _said_before(calendar: Mapping[str, Any], at: str) -> Mapping[str, Any]:
    later = (one for one in calendar.get("corrections", []) if one["at"] >= at)
    return next(later, calendar)
