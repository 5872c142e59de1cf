"""Wrong passwords are counted, so that nobody guesses one, and soon forgotten: nobody stays locked out."""

import hashlib
import time
from collections import deque
from collections.abc import Callable
from math import ceil

from sync.errors import TooManyRequests

SECONDS = 60.0
REMEMBERED_AT_MOST = 10_000  # names and addresses


class Attempts:
    """Of one name from one address, `most` wrong ones within a minute; a right one clears them.

    What is tried at once is limited by `Passwords`, not here: many may sign in at once with a right password.
    """

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._most = most
        self._wrong: dict[bytes, deque[float]] = {}

    def check(self, name: str, address: str) -> None:
        """`TooManyRequests` until the oldest of too many is a minute old."""
        wrong = self._wrong.get(_digest(name, address))
        if wrong and len(wrong) >= self._most and (left := wrong[0] + SECONDS - self._now()) > 0:
            raise TooManyRequests("Too many wrong passwords: wait a little.", ceil(left))

    def failed(self, name: str, address: str) -> None:
        digest = _digest(name, address)
        wrong = self._wrong.pop(digest, None) or deque(maxlen=self._most)
        wrong.append(self._now())
        if len(self._wrong) >= REMEMBERED_AT_MOST:
            del self._wrong[next(iter(self._wrong))]  # the one that has not failed for longest
        self._wrong[digest] = wrong

    def succeeded(self, name: str, address: str) -> None:
        self._wrong.pop(_digest(name, address), None)


def _digest(name: str, address: str) -> bytes:
    """What is remembered of them: a stranger may give a name of a million characters."""
    return hashlib.sha256(f"{address}\n{name}".encode()).digest()
