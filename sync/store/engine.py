"""The embedded engine: the seam of `sync.engine`, one writer thread and a few readers behind it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sync.document import ChangesPage, DatabaseInfo, Revision, WriteResult
from sync.errors import Unavailable
from sync.signals import Signals
from sync.store import (
    attachments,
    bulk_docs,
    changes,
    databases,
    documents,
    instance,
    local,
    purge,
    revs_diff,
)
from sync.store.compaction import Compactions
from sync.store.connection import open_writer
from sync.store.readers import Readers
from sync.store.shared import Shared
from sync.store.span import Span
from sync.store.writer import Writer


class EmbeddedEngine:
    """All databases in `data_dir/documents.sqlite3`, made where there is none; opens clean after a kill."""

    def __init__(self, data_dir: Path) -> None:
        connection = open_writer(data_dir)
        self.instance = instance.current(connection)
        self._writer = Writer(connection)
        self._readers = Readers(data_dir)
        self._signals = Signals()
        self._compactions = Compactions(self._writer, self._readers)
        self._pages = Shared[ChangesPage]()

    async def names(self) -> list[str]:
        return await self._readers.read(databases.names)

    async def create(self, name: str) -> None:
        await self._change(name, lambda connection: databases.create(connection, name))

    async def drop(self, name: str) -> None:
        await self._change(name, lambda connection: databases.drop(connection, name))

    def database(self, name: str) -> "EmbeddedDatabase":
        return EmbeddedDatabase(
            name, self._writer, self._readers, self._signals, self._compactions, self._pages
        )

    def updates(self) -> AsyncIterator[str]:
        return self._signals.updates()

    async def renew(self) -> str:
        """Give the store a new identity and forget all `_local` documents. Whoever restores or copies a data
        directory calls this before serving it: clients then offer again what the copy lacks."""
        self.instance = await self._writer.write(instance.renew)
        for name in await self.names():
            self._signals.changed(name)
        return self.instance

    @property
    def writes_waiting(self) -> int:
        return self._writer.waiting

    @property
    def takes_writes(self) -> bool:
        return self._writer.takes_writes

    def end_feeds(self) -> None:
        self._signals.close()

    async def close(self) -> None:
        """Answer what was asked before, end all feeds, and leave one tidy file behind."""
        self.end_feeds()
        await self._compactions.stop()
        await self._readers.close()
        await self._writer.close()

    async def _change(self, name: str, work: Callable[[sqlite3.Connection], None]) -> None:
        await self._writer.write(work, lambda: self._signals.changed(name))


class EmbeddedDatabase:
    """One database of the embedded engine. See `sync.engine.Database` for what each operation promises."""

    def __init__(
        self,
        name: str,
        writer: Writer,
        readers: Readers,
        signals: Signals,
        compactions: Compactions,
        pages: Shared[ChangesPage],
    ) -> None:
        self.name = name
        self._writer = writer
        self._readers = readers
        self._signals = signals
        self._compactions = compactions
        self._pages = pages

    @property
    def commits(self) -> int:
        return self._signals.commits(self.name)

    async def info(self) -> DatabaseInfo:
        running = self._compactions.is_running(self.name)
        held = await self._readers.read(lambda connection: databases.info(connection, self.name), rows=1)
        return replace(held, compact_running=running)

    async def get(self, doc_id: str, rev: str | None = None) -> Revision | None:
        return (await self.bulk_get([(doc_id, rev)]))[0]

    async def leaves(self, doc_id: str) -> list[Revision]:
        return (await self.open_revs([(doc_id, None)]))[0]

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        arrived = {
            place: await asyncio.to_thread(attachments.weigh, revision)
            for place, revision in enumerate(revisions)
            if revision.contents
        }
        return await self._writer.write(
            lambda connection: bulk_docs.bulk_docs(connection, self.name, revisions, arrived, new_edits),
            lambda: self._signals.changed(self.name),
        )

    async def bulk_get(self, wanted: Sequence[tuple[str, str | None]]) -> list[Revision | None]:
        return await self._readers.read(
            lambda connection: documents.bulk_get(connection, self.name, wanted), rows=len(wanted)
        )

    async def open_revs(
        self, wanted: Sequence[tuple[str, str | None]], *, latest: bool = False, at_most: int | None = None
    ) -> list[list[Revision]]:
        return await self._readers.read(
            lambda connection: documents.open_revs(connection, self.name, wanted, latest, at_most)
        )

    async def contents(self, revision: Revision, names: Sequence[str]) -> dict[str, bytes]:
        return await self._readers.read(
            lambda connection: attachments.contents(connection, self.name, revision.id, revision.rev, names)
        )

    async def revs_diff(self, wanted: dict[str, list[str]]) -> dict[str, dict[str, list[str]]]:
        return await self._readers.read(
            lambda connection: revs_diff.revs_diff(connection, self.name, wanted), rows=len(wanted)
        )

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int | None = None,
        descending: bool = False,
        include_docs: bool = False,
        all_leaves: bool = False,
        doc_ids: Sequence[str] | None = None,
    ) -> ChangesPage:
        ids = None if doc_ids is None else tuple(doc_ids)
        asked = changes.Asked(limit, descending, include_docs, all_leaves, ids)
        page = self._readers.read(lambda connection: changes.changes(connection, self.name, since, asked))
        return await self._pages.read((self.name, self.commits, since, asked), page)

    async def wait(self, since: str, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while not await self._has_changed(since):
                    pass
        except TimeoutError:
            return False
        return True

    async def _has_changed(self, since: str) -> bool:
        """Whether anything was written after `since`; if not, answers only after the next commit."""
        changed = self._signals.waiter(self.name)  # before looking: a commit in between is not missed
        try:
            if await self._readers.read(
                lambda connection: changes.has_more(connection, self.name, since), rows=1
            ):
                return True
            await changed.wait()
        finally:
            self._signals.forget(self.name, changed)
        if self._signals.is_closed:
            raise Unavailable("The store is closing.", retry_after=1)
        return False

    async def all_docs(
        self,
        *,
        keys: Sequence[str] | None = None,
        start: str | None = None,
        end: str | None = None,
        inclusive_end: bool = True,
        descending: bool = False,
        limit: int | None = None,
        skip: int = 0,
        include_docs: bool = False,
    ) -> list[Revision | None]:
        span = Span(start, end, inclusive_end, descending, limit, skip)
        return await self._readers.read(
            lambda connection: documents.all_docs(connection, self.name, keys, span, include_docs)
        )

    async def get_local(self, doc_id: str) -> dict[str, Any] | None:
        return await self._readers.read(
            lambda connection: local.get_local(connection, self.name, doc_id), rows=1
        )

    async def put_local(self, doc_id: str, doc: dict[str, Any]) -> str:
        return await self._writer.write(
            lambda connection: local.put_local(connection, self.name, doc_id, doc)
        )

    async def delete_local(self, doc_id: str) -> None:
        await self._writer.write(lambda connection: local.delete_local(connection, self.name, doc_id))

    async def local_docs(
        self,
        *,
        keys: Sequence[str] | None = None,
        start: str | None = None,
        end: str | None = None,
        inclusive_end: bool = True,
        descending: bool = False,
        limit: int | None = None,
        skip: int = 0,
    ) -> list[dict[str, Any] | None]:
        span = Span(start, end, inclusive_end, descending, limit, skip)
        return await self._readers.read(
            lambda connection: local.local_docs(connection, self.name, keys, span)
        )

    def compact(self) -> Awaitable[None]:
        return asyncio.shield(self._compactions.begin(self.name))

    async def leaf_revs(self, doc_ids: Sequence[str]) -> dict[str, dict[str, bool]]:
        return await self._readers.read(
            lambda connection: documents.leaf_revs(connection, self.name, doc_ids)
        )

    async def purge(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        return await self._writer.write(
            lambda connection: purge.purge(connection, self.name, wanted),
            lambda: self._signals.changed(self.name),
        )

    async def revs_limit(self) -> int:
        return await self._readers.read(lambda connection: databases.find(connection, self.name).revs_limit)

    async def set_revs_limit(self, limit: int) -> None:
        await self._writer.write(lambda connection: databases.set_revs_limit(connection, self.name, limit))

    async def security(self) -> dict[str, Any]:
        return await self._readers.read(lambda connection: databases.security(connection, self.name))

    async def set_security(self, security: dict[str, Any]) -> None:
        await self._writer.write(lambda connection: databases.set_security(connection, self.name, security))
