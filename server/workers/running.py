"""Runs the workers one after the other: when the tables have moved, and each minute for what time brings."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from server.workers.worker import Parts, Worker
from sync.projector.projector import Projector

SECONDS_BETWEEN = 60.0

log = structlog.get_logger("workers")


async def run_workers(parts: Parts, workers: Sequence[Worker]) -> int:
    """Run each once; return how many documents they wrote. One that fails holds up no other."""
    written = 0
    for worker in workers:
        try:
            written += await worker.run(parts)
        except Exception:
            log.exception("a worker failed; it is tried again", worker=worker.name)
    return written


class Workers:
    """The task that keeps the workers running beside a hub."""

    def __init__(self, parts: Parts, projector: Projector, workers: Sequence[Worker]) -> None:
        self._parts = parts
        self._projector = projector
        self._workers = workers
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        seen = await self._projector.settled(-1)
        while True:
            await run_workers(self._parts, self._workers)
            with suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_BETWEEN):
                    seen = await self._projector.settled(seen)
