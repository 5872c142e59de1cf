"""Fills the demo district while it is being served already, and shows how far it is."""

import asyncio
import sys
from contextlib import suppress

import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from server.auth.passwords import Passwords
from server.clock import HubClock
from server.demo import PASSWORD
from server.demo_history.history import History
from server.demo_history.writing import open_offices, plan_history, write_cases
from server.online.papers import Papers
from server.workers.running import Workers
from sync.engine import Engine
from sync.projector.projector import Projector

log = structlog.get_logger("demo")


class Filling:
    """A task beside a demo hub. The workers begin when all is written: they act on the whole, not on half. It
    is done when they have done what half a year left them: no figure shows what is only not done yet."""

    def __init__(
        self,
        engine: Engine,
        papers: Papers,
        district_key: ec.EllipticCurvePrivateKey,
        passwords: Passwords,
        clock: HubClock,
        cases: int,
    ) -> None:
        self._engine, self._papers, self._district_key = engine, papers, district_key
        self._passwords, self._clock = passwords, clock
        self._cases = cases
        self._task: asyncio.Task[None] | None = None
        self.is_done = False

    async def start(self, projector: Projector, workers: Workers) -> None:
        """The offices are there when this returns, and their cases by and by."""
        plan = await plan_history(self._engine, self._clock, self._cases)
        if plan is None:
            self.is_done = True
            workers.start()
            return
        password = await self._passwords.hash(PASSWORD)
        history = await open_offices(self._engine, self._papers, plan, self._district_key, password)
        self._task = asyncio.create_task(self._fill(history, projector, workers))

    async def finished(self) -> None:
        """Until all is written and in the tables."""
        if self._task:
            await asyncio.shield(self._task)

    async def stop(self) -> None:
        """What is missing is written after the next start."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _fill(self, history: History, projector: Projector, workers: Workers) -> None:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, disable=not sys.stdout.isatty()) as bar:
            task = bar.add_task("演示办件 demo cases", total=history.world.plan.cases)
            await write_cases(
                self._engine, self._papers, history, lambda begun: bar.update(task, completed=begun)
            )
        await projector.settled(-1)
        await workers.catch_up()
        self.is_done = True
        log.info("the demo district is complete", cases=history.begun)
        workers.start()
