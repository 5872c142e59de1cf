"""Forgetting the bodies of revisions that have been replaced. Trees, and with them all replication, stay.

It goes through a database in slices of a bounded size: readers look for what can go, and each slice is one
job of the writer among those of others. What a killed compaction has done stays done.
"""

import asyncio
import sqlite3
from dataclasses import dataclass
from functools import partial

from sync.revtree import RevTree
from sync.store.databases import find
from sync.store.readers import Readers
from sync.store.values import json_array
from sync.store.writer import Writer

_DOCUMENTS = 1000  # looked at in one reading
_BODIES = 1000  # about, in one job of the writer
_PAGES = 500  # given back to the file system in one job of the writer


@dataclass(frozen=True, slots=True)
class _Slice:
    """Numbers of documents that hold more than one body; `end` is the last id looked at, None at the end."""

    documents: list[int]
    end: str | None


class Compactions:
    """Those that are running, at most one for each database."""

    def __init__(self, writer: Writer, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers
        self._running: dict[str, asyncio.Task[None]] = {}

    def begin(self, name: str) -> asyncio.Task[None]:
        """The compaction of that database, which is running when this returns."""
        if name not in self._running:
            task = self._running[name] = asyncio.create_task(self._compact(name))
            task.add_done_callback(lambda _: self._running.pop(name))
        return self._running[name]

    def is_running(self, name: str) -> bool:
        return name in self._running

    async def stop(self) -> None:
        """After the slice that is being written."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _compact(self, name: str) -> None:
        end: str | None = ""
        while end is not None:
            some = await self._readers.read(partial(_replaced, name=name, after=end))
            if some.documents:
                await self._writer.write(partial(_forget, documents=some.documents))
            end = some.end
        while await self._writer.write(_shrink):
            pass


def _replaced(connection: sqlite3.Connection, name: str, after: str) -> _Slice:
    rows = connection.execute(
        "SELECT id, number, (SELECT count(*) FROM revisions WHERE document = d.number) FROM documents d "
        "WHERE database = ? AND id > ? ORDER BY id LIMIT ?",
        (find(connection, name).number, after, _DOCUMENTS),
    )
    documents: list[int] = []
    bodies = 0
    for looked_at, (doc_id, number, count) in enumerate(rows, 1):
        if count > 1:
            documents.append(number)
            bodies += count
        if looked_at == _DOCUMENTS or bodies >= _BODIES:
            return _Slice(documents, doc_id)
    return _Slice(documents, None)


def _forget(connection: sqlite3.Connection, documents: list[int]) -> None:
    """Keep of each document what its leaves hold by now."""
    trees = connection.execute(
        "SELECT number, tree FROM documents WHERE number IN (SELECT value FROM json_each(?))",
        (json_array(documents),),
    ).fetchall()
    connection.executemany(
        "DELETE FROM revisions WHERE document = ? AND rev NOT IN (SELECT value FROM json_each(?))",
        [(number, json_array(RevTree.load(tree).leaves)) for number, tree in trees],
    )


def _shrink(connection: sqlite3.Connection) -> bool:
    """Give some free pages back to the file system; whether it is worth asking again."""
    before = _free_pages(connection)
    for _ in range(min(before, _PAGES)):
        connection.execute("PRAGMA incremental_vacuum(1)")  # of more, Python's sqlite3 would do one as well
    return 0 < _free_pages(connection) < before


def _free_pages(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("PRAGMA freelist_count").fetchone()
    return int(count)
