"""What is told as it happens: who listens, and when there is something new to tell."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from server.limits import Limits
from server.principal import Principal
from sync.errors import TooManyRequests
from sync.projector.projector import Projector

SECONDS_BETWEEN = 1.0  # what happens meanwhile is told together
SECONDS_TO_WAIT = 30
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Answer:
    """Of a question, begun after so many moves of the tables."""

    moves: int
    begun: float
    task: asyncio.Task[Any]


class Live:
    """Wakes listeners when the projector has moved. Nothing is asked of the tables while nothing happens."""

    def __init__(self, projector: Projector, limits: Limits) -> None:
        self._projector = projector
        self._most, self._most_each = limits.subscriptions, limits.subscriptions_each
        self.listening: Counter[Principal] = Counter()
        self._answers: dict[str, _Answer] = {}

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

    async def shared(self, question: str, read: Callable[[], Coroutine[Any, Any, Value]]) -> Value:
        """What `read` finds; who asks the same at the same moment gets the same, read once."""
        now, moves = asyncio.get_running_loop().time(), self._projector.moves
        answer = self._answers.get(question)
        if answer is None or answer.moves != moves or now - answer.begun >= SECONDS_BETWEEN:
            answer = _Answer(moves, now, asyncio.create_task(read()))
            self._answers[question] = answer
            answer.task.add_done_callback(lambda _: self._end(question, answer))
        return await asyncio.shield(answer.task)

    def _end(self, question: str, answer: _Answer) -> None:
        """Forgotten when nobody can share it any more. What went wrong was told to those who waited."""
        if not answer.task.cancelled():
            answer.task.exception()
        loop = asyncio.get_running_loop()
        left = max(0.0, answer.begun + SECONDS_BETWEEN - loop.time())
        loop.call_later(left, lambda: self._answers.get(question) is answer and self._answers.pop(question))

    async def moments(self) -> AsyncIterator[None]:
        """At once, and then whenever the tables may say something else, at most once a second."""
        while True:
            seen = self._projector.moves
            yield
            await asyncio.sleep(SECONDS_BETWEEN)
            await self._projector.moved(seen)
