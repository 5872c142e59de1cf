"""The hub's one clock. Everything that asks the time asks it, so a past week can be lived through again."""

import time
from datetime import UTC, date, datetime, timedelta

from schema.shanghai import SHANGHAI


class HubClock:
    """Ticks with the machine's clock, or from `start` on. Times are aware and in UTC."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._started = time.monotonic()

    @classmethod
    def starting_at(cls, text: str) -> "HubClock":
        """From local time such as `2021-06-08T09:00`; raises `ValueError` for anything else."""
        start = datetime.fromisoformat(text)
        return cls(start.replace(tzinfo=start.tzinfo or SHANGHAI))

    def now(self) -> datetime:
        """Aware, in UTC."""
        if self._start is None:
            return datetime.now(UTC)
        elapsed = time.monotonic() - self._started
        return datetime.fromtimestamp(self._start.timestamp() + elapsed, UTC)

    def today(self) -> date:
        """The day in Asia/Shanghai, as papers are dated."""
        return self.now().astimezone(SHANGHAI).date()

    def timestamp(self) -> int:
        """Whole seconds since 1970."""
        return int(self.now().timestamp())

    def text(self) -> str:
        """RFC 3339 with milliseconds, `2021-06-14T01:32:05.123Z`."""
        return rfc3339(self.now())

    def text_after(self, at: str) -> str:
        """Now, but never before what this answers to: a tablet's clock may be ahead of the hub's."""
        next_moment = datetime.fromisoformat(at) + timedelta(milliseconds=1)
        return max(self.text(), rfc3339(next_moment))


def rfc3339(moment: datetime) -> str:
    """An aware moment as `2021-06-14T01:32:05.123Z`, the only form of a time in documents."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def start_of(day: date) -> str:
    """The first moment of a day in Asia/Shanghai; raises `OverflowError` where there is none."""
    return rfc3339(datetime.combine(day, datetime.min.time(), SHANGHAI))


def at_second(seconds: int) -> str:
    """The same form from whole seconds since 1970."""
    return rfc3339(datetime.fromtimestamp(seconds, UTC))
