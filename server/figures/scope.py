"""Of what the figures are asked: days, an area, items and a channel."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

Counts = dict[tuple[str, str, str], Counter[str]]  # by area or site, item and channel: measures
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scope:
    """`first` to `last` are days of Asia/Shanghai, both included; none where `last` is earlier. `area` has
    6, 9 or 12 digits. No items are all items, no channel is both."""

    first: date
    last: date
    area: str
    items: tuple[str, ...] = ()
    channel: str = ""

    def until(self, last: date) -> "Scope":
        """The same, but no later than `last`."""
        return replace(self, last=min(self.last, last))

    def months(self) -> list["Scope"]:
        """A scope for each month, the first and the last as far as they are asked for."""
        scopes, first = [], self.first
        while first <= self.last:
            scopes.append(replace(self, first=first, last=min(_last_of_month(first), self.last)))
            first = _last_of_month(first) + _ONE_DAY
        return scopes

    def days(self) -> list["Scope"]:
        """A scope for each day."""
        days = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        return [replace(self, first=day, last=day) for day in days]

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it. What is of now, of no day, is in every scope."""
        return day is None or self.first <= day <= self.last

    def takes(self, item: str, channel: str) -> bool:
        """Whether something is asked for. What is of no item, or of no channel, is of all of them."""
        return (not (self.items and item) or item in self.items) and channel in ("", self.channel or channel)

    def parts(self) -> tuple[list[str], list[str]]:
        """The first days of whole months, and the single days before and after them."""
        months, days, day = [], [], self.first
        while day <= self.last:
            month_ends = _last_of_month(day)
            if day.day == 1 and month_ends <= self.last:
                months.append(day.isoformat())
                day = month_ends
            else:
                days.append(day.isoformat())
            day += _ONE_DAY
        return months, days


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _ONE_DAY
