"""That a hub is at work on an Apache CouchDB says a `_local` document of `hub`, renewed every few seconds.

No lock that another machine could see is on documents. Whoever has to be alone with them watches whether one
of these moves: what does not is left of a hub that was killed, or of one that is cut off from the CouchDB,
which finds when it comes back that the documents have moved away. No two clocks are compared.
"""

import asyncio
import hashlib
import socket
from contextlib import suppress
from pathlib import Path

import structlog

from server.cannot_serve import CannotServe
from server.whereabouts import HOME, moved_sentence, said
from sync.engine import Engine
from sync.errors import SyncError

SECONDS_BETWEEN = 5.0
SECONDS_TO_WATCH = 3 * SECONDS_BETWEEN
_BETWEEN_LOOKS = 0.5
_LOOKS = 2
_KIND = "at-work:"

log = structlog.get_logger("hub")


class AtWork:
    """Says it of one hub from `start` to `stop`. Its name is that of its machine and data directory, so that
    what it left when it was killed is its own again. `is_over` is set once the documents have
    moved away; `why` says where."""

    def __init__(self, engine: Engine, data_dir: Path, seconds_between: float = SECONDS_BETWEEN) -> None:
        whose = f"{socket.gethostname()}:{data_dir.resolve()}"
        self._engine, self._seconds_between = engine, seconds_between
        self.is_over, self.why = asyncio.Event(), ""
        self._name = f"{_KIND}{hashlib.sha256(whose.encode()).hexdigest()[:32]}"
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """It is said when this returns."""
        await self._renew()
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._task = None
        with suppress(SyncError):  # then it stands there and does not move
            await self._engine.database(HOME).delete_local(self._name)

    async def _keep(self) -> None:
        seen = 0
        while not self.is_over.is_set():
            await asyncio.sleep(self._seconds_between)
            try:
                await self._renew()
                mark = await said(self._engine, "moved")
                seen = seen + 1 if mark else 0  # once may be a move that finds this hub, and does not go on
                if mark and seen == _LOOKS:
                    self.why = moved_sentence(mark)
                    self.is_over.set()
            except SyncError as problem:
                log.warning("it is not said that this hub is at work", reason=problem.reason)

    async def _renew(self) -> None:
        home = self._engine.database(HOME)
        held = await home.get_local(self._name)
        await home.put_local(self._name, {"_rev": held["_rev"]} if held else {})


async def nobody_at_work(engine: Engine, seconds: float = SECONDS_TO_WATCH) -> None:
    """Raises `CannotServe` while a hub is at work on these documents. Where one may just have been killed, it
    is watched for `seconds` whether it was, and what it left is taken away."""
    left = first = await _said(engine)
    deadline = asyncio.get_running_loop().time() + seconds
    while left and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(min(_BETWEEN_LOOKS, seconds))
        now = await _said(engine)
        if now.items() - first.items():
            raise CannotServe(
                "a hub is at work on these documents: stop all hubs first. One that was killed counts as "
                f"stopped after {seconds:.0f} seconds"
            )
        left = now
    for name in left:
        with suppress(SyncError):
            await engine.database(HOME).delete_local(name)


async def _said(engine: Engine) -> dict[str, str]:
    """The revision of each such document, by its name."""
    if HOME not in await engine.names():
        return {}
    held = await engine.database(HOME).local_docs(start=_KIND, end=f"{_KIND}~")
    return {one["_id"].removeprefix("_local/"): one["_rev"] for one in held if one}
