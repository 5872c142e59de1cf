"""argon2id, few hashes at once, few waiting, and the same time for a name nobody has."""

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sync.errors import TooManyRequests

HASHES_AT_ONCE = 2  # each takes 64 MB and a core for a third of a second
CHECKS_AT_MOST = 64  # under way and waiting: the last one waits for some ten seconds
SECONDS_TO_WAIT = 5


def password_mark(stored: str) -> str:
    """What a token bears of the hash it was given for: it tells nothing, and another password has another."""
    return hashlib.sha256(stored.encode()).hexdigest()[:32]


class Passwords:
    """Makes and checks password hashes in threads of its own."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._checks = 0
        self._threads = ThreadPoolExecutor(HASHES_AT_ONCE, thread_name_prefix="argon2")

    async def hash(self, password: str) -> str:
        """The text to keep: argon2id with its own salt."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def is_right(self, stored: str | None, password: str) -> bool:
        """With None for `stored` it works just as long and answers False.

        `TooManyRequests` when too many wait already."""
        if self._checks >= CHECKS_AT_MOST:
            raise TooManyRequests("Too many are signing in at once: wait a little.", SECONDS_TO_WAIT)
        self._checks += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._verify, stored, password)
        finally:
            self._checks -= 1

    def close(self) -> None:
        """Forget what has not begun."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verify(self, stored: str | None, password: str) -> bool:
        try:
            self._hasher.verify(stored or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("nobody has this password")
