"""How far a replication is: a bar for people who watch, plain lines for a log."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from sync.checkpoints import Statistics
from sync.document import WriteResult
from sync.errors import Unavailable

BETWEEN_LINES = 10.0  # seconds


class ReplicationProgress:
    """A context manager; what it shows goes to the standard error output."""

    def __init__(self, console: Console | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console or Console(stderr=True, soft_wrap=True, highlight=False)
        self._clock = clock
        self._started = self._clock()
        self._next_line = self._started
        self._told: Statistics | None = None
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("", total=None)
        self._what = ""

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def begin(self, database: str) -> None:
        """Name the one of several databases that comes next."""
        self._what, self._started, self._told = f"{database}: ", self._clock(), None

    def shown(self, done: Statistics, seq: str, pending: int) -> None:
        """A log has a line now and then, and one whenever everything is there."""
        line = self._line(done, seq, pending)
        if self._console.is_terminal:
            total = done.missing_checked + pending
            self._bar.update(self._task, description=line, total=total, completed=done.missing_checked)
        elif self._clock() >= self._next_line if pending else done != self._told:
            self._next_line = self._clock() + BETWEEN_LINES
            self._told = replace(done)
            self._console.print(line, markup=False)

    def refused(self, result: WriteResult) -> None:
        self._console.print(f"refused {result.id}: {result.error} {result.reason}", markup=False)

    def waiting(self, problem: Unavailable, seconds: float) -> None:
        self._console.print(f"{problem.reason} Trying again in {seconds:.0f} s.", markup=False)

    def _line(self, done: Statistics, seq: str, pending: int) -> str:
        rate = done.bytes_read / max(0.001, self._clock() - self._started)
        return (
            f"{self._what}checked {done.missing_checked}, missing {done.missing_found}, "
            f"read {done.docs_read}, written {done.docs_written}, "
            f"refused {done.doc_write_failures}, gone {done.docs_gone}, "
            f"{_size(done.bytes_read)} at {_size(rate)}/s, up to {seq[:12]}, {pending} to go"
        )


def _size(count: float) -> str:
    return f"{count / 2**20:.1f} MiB" if count >= 2**20 else f"{count / 2**10:.1f} KiB"
