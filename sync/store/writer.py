"""The one thread that writes, with group commit.

Whoever wants to write hands over a function and waits. The thread takes everything that is waiting, runs it
in one transaction (each function in a savepoint, so one that fails takes nobody with it) and commits once.
Only then does anybody get an answer: a thousand small pushes that arrive during one sync of the disk share
the next.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import structlog

from sync.errors import Unavailable
from sync.store.connection import translated
from sync.store.log import Log

log = structlog.get_logger("store")

T = TypeVar("T")
_AT_ONCE = 200  # functions in one transaction, so that the first never waits long for the last


@dataclass(slots=True)
class _Job:
    work: Callable[[sqlite3.Connection], Any]
    answer: asyncio.Future[Any]
    committed: Callable[[], None] | None
    result: Any = None
    problem: Exception | None = None

    def settle(self) -> None:
        """On the event loop: wake whoever watches, then answer."""
        if self.problem is None and self.committed is not None:
            self.committed()
        if self.answer.cancelled():
            return
        if self.problem is not None:
            self.answer.set_exception(self.problem)
        else:
            self.answer.set_result(self.result)


class Writer:
    """Owns the writing connection; closes it when it is closed itself."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._log = Log(connection)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closed = False
        self.takes_writes = True
        self._thread = threading.Thread(target=self._run, name="yici-writer", daemon=True)
        self._thread.start()

    async def write(
        self, work: Callable[[sqlite3.Connection], T], committed: Callable[[], None] | None = None
    ) -> T:
        """Run `work` in a transaction; return its result once it is durable.

        `committed` is called on the event loop after the commit, also when the caller has gone away by then.
        """
        if self._closed:
            raise Unavailable("The document store is closed.")
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(work, answer, committed))
        return await answer

    @property
    def waiting(self) -> int:
        """Functions that no transaction has taken up yet."""
        return self._jobs.qsize()

    async def close(self) -> None:
        """Finish what is waiting, then close the connection."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs = [first, *self._waiting()]
            self._commit(jobs)
            self._see_how_it_went(jobs)
            for job in jobs:
                with suppress(RuntimeError):  # the event loop of that caller is gone, and so is the caller
                    job.answer.get_loop().call_soon_threadsafe(job.settle)
            with suppress(sqlite3.Error, OSError):  # whatever it was, the next commit meets it and tells
                self._log.shorten()
        self._connection.close()

    def _waiting(self) -> list[_Job]:
        jobs: list[_Job] = []
        while len(jobs) < _AT_ONCE - 1:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            with translated():
                self._connection.execute("BEGIN IMMEDIATE")
                for job in jobs:
                    self._attempt(job)
                self._connection.execute("COMMIT")
        except Exception as problem:  # answered to all of them; the thread lives on
            for job in jobs:
                job.problem = job.problem or problem
            with suppress(sqlite3.Error):  # often SQLite has rolled back already
                self._connection.execute("ROLLBACK")

    def _see_how_it_went(self, jobs: list[_Job]) -> None:
        """In the log when nothing can be written any more, and when it can again: not for every write."""
        failed = next((job.problem for job in jobs if isinstance(job.problem, Unavailable)), None)
        if failed and self.takes_writes:
            log.error("nothing can be written; what is sent is answered 503", reason=failed.reason)
        is_well = not failed and any(job.problem is None for job in jobs)
        if is_well and not self.takes_writes:
            log.warning("the documents are written again")
        self.takes_writes = is_well or (self.takes_writes and not failed)

    def _attempt(self, job: _Job) -> None:
        self._connection.execute("SAVEPOINT job")
        try:
            with translated():
                job.result = job.work(self._connection)
        except Exception as problem:  # answered to whoever asked
            if not self._connection.in_transaction:  # SQLite has given up the whole transaction
                raise
            job.problem = problem
            self._connection.execute("ROLLBACK TO job")
        self._connection.execute("RELEASE job")
