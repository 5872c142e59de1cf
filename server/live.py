"""What is told as it happens: who listens, and when there is something new to tell."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from server.limits import Limits
from server.principal import Principal
from sync.errors import TooManyRequests
from sync.projector.projector import Projector

SECONDS_BETWEEN = 1.0  # what happens meanwhile is told together
SECONDS_TO_WAIT = 30


class Live:
    """Wakes listeners when the projector has moved. Nothing is asked of the tables while nothing happens."""

    def __init__(self, projector: Projector, limits: Limits) -> None:
        self._projector = projector
        self._most, self._most_each = limits.subscriptions, limits.subscriptions_each
        self.listening: Counter[Principal] = Counter()

    @contextmanager
    def place(self, principal: Principal) -> Iterator[None]:
        """A place among the listeners; raises `TooManyRequests` where there is none."""
        if self.listening[principal] >= self._most_each:
            raise TooManyRequests(f"You have {self._most_each} subscriptions, and may not have more.")
        if self.listening.total() >= self._most:
            raise TooManyRequests("The hub has as many subscriptions as it can serve.", SECONDS_TO_WAIT)
        self.listening[principal] += 1
        try:
            yield
        finally:
            self.listening[principal] -= 1
            self.listening = +self.listening

    async def moments(self) -> AsyncIterator[None]:
        """At once, and then whenever the tables may say something else, at most once a second."""
        while True:
            seen = self._projector.moves
            yield
            await asyncio.sleep(SECONDS_BETWEEN)
            await self._projector.moved(seen)
