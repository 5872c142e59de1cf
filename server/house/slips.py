"""First passwords that were made, and may not have arrived: told again to whoever made them, for an hour."""

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from sync.records import Document

SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class _Made:
    of: Hashable
    passwords: Mapping[str, str]
    at: str
    until: float


class Slips:
    """Of each person the last list they brought in, in memory alone: hashes do not give a password back."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._made: dict[str, _Made] = {}

    def keep(self, by: str, of: Hashable, passwords: Mapping[str, str], at: str) -> None:
        """What `by` was given for a list at a hub time (RFC 3339), not before they were written."""
        self._made = {name: made for name, made in self._made.items() if made.until > self._now()}
        self._made[by] = _Made(of, passwords, at, self._now() + SECONDS)

    def again(self, by: str, of: Hashable, people: Mapping[str, Document]) -> dict[str, str]:
        """For the same list given again: of those who have still the password that was made then."""
        made = self._made.get(by)
        if made is None or made.of != of or made.until <= self._now():
            return {}
        return {
            name: password
            for name, password in made.passwords.items()
            if (one := people.get(name)) and one.get("mustChange") and one["passwordAt"] <= made.at
        }
