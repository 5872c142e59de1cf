"""A system that failed is left alone for a while, longer each time."""

import time
from collections.abc import Callable

from sync.errors import SyncError, Unavailable
from sync.patience import LONGEST, PATIENT, Patience


class Rest:
    """Knows whether the system may be asked now. `now` gives seconds that only grow."""

    def __init__(self, patience: Patience = PATIENT, now: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._now = now
        self._problem: SyncError | None = None
        self._failures = 0
        self._until = 0.0

    def check(self) -> None:
        """Raises what went wrong last, as long as the system rests."""
        if self._problem and self._now() < self._until:
            raise type(self._problem)(self._problem.reason)

    def succeeded(self) -> None:
        """It answers: the next failure is a first one."""
        self._problem, self._failures = None, 0

    def failed(self, problem: SyncError) -> None:
        """Several that were under way together fail as one."""
        if self._problem and self._now() < self._until:
            return
        seconds = LONGEST
        if isinstance(problem, Unavailable):
            seconds = self._patience.seconds(problem, self._failures)
        self._problem, self._until = problem, self._now() + seconds
        self._failures += 1
