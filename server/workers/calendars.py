"""The working-day tables the hub holds, for workers that count days."""

from sqlalchemy import select

from schema.calendar import Calendars
from schema.tables import Calendar
from server.workers.worker import Parts
from sync.projector.database import table_of

_CALENDARS = table_of(Calendar)


def held_calendars(parts: Parts) -> Calendars:
    """By year; read off the tables, so call it in a thread."""
    with parts.projection.connect() as connection:
        return {row.body["year"]: row.body for row in connection.execute(select(_CALENDARS.c.body))}
