"""What can pass later is asked for again, each time later."""

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from sync.errors import InstanceChanged, Unavailable

T = TypeVar("T")
FIRST, LONGEST = 1.0, 60.0  # seconds between two attempts, unless the peer asks for more
LONGEST_ASKED = 600.0  # seconds; no peer makes us wait longer

Sleep = Callable[[float], Awaitable[None]]
Waiting = Callable[[Unavailable, float], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """How often something is attempted. `waiting` hears why, and for how many seconds it waits now."""

    attempts: int = 6
    waiting: Waiting = lambda problem, seconds: None
    sleep: Sleep = asyncio.sleep
    chance: Callable[[], float] = random.random

    async def __call__(self, ask: Callable[[], Awaitable[T]]) -> T:
        """What `ask` answers in the end; the last Unavailable when it never does.

        A peer that is another one now is not asked again: what is to be asked has changed.
        """
        for failures in itertools.count():
            try:
                return await ask()
            except InstanceChanged:
                raise
            except Unavailable as problem:
                if failures + 1 >= self.attempts:
                    raise
                await self.pause(problem, failures)
        raise AssertionError("counting never ends")

    async def pause(self, problem: Unavailable, failures: int) -> None:
        """Wait for `seconds`, and say so."""
        seconds = self.seconds(problem, failures)
        self.waiting(problem, seconds)
        await self.sleep(seconds)

    def seconds(self, problem: Unavailable, failures: int) -> float:
        """Twice as long with every failure, never less than the peer asks for, and by chance a little more or
        less, so that not all come back at once."""
        grown = min(LONGEST, FIRST * 2.0 ** min(failures, 10))
        asked = min(LONGEST_ASKED, problem.retry_after)
        return asked + grown * (0.5 + self.chance() / 2)


PATIENT = Patience()
