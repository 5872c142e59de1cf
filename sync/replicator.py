"""Replication between any two databases: changes → revs_diff → bulk_get → bulk_docs → checkpoint.

A batch is fetched while the one before it is written. A checkpoint is recorded only for what the target has
answered for, so a replication that is killed goes on without losing anything, and what it brings twice the
target already has.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass

from sync.attachments import size
from sync.checkpoints import Checkpoints, End, Statistics
from sync.contents import with_contents
from sync.document import Revision, WriteResult
from sync.errors import Forbidden, NotFound, SyncError, Unavailable

CHANGES = 500  # rows of the feed in one request
DOCUMENTS = 200  # at most, in one batch
BYTES = 4 * 2**20  # about, in one batch
WAIT = 60.0  # seconds for the next change; then it is asked again
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds

Told = Callable[[WriteResult], None]
Shown = Callable[[Statistics, int], None]
Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Revisions to write together. `seq`: the source up to here is then in the target; None in mid-page."""

    revisions: list[Revision]
    seq: str | None = None
    pending: int = 0


class Replicator:
    """One replication from `source` to `target`; run it once or for ever.

    `refused` hears of every document the target forbids, `shown` of the progress: the statistics and how many
    changes are left.
    """

    def __init__(
        self,
        source: End,
        target: End,
        *,
        refused: Told = lambda result: None,
        shown: Shown = lambda statistics, pending: None,
    ) -> None:
        self.statistics = Statistics()
        self._source, self._target = source.database, target.database
        self._checkpoints = Checkpoints(source, target)
        self._refused, self._shown = refused, shown
        self._at_once = DOCUMENTS

    async def run(self) -> Statistics:
        """Until the target has all that the source had. A SyncError ends it; started again it goes on."""
        await self._follow(await self._checkpoints.resume())
        return self.statistics

    async def run_for_ever(self, pause: Pause = asyncio.sleep) -> None:
        """The same again with every change. While an end is Unavailable it waits, longer each time; any other
        SyncError ends it."""
        failures = 0
        while True:
            try:
                since = await self._checkpoints.resume()
                while True:
                    since = await self._follow(since)
                    failures = 0
                    await self._source.wait(since, WAIT)
            except Unavailable:
                longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**failures)
                failures = min(failures + 1, 10)
                await pause(longest * random.uniform(0.5, 1))  # noqa: S311 - so that not all come back at once

    async def _follow(self, since: str) -> str:
        """Bring over what changed after `since`; where the feed ended."""
        batches = self._batches(since)
        coming = asyncio.ensure_future(anext(batches, None))
        try:
            while (batch := await coming) is not None:
                coming = asyncio.ensure_future(anext(batches, None))
                await self._write(batch.revisions)
                if batch.seq is not None and batch.seq != since:
                    since = batch.seq
                    await self._checkpoints.record(since, self.statistics)
                self._shown(self.statistics, batch.pending)
        finally:
            coming.cancel()
            await asyncio.wait([coming])
            await batches.aclose()
        return since

    async def _batches(self, since: str) -> AsyncGenerator[_Batch, None]:
        while True:
            page = await self._source.changes(since, limit=CHANGES, all_leaves=True)
            wanted = await self._missing({change.id: list(change.revs) for change in page.changes})
            while wanted:
                now, wanted = wanted[: self._at_once], wanted[self._at_once :]
                yield _Batch(await self._fetch(now), pending=page.pending)
            yield _Batch([], page.last_seq, page.pending)
            since = page.last_seq
            if page.pending == 0 or not page.changes:
                return

    async def _missing(self, offered: dict[str, list[str]]) -> list[tuple[str, str | None]]:
        if not offered:
            return []
        lacking = await self._target.revs_diff(offered)
        wanted: list[tuple[str, str | None]] = [
            (doc_id, rev) for doc_id, found in lacking.items() for rev in found["missing"]
        ]
        self.statistics.missing_checked += sum(map(len, offered.values()))
        self.statistics.missing_found += len(wanted)
        return wanted

    async def _fetch(self, wanted: Sequence[tuple[str, str | None]]) -> list[Revision]:
        """With what has replaced a revision since the feed named it. The next batch has as many documents as
        fit by the size of these."""
        found: dict[tuple[str, str], Revision] = {}
        held = await self._source.open_revs(wanted, latest=True)
        for (doc_id, rev), revisions in zip(wanted, held, strict=True):
            if not revisions:
                raise NotFound(f"{self._source.name} names revision {rev} of {doc_id} and does not hold it.")
            found |= {(revision.id, revision.rev): revision for revision in revisions}
        self.statistics.docs_read += len(found)
        average = max(1, sum(map(_size, found.values())) // len(found))
        self._at_once = max(1, min(DOCUMENTS, BYTES // average))
        return list(found.values())

    async def _write(self, revisions: list[Revision]) -> None:
        for some in _by_size(revisions):
            full = [await with_contents(self._source, revision) for revision in some]
            for result in await self._target.bulk_docs(full, new_edits=False):
                if not result.error:
                    self.statistics.docs_written += 1
                elif result.error == Forbidden.error:
                    self.statistics.doc_write_failures += 1
                    self._refused(result)
                else:
                    raise SyncError(f"{result.id} was not written: {result.error} {result.reason}")


def _size(revision: Revision) -> int:
    return len(revision.body) + size(revision.attachments)


def _by_size(revisions: list[Revision]) -> list[list[Revision]]:
    """Runs of at most `BYTES`; a document larger than that goes alone."""
    runs: list[list[Revision]] = []
    room = 0
    for revision in revisions:
        needed = _size(revision)
        if not runs or needed > room:
            runs.append([])
            room = BYTES
        runs[-1].append(revision)
        room -= needed
    return runs
