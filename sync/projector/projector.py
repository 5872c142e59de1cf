"""Follows every database's changes feed into the tables, in order, resuming where it was.

Rows and checkpoint are one transaction, and storing a batch twice changes nothing, so a kill at any moment
loses nothing and doubles nothing. One projector runs per projection (`Sole`): of several hubs, one fills the
tables that all read, and the others stand by.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import sqlalchemy
import structlog

from schema.tables import VERSION
from sync.document import Change
from sync.engine import Engine
from sync.errors import SyncError
from sync.projector.awaited import Awaited
from sync.projector.batch import Batch, forget, store
from sync.projector.how_far import checkpoint_of, checkpoints_of, in_order, projected, waiting
from sync.projector.judging import Judging
from sync.projector.postgresql import TablesAway
from sync.projector.reading import Reading
from sync.projector.sole import ProjectionIsBusy, Sole

CHANGES_AT_ONCE = 500
SECONDS_BEFORE_RETRY = 1.0
QUIET = 0.05  # seconds without a change
PATIENCE = 5.0  # seconds

Progress = Callable[[str, int, int], None]  # a database, changes of it stored, changes still to come

log = structlog.get_logger("projector")


class Projector(Awaited):
    """Fills the tables behind `projection` from `engine`. `now` gives the hub's time as text."""

    def __init__(
        self, engine: Engine, projection: sqlalchemy.Engine, lock: Path | None, now: Callable[[], str]
    ) -> None:
        """`lock` is the file that keeps a second process of this machine out; None where hubs on several
        machines share the documents, and the lock in the database of the tables decides."""
        super().__init__(engine, projection)
        self._reading = Reading(engine, Judging(engine, comes_now=False))
        self._sole = Sole(projection, lock)
        self._is_shared = lock is None
        self._is_checked = False  # that the tables are those of these documents: not known after a fault
        self._is_away = False
        self._now = now
        self._tasks: list[asyncio.Task[None]] = []
        self._resting: dict[str, asyncio.Task[None]] = {}  # databases that failed, until they are tried again
        self._stopping = False

    async def start(self) -> None:
        """Take the lock and follow the feeds, or stand by while another hub does. Raises `ProjectionIsBusy`
        when a process of this machine uses the same files. Where the database of the tables is away, they are
        filled when it is back."""
        self._take()
        try:
            await self._check()
        except TablesAway as away:
            self._say_away(away)
            await self._turn(is_mine=not self._is_shared)
        except ProjectionIsBusy:
            if not self._is_shared:
                self._sole.drop()
                raise
            log.info("another hub fills the tables; this one stands by")
        except BaseException:
            self._sole.drop()
            raise
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._follow())]

    async def stop(self) -> None:
        """Finish the batch under way and give the lock back."""
        self._stopping = True
        await self._turn(is_mine=False)
        if self._tasks:
            listening, following = self._tasks
            for task in (listening, *self._resting.values()):
                task.cancel()
            await asyncio.gather(listening, following, *self._resting.values(), return_exceptions=True)
        self._tasks, self._resting = [], {}
        await asyncio.to_thread(self._sole.drop)

    async def rebuild(self, progress: Progress) -> None:
        """Drop all tables and fill them again from the documents; raises `ProjectionIsBusy`."""
        self._take()
        try:
            await asyncio.to_thread(self._sole.make_anew, self._identity)
            await self.catch_up(progress)
        finally:
            await asyncio.to_thread(self._sole.drop)

    async def catch_up(self, progress: Progress | None = None) -> None:
        """Store what is new in every feed, once. For whoever holds the lock."""
        await self._check()
        for name in in_order(
            {*await self._engine.names(), *await asyncio.to_thread(projected, self._projection)}
        ):
            await self._drain(name, progress)
        await self._drain("hub", progress)  # what this run put into quarantine

    @property
    def _identity(self) -> str:
        return f"{VERSION}:{self._engine.instance}"

    def _take(self) -> None:
        self._sole.take()
        self._stopping = self._is_checked = False

    async def _check(self) -> None:
        """See to it that the tables are those of these documents, and that what they lack is filled in."""
        if self._is_checked:
            return
        here = await self._engine.names()  # first: while they are away nothing is taken over or emptied
        is_anew = not await asyncio.to_thread(self._sole.has_tables_of, self._identity)
        if is_anew:
            await asyncio.to_thread(self._sole.make_anew, self._identity)
        self._is_checked = True
        await self._turn(is_mine=True)
        dropped = {*await asyncio.to_thread(projected, self._projection)}.difference(here)
        for name in (*here, *dropped) if is_anew else dropped:
            await self._ask(name)

    async def _listen(self) -> None:
        async for name in self._engine.updates():
            await self._ask(name)

    async def _follow(self) -> None:
        while not self._stopping:
            await self._begin()
            while self._looks_everywhere:
                async with self._changed:
                    await self._changed.wait_for(lambda: self._stopping or self._ready())
                await self._let_others_go_first()
                for name in in_order(self._ready()):
                    if self._is_mine:
                        await self._try_to_drain(name)

    async def _begin(self) -> None:
        """Once the tables are this one's to fill, everything is looked at. While the documents are away they
        are waited for: nobody else would fill the tables of a hub that has given up."""
        try:
            await self._stand_by()
            for name in await self._engine.names():
                await self._ask(name)
            self._looks_everywhere = self._is_mine
        except SyncError as problem:
            log.warning("the tables wait for the documents", reason=problem.reason)
            await asyncio.sleep(SECONDS_BEFORE_RETRY)

    async def _stand_by(self) -> None:
        """While another hub fills the tables: tell when they have moved, and take its place
        when it is gone."""
        seen: dict[str, str] = {}
        while not self._is_mine and not self._stopping:
            try:
                if await self._is_free():
                    return
                seen = await self._look_on(seen)
            except TablesAway as away:
                self._say_away(away)
            await asyncio.sleep(SECONDS_BEFORE_RETRY)

    async def _is_free(self) -> bool:
        """Whether the tables are this one's to fill from now on."""
        try:
            await self._check()
        except ProjectionIsBusy:
            return False
        log.info("this hub fills the tables now")
        return True

    async def _look_on(self, seen: dict[str, str]) -> dict[str, str]:
        checkpoints = await asyncio.to_thread(checkpoints_of, self._projection)
        if checkpoints != seen:
            await self._move()
        return checkpoints

    async def _let_others_go_first(self) -> None:
        """Changes that come thick and fast are stored together, when those who push have had their answers.
        Nothing is put off while somebody waits for the tables, or for longer than `PATIENCE`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while await self._hears_more():
                    pass

    async def _hears_more(self) -> bool:
        """Whether something changes within `QUIET`."""
        async with self._changed:
            heard = self._asked.copy()
            with suppress(TimeoutError):
                async with asyncio.timeout(QUIET):
                    await self._changed.wait_for(
                        lambda: self._stopping or self._awaited or self._asked != heard
                    )
            return not self._stopping and not self._awaited and self._asked != heard

    async def _try_to_drain(self, name: str) -> None:
        asked = self._asked[name]
        try:
            await self._check()
            await self._drain(name)
        except Exception as fault:
            # The documents are safe where they are; the tables can wait for the fault to pass.
            self._is_checked = False
            if self._is_shared and isinstance(fault, ProjectionIsBusy):
                log.warning("another hub has taken over the tables; this one stands by")
                await self._turn(is_mine=False)
                return
            if isinstance(fault, TablesAway):
                self._say_away(fault)
            else:
                log.exception("projection is behind", database=name)
            self._resting[name] = asyncio.create_task(self._rest(name))
        else:
            self._say_back()
            if not self._stopping:
                await self._finish(name, asked)

    def _say_away(self, away: TablesAway) -> None:
        if not self._is_away:
            log.warning("the tables wait for their database; tablets are served", reason=away.why)
        self._is_away = True

    def _say_back(self) -> None:
        if self._is_away:
            log.info("the tables' database answers again")
        self._is_away = False

    async def _rest(self, name: str) -> None:
        await asyncio.sleep(SECONDS_BEFORE_RETRY)
        async with self._changed:
            del self._resting[name]
            self._changed.notify_all()

    def _ready(self) -> list[str]:
        return [name for name in self._behind() if name not in self._resting]

    async def _drain(self, name: str, progress: Progress | None = None) -> None:
        """Store what is new in one database, and judge again what waits.

        Waiting facts are looked for in the tables each time: no failure can make anybody forget them.
        """
        if name not in ("reference", "hub") and not name.startswith("site-"):
            return
        if name not in await self._engine.names():
            await asyncio.to_thread(self._forget, name)
            return
        await self._store_new(name, progress)
        wait = await asyncio.to_thread(waiting, self._projection)
        if name == "reference":
            for site in wait:
                await self._ask(site)
        elif name in wait:
            await self._judge_again(name, wait[name])

    async def _store_new(self, name: str, progress: Progress | None) -> None:
        since = await asyncio.to_thread(checkpoint_of, self._projection, name)
        database, stored = self._engine.database(name), 0
        while not self._stopping:
            page = await database.changes(since, limit=CHANGES_AT_ONCE, include_docs=True, all_leaves=True)
            if page.from_start and since != "0":  # dropped, and made again
                await asyncio.to_thread(self._forget, name)
            if not page.changes:
                return
            await self._project(name, page.changes, page.last_seq)
            since = page.last_seq
            stored += len(page.changes)
            if progress:
                progress(name, stored, page.pending)

    async def _project(self, name: str, changes: list[Change], since: str) -> None:
        batch = await self._reading.batch(name, changes, since=since, now=self._now())
        await asyncio.to_thread(self._store, batch)

    async def _judge_again(self, name: str, ids: list[str]) -> None:
        page = await self._engine.database(name).changes(doc_ids=ids, include_docs=True, all_leaves=True)
        await self._project(name, page.changes, since="")

    def _store(self, batch: Batch) -> None:
        with self._sole.begin() as connection:
            store(connection, batch)

    def _forget(self, name: str) -> None:
        with self._sole.begin() as connection:
            forget(connection, name)
