"""The running replications of a village hub: begun and ended with it, and going on through every outage."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

import structlog

from server.cannot_serve import CannotServe
from server.clock import HubClock
from server.founding import ensure_database
from server.rights import kind_of
from server.village import delivered, known_staff, outdated, refused
from server.village.standing import STAFF, Standing
from server.village.ways import Way, ways_of
from sync.checkpoints import End, Statistics
from sync.continuous import replicate_for_ever
from sync.couch import CouchPeer
from sync.couch_http import Client
from sync.document import Revision
from sync.engine import Engine
from sync.errors import SyncError, Unavailable
from sync.patience import PATIENT, Patience
from sync.replicator import Listener, Replicator, nobody_asks

SECONDS_BETWEEN = 10.0  # two questions after people and tablets
SECONDS_AFTER_REFUSAL = 60.0  # the district may let it in again
_BEGUN = "village"  # the `_local` document of `hub` that says so

Work = Callable[[], Awaitable[None]]

log = structlog.get_logger("village")


class Relay:
    """Relays between `engine` and the district at `url`, `https://name:password@district/couchdb`."""

    def __init__(
        self,
        url: str,
        engine: Engine,
        clock: HubClock,
        *,
        patience: Patience = PATIENT,
        seconds_between: float = SECONDS_BETWEEN,
    ) -> None:
        self._url, self._engine, self._clock = url, engine, clock
        self._patience, self._seconds_between = patience, seconds_between
        self._staff = Way(STAFF, up=True, selection=refused.SELECTION)
        self._tasks: dict[Way, asyncio.Task[None]] = {}
        self._hearing = asyncio.Lock()  # of staff: who asked first must not write last
        self.standing = Standing(engine, clock)

    @property
    def shown_url(self) -> str:
        """Without the password."""
        scheme, _, rest = self._url.rpartition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"

    async def begin(self) -> None:
        """At the first start: fetch what the gate judges by. Raises `CannotServe` where the district does not
        answer then: there is nothing to serve yet. Later starts need nobody."""
        for name in ("hub", "reference"):
            await ensure_database(self._engine, name)
        hub = self._engine.database(STAFF)
        if await hub.get_local(_BEGUN):
            return
        try:
            async with self._ends(Way("reference", up=False)) as ends:
                await self.hear_of_staff()
                await Replicator(*ends, patience=self._patience).run()
        except SyncError as problem:
            raise CannotServe(
                f"YICI_UPSTREAM_URL: {problem.reason} This village hub has nothing yet: it begins when the "
                "district has answered it once"
            ) from problem
        await hub.put_local(_BEGUN, {"at": self._clock.text(), "district": self.shown_url})

    async def start(self) -> None:
        """Follow the district from now on, whether it answers or not."""
        await self._follow(self._staff, self._see_to_staff)
        await self._follow_all()

    async def stop(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks = {}

    async def _follow_all(self) -> None:
        """Of the offices there are now: the district gives them and takes them away."""
        wanted = [*ways_of(await known_staff.offices(self._engine))]
        former = self._tasks.keys() - {self._staff, *wanted}
        for database in sorted({way.database for way in former}):
            log.info("the district has taken this away; what has come of it stays here", database=database)
        for way in former:
            await self._leave(way)
        for way in wanted:
            await self._follow(way, partial(self._replicate, way))

    async def _leave(self, way: Way) -> None:
        task = self._tasks.pop(way)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        self.standing.forget(way)

    async def _follow(self, way: Way, work: Work) -> None:
        if way not in self._tasks:
            await self.standing.follow(way)
            self._tasks[way] = asyncio.create_task(self._keep_going(way, work))

    async def _keep_going(self, way: Way, work: Work) -> None:
        """Nothing ends it but `stop`: what the district refuses now it may take later."""
        while True:
            try:
                await work()
            except SyncError as problem:
                self._say(way, problem)
            except Exception as fault:
                log.exception("replication failed; it is tried again", database=way.database, up=way.up)
                self.standing.stops(way, fault)
            await self._patience.sleep(SECONDS_AFTER_REFUSAL)

    async def _replicate(self, way: Way) -> None:
        listener = Listener(
            shown=lambda statistics, seq, pending: self.standing.moves(way, pending),
            arriving=self._hear_of_authors if not way.up else nobody_asks,
            level=partial(self._level, way),
        )
        await replicate_for_ever(
            partial(self._ends, way),
            Statistics(),
            patience=replace(self._patience, waiting=lambda problem, seconds: self._say(way, problem)),
            listener=listener,
            selection=way.selection,
        )

    async def _level(self, way: Way, seq: str) -> None:
        if kind_of(way.database) == "site" and not way.up:
            await outdated.purge_receipts(self._engine.database(way.database))
        if kind_of(way.database) == "papers":
            async with self._district() as district:
                here = self._engine.database(way.database)
                await delivered.take_away(here, district.database(way.database))
        await self.standing.level(way, seq)

    async def _see_to_staff(self) -> None:
        failures = 0
        while True:
            try:
                await self.hear_of_staff()
                await self._follow_all()
                async with self._district() as district:
                    seq = await refused.hand_up(End(self._engine, STAFF), district)
                await self.standing.level(self._staff, seq)
                failures = 0
                await asyncio.sleep(self._seconds_between)
            except Unavailable as problem:
                self._say(self._staff, problem)
                await self._patience.pause(problem, failures)
                failures += 1

    async def _hear_of_authors(self, coming: list[Revision]) -> None:
        """Before what they wrote is here: facts of nobody known would be taken for a stranger's."""
        if not await known_staff.knows(self._engine, coming):
            await self.hear_of_staff()

    async def hear_of_staff(self) -> None:
        """Now. Raises a SyncError where the district does not tell it."""
        async with self._hearing:
            client = Client(self._url)
            try:
                await known_staff.take(self._engine, await client.get(known_staff.PATH, known_staff.Told))
            finally:
                await client.close()

    @asynccontextmanager
    async def _district(self) -> AsyncIterator[CouchPeer]:
        peer = await CouchPeer.open(self._url)
        try:
            yield peer
        finally:
            await peer.close()

    @asynccontextmanager
    async def _ends(self, way: Way) -> AsyncIterator[tuple[End, End]]:
        async with self._district() as district:
            here, there = End(self._engine, way.database), End(district, way.database)
            yield (here, there) if way.up else (there, here)

    def _say(self, way: Way, problem: SyncError) -> None:
        """In the log when it begins, not again and again for as long as an outage lasts."""
        if self.standing.stops(way, problem):
            log.warning(
                "the district does not go on", database=way.database, up=way.up, reason=problem.reason
            )
