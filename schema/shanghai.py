"""Dates as people here write them: Asia/Shanghai."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(at: str) -> date:
    """The day on which a moment (RFC 3339) fell here."""
    return datetime.fromisoformat(at).astimezone(SHANGHAI).date()


def is_a_day(text: str) -> bool:
    """Whether there is such a day on the calendar (`2021-06-08`)."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
