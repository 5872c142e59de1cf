"""A copy of a store at one moment, taken while a hub writes to it, and a look at what such a copy holds."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sync.document import DatabaseInfo
from sync.errors import SyncError, Unavailable
from sync.store import databases, instance
from sync.store.connection import FILE_NAME, open_reader, translated

Copied = Callable[[int, int], None]  # bytes copied, bytes there are

_PAGES_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds."""

    instance: str
    databases: list[DatabaseInfo]


def take(data_dir: Path, folder: Path, copied: Copied) -> None:
    """Copy the store in `data_dir` as it is now into `folder`, from any process; raises `Unavailable`.

    The whole copy is made in one read transaction. The writer does not wait for it and it is not begun again
    however much is written meanwhile; only the write-ahead log is not emptied until it ends.
    Nobody has asked the disk to sync the copy.
    """

    def tell(_: int, remaining: int, total: int) -> None:
        copied((total - remaining) * page_size, total * page_size)

    with closing(open_reader(data_dir)) as source:
        try:
            with closing(sqlite3.connect(folder / FILE_NAME)) as copy:
                copy.execute("PRAGMA journal_mode = OFF")
                copy.execute("PRAGMA synchronous = OFF")
                source.execute("BEGIN")
                (page_size,) = source.execute("PRAGMA page_size").fetchone()
                instance.current(source)  # a transaction sees the moment of its first read
                source.backup(copy, pages=_PAGES_AT_ONCE, progress=tell)
        except sqlite3.Error as problem:
            raise Unavailable(f"The documents cannot be copied: {problem}") from problem


def examine(data_dir: Path) -> Contents:
    """Read the whole store and say what it holds; raises `SyncError` when it is damaged."""
    with translated(), closing(open_reader(data_dir)) as connection:
        faults = [fault for (fault,) in connection.execute("PRAGMA integrity_check(1)")]
        if faults != ["ok"]:
            raise SyncError(f"The document store is damaged: {faults[0]}")
        infos = [databases.info(connection, name) for name in databases.names(connection)]
        return Contents(instance.current(connection), infos)
