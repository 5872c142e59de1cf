"""Who waits for the tables, and for what: that something written is in them, that they have moved on."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy

from sync.engine import Engine
from sync.projector.elsewhere import passed_elsewhere

SECONDS_TO_SHOW = 2.0  # so long a person waits for what they wrote


class Awaited:
    """How far the tables are. Who fills them tells it, or who looks on while another hub does."""

    def __init__(self, engine: Engine, projection: sqlalchemy.Engine) -> None:
        self._engine = engine
        self._projection = projection
        self._is_mine = False  # the filling of the tables: another hub's while false
        self._looks_everywhere = False  # since the tables are this one's, every database was asked after
        self._asked: dict[str, int] = defaultdict(int)
        self._done: dict[str, int] = defaultdict(int)
        self._asked_at: dict[str, float] = {}
        self._awaited = 0  # who waits in `passed`
        self._moves = 0  # how often a feed was drained
        self._changed = asyncio.Condition()
        self.is_current = False  # every feed was drained at least once since the start

    async def passed(self, database: str, seconds: float) -> bool:
        """Whether, within `seconds`, everything written to `database` before this call is in the tables."""
        if self._is_mine and await self._passed_here(database, seconds):
            return True
        return not self._is_mine and await passed_elsewhere(self._engine, self._projection, database, seconds)

    async def _passed_here(self, database: str, seconds: float) -> bool:
        """False also when the tables became another's meanwhile."""
        self._awaited += 1
        wanted = await self._ask(database)
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self._done[database] >= wanted or not self._is_mine)
        except TimeoutError:
            return False
        finally:
            self._awaited -= 1
        return self._done[database] >= wanted

    async def have_all(self, databases: Iterable[str], seconds: float) -> bool:
        """Whether, within `seconds` for each, what was heard of in these databases is in the tables. For who
        asks often: where nothing has changed nobody is troubled."""
        for name in databases:
            is_level = self._looks_everywhere and self._asked[name] == self._done[name]
            if not is_level and not await self.passed(name, seconds):
                return False
        return True

    async def caught_up(self, seconds: float) -> bool:
        """Whether, within `seconds`, every feed was drained at least once since the start."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.is_current)
        except TimeoutError:
            return False
        return True

    async def shown(self, database: str) -> bool:
        """The same for whoever cannot wait for long."""
        return await self.passed(database, SECONDS_TO_SHOW)

    @property
    def moves(self) -> int:
        """How often the tables have moved on; the number to wait from in `moved`."""
        return self._moves

    async def moved(self, seen: int) -> None:
        """Wait until something was stored since `seen`."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._moves > seen)

    @property
    def fills(self) -> bool:
        """Whether it is this one who fills the tables, and no other hub's."""
        return self._is_mine

    @property
    def behind_since(self) -> dict[str, float]:
        """The databases that may have changes the tables lack, with since when (`time.monotonic`)."""
        return {name: self._asked_at[name] for name in self._behind()}

    async def settled(self, seen: int) -> int:
        """Wait until the tables have moved on from `seen` and are up to date; where they are."""

        def moved() -> bool:
            return self._moves > seen and self.is_current and not self._behind()

        async with self._changed:
            await self._changed.wait_for(moved)
            return self._moves

    async def mine(self) -> None:
        """Wait until it is this one who fills the tables."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._is_mine)

    async def _ask(self, database: str) -> int:
        async with self._changed:
            if self._asked[database] == self._done[database]:
                self._asked_at[database] = time.monotonic()
            self._asked[database] += 1
            self._changed.notify_all()
            return self._asked[database]

    async def _finish(self, name: str, asked: int) -> None:
        self._done[name] = asked
        await self._move()

    async def _turn(self, *, is_mine: bool) -> None:
        async with self._changed:
            self._is_mine = is_mine
            self._looks_everywhere = self._looks_everywhere and is_mine
            self._changed.notify_all()

    async def _move(self) -> None:
        async with self._changed:
            self._moves += 1
            self.is_current = self.is_current or not self._behind()
            self._changed.notify_all()

    def _behind(self) -> list[str]:
        return (
            []
            if not self._is_mine
            else [name for name, asked in self._asked.items() if asked > self._done[name]]
        )
