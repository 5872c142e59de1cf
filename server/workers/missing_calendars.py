"""Warns the district, from 1 November, that nobody has published the working days of the next year."""

from server.workers.worker import Parts
from sync.records import Document, put_new, read_many

FIRST_MONTH = 11
PREFIX = "calendar-missing:"


class MissingCalendars:
    """Writes `calendar-missing` documents into `hub`. One stays when the table has come: it was missing."""

    name = "missing-calendars"

    async def run(self, parts: Parts) -> int:
        """One for each year that cases run into, or soon will, without a table."""
        today, hub = parts.clock.today(), parts.engine.database("hub")
        years = [today.year, today.year + 1] if today.month >= FIRST_MONTH else [today.year]
        held = await read_many(parts.engine.database("reference"), (f"calendar:{year}" for year in years))
        told = await read_many(hub, (f"{PREFIX}{year}" for year in years))
        missing = [
            _warning(parts, year)
            for year in years
            if f"calendar:{year}" not in held and f"{PREFIX}{year}" not in told
        ]
        return len(await put_new(hub, missing))


def _warning(parts: Parts, year: int) -> Document:
    return {
        "_id": f"{PREFIX}{year}",
        "type": "calendar-missing",
        "v": 1,
        "year": year,
        "at": parts.clock.text(),
        "by": "hub",
    }
