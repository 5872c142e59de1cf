"""Replication between any two databases: changes → revs_diff → bulk_get → bulk_docs → checkpoint.

A batch is fetched while the one before it is written. A checkpoint is recorded only for what the target has
answered for, so a replication that is killed goes on without losing anything, and what it brings twice the
target already has.
"""

import asyncio
import functools
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass

from sync.attachments import size
from sync.checkpoints import Checkpoints, End, Selection, Statistics
from sync.contents import with_contents
from sync.document import ChangesPage, Revision, WriteResult
from sync.errors import (
    AttachmentTooLarge,
    DocumentTooLarge,
    Forbidden,
    IllegalDocumentId,
    InvalidDocument,
    NotFound,
    TooLarge,
    Unauthorized,
    Unavailable,
)
from sync.patience import PATIENT, Patience

CHANGES = 500  # rows of the feed in one request
DOCUMENTS = 200  # at most, in one batch
FIRST_DOCUMENTS = 20  # before anything is known of their size
BYTES = 4 * 2**20  # about, in one batch
LARGEST = 2 * BYTES  # of several documents; one that is larger goes alone. Two batches are in memory

_ABOUT_ONE_DOCUMENT = (TooLarge, InvalidDocument, IllegalDocumentId)  # though the whole request fails
_REFUSALS = {
    kind.error
    for kind in (Forbidden, Unauthorized, DocumentTooLarge, AttachmentTooLarge, *_ABOUT_ONE_DOCUMENT)
}

Wanted = list[tuple[str, str | None]]
Told = Callable[[WriteResult], None]
Shown = Callable[[Statistics, str, int], None]
Arriving = Callable[[list[Revision]], Awaitable[None]]
Levelled = Callable[[str], Awaitable[None]]


async def nobody_asks(_: object) -> None:
    """Nothing is done."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears of a replication: `refused` of every document the target will not have, `shown` of the
    progress: the statistics, the source's sequence token, how many changes are left after it. `arriving` is
    told what is about to be written, and `level` when the target has all that the source had up to a token:
    both are waited for."""

    refused: Told = lambda result: None
    shown: Shown = lambda statistics, seq, pending: None
    arriving: Arriving = nobody_asks
    level: Levelled = nobody_asks


NOBODY = Listener()


@dataclass(frozen=True, slots=True)
class _Batch:
    """Revisions to write together. `seq`: the source up to here is then in the target; None in mid-page."""

    revisions: list[Revision]
    seq: str | None = None
    pending: int = 0


class Replicator:
    """One replication from `source` to `target`, in as many rounds as one likes: of all documents, or of a
    `selection`.

    What can pass later it waits for, as long as `patience` says; then, and at any other SyncError, it stops.
    """

    def __init__(
        self,
        source: End,
        target: End,
        *,
        patience: Patience = PATIENT,
        listener: Listener = NOBODY,
        statistics: Statistics | None = None,
        selection: Selection | None = None,
    ) -> None:
        self.statistics = statistics or Statistics()
        self._source, self._target = source.database, target.database
        self._checkpoints = Checkpoints(source, target, selection)
        self._wants = selection.wants if selection else lambda doc_id: True
        self._patience = patience
        self._listener = listener
        self._at_once = FIRST_DOCUMENTS

    async def run(self) -> str:
        """Until the target has all that the source had; the sequence token up to which this is so."""
        since = await self._patience(self._checkpoints.resume)
        batches = self._batches(since)
        coming = asyncio.ensure_future(anext(batches, None))
        try:
            while (batch := await coming) is not None:
                coming = asyncio.ensure_future(anext(batches, None))
                await self._write(batch.revisions)
                if batch.seq is not None and batch.seq != since:
                    since = batch.seq
                    await self._patience(functools.partial(self._checkpoints.record, since, self.statistics))
                self._listener.shown(self.statistics, since, batch.pending)
        finally:
            coming.cancel()
            await asyncio.wait([coming])
            await batches.aclose()
        return since

    async def _batches(self, since: str) -> AsyncGenerator[_Batch, None]:
        while True:
            page = await self._page(since)
            wanted = await self._missing(
                {change.id: list(change.revs) for change in page.changes if self._wants(change.id)}
            )
            while wanted:
                now = wanted[: self._at_once]
                revisions = await self._fetch(now)
                if revisions is not None:
                    wanted = wanted[len(now) :]
                    for some in _by_size(revisions):
                        yield _Batch(await self._with_contents(some), pending=page.pending)
            yield _Batch([], page.last_seq, page.pending)
            since = page.last_seq
            if page.pending == 0 or not page.changes:
                return

    async def _page(self, since: str) -> ChangesPage:
        return await self._patience(lambda: self._source.changes(since, limit=CHANGES, all_leaves=True))

    async def _missing(self, offered: dict[str, list[str]]) -> Wanted:
        if not offered:
            return []
        lacking = await self._patience(lambda: self._target.revs_diff(offered))
        wanted: Wanted = [(doc_id, rev) for doc_id, found in lacking.items() for rev in found["missing"]]
        self.statistics.missing_checked += sum(map(len, offered.values()))
        self.statistics.missing_found += len(wanted)
        return wanted

    async def _fetch(self, wanted: Wanted) -> list[Revision] | None:
        """With what has replaced a revision since the feed named it; None where that is too large to be held.
        How many are asked for next follows from their size."""
        at_most = LARGEST if len(wanted) > 1 else None
        try:
            held = await self._patience(lambda: self._source.open_revs(wanted, latest=True, at_most=at_most))
        except TooLarge:
            if len(wanted) == 1:
                raise
            self._at_once = len(wanted) // 2
            return None
        found = {(each.id, each.rev): each for revisions in held for each in revisions}
        bodies = sum(len(each.body) for each in found.values())
        self.statistics.docs_gone += held.count([])
        self._at_once = max(1, min(DOCUMENTS, BYTES * len(found) // max(1, bodies)))
        return list(found.values())

    async def _with_contents(self, revisions: list[Revision]) -> list[Revision]:
        """Without those whose attachments are gone: what has replaced them comes later in the feed."""
        full = []
        for revision in revisions:
            try:
                full.append(await self._patience(functools.partial(with_contents, self._source, revision)))
            except NotFound:
                self.statistics.docs_gone += 1
        self.statistics.docs_read += len(full)
        self.statistics.bytes_read += sum(map(_size, full))
        return full

    async def _write(self, revisions: list[Revision]) -> None:
        """All of them, in halves where the target will not take so much at once."""
        if not revisions:
            return
        await self._listener.arriving(revisions)
        try:
            results = await self._patience(lambda: self._target.bulk_docs(revisions, new_edits=False))
        except _ABOUT_ONE_DOCUMENT as problem:
            if len(revisions) > 1:
                middle = len(revisions) // 2
                await self._write(revisions[:middle])
                await self._write(revisions[middle:])
                return
            results = [WriteResult(revisions[0].id, "", problem.error, problem.reason)]
        for result in results:
            self._count(result)

    def _count(self, result: WriteResult) -> None:
        if not result.error:
            self.statistics.docs_written += 1
        elif result.error in _REFUSALS:
            self.statistics.doc_write_failures += 1
            self._listener.refused(result)
        else:
            raise Unavailable(f"{result.id} was not written: {result.error} {result.reason}")


def _size(revision: Revision) -> int:
    return len(revision.body) + size(revision.attachments)


def _by_size(revisions: list[Revision]) -> list[list[Revision]]:
    """Runs of at most `LARGEST`; a document larger than that goes alone."""
    runs: list[list[Revision]] = []
    room = 0
    for revision in revisions:
        needed = _size(revision)
        if not runs or needed > room:
            runs.append([])
            room = LARGEST
        runs[-1].append(revision)
        room -= needed
    return runs
