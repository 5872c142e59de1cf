"""Runs workers one after the other: when the tables have moved, and each minute for what time brings."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from server.workers.worker import Parts, Worker
from sync.errors import Unavailable
from sync.projector.projector import Projector

SECONDS_BETWEEN = 60.0

log = structlog.get_logger("workers")


async def run_workers(parts: Parts, workers: Sequence[Worker]) -> int:
    """Run each once; return how many documents they wrote. One that fails holds up no other."""
    written = 0
    for worker in workers:
        try:
            written += await worker.run(parts)
        except Unavailable as away:
            log.warning("a worker waits; it is tried again", worker=worker.name, reason=away.reason)
        except Exception:
            log.exception("a worker failed; it is tried again", worker=worker.name)
    return written


class Workers:
    """The tasks that keep workers running beside a hub: one for each group, so that those who wait for
    somebody else's system hold up nobody."""

    def __init__(self, parts: Parts, projector: Projector, *groups: Sequence[Worker]) -> None:
        self._parts = parts
        self._projector = projector
        self._groups = groups
        self._tasks: list[asyncio.Task[None]] = []

    async def catch_up(self) -> None:
        """Until those that wait for nobody else have nothing left to do, and it is in the tables."""
        own, *_ = self._groups
        while await run_workers(self._parts, own):
            await self._projector.settled(-1)

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._run(group)) for group in self._groups]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, workers: Sequence[Worker]) -> None:
        seen = await self._projector.settled(-1)
        while True:
            await self._projector.mine()  # of several hubs, one has the workers
            await run_workers(self._parts, workers)
            with suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_BETWEEN):
                    seen = await self._projector.settled(seen)
