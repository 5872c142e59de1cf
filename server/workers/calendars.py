"""The working-day tables the hub holds, and days counted by them. What no table tells is never guessed."""

from datetime import date, timedelta

from sqlalchemy import select

from schema.calendar import Calendars, working_days_between
from schema.tables import Calendar
from server.clock import start_of
from server.workers.worker import Parts
from sync.projector.database import table_of

_CALENDARS = table_of(Calendar)
_ONE_DAY = timedelta(days=1)


def held_calendars(parts: Parts) -> Calendars:
    """By year; read off the tables, so call it in a thread."""
    with parts.projection.connect() as connection:
        return {row.body["year"]: row.body for row in connection.execute(select(_CALENDARS.c.body))}


def latest_within(calendars: Calendars, today: date, working_days: int) -> date:
    """The last day that is known to be at most so many working days away."""
    day = today
    while (days := working_days_between(calendars, today, day + _ONE_DAY)) is not None:
        if days > working_days:
            break
        day += _ONE_DAY
    return day


def latest_past(calendars: Calendars, today: date, working_days: int) -> date | None:
    """The last day since which at least so many working days are known to have passed."""
    day = today
    while (days := working_days_between(calendars, day, today)) is not None:
        if days >= working_days:
            return day
        day -= _ONE_DAY
    return None


def heard_since(calendars: Calendars, today: date) -> str | None:
    """A site of which nothing came since this moment is silent: for all of a working day, and what has passed
    of today. None in a year whose working days nobody has told."""
    last = latest_past(calendars, today, 2)
    return None if last is None else start_of(last + _ONE_DAY)
