"""SQLite connections as this store needs them, and the one place that translates SQLite's errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sync.errors import SyncError, Unavailable
from sync.store.schema import LAYOUT, SCHEMA

FILE_NAME = "documents.sqlite3"


def open_writer(data_dir: Path) -> sqlite3.Connection:
    """The only connection that writes. Makes directory, file and tables where they are missing.

    With a write-ahead log and `synchronous` FULL or EXTRA a COMMIT returns only after the log was synced.
    EXTRA also syncs the directory when the change to a log removes the first journal.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with translated():
        connection = _open(data_dir)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA page_size = 8192")  # this and the next mean something to a new file only
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 2000")
        _lay_out(connection)
    return connection


def open_reader(data_dir: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    with translated():
        connection = _open(data_dir)
        connection.execute("PRAGMA query_only = ON")
    return connection


@contextmanager
def translated() -> Iterator[None]:
    """SQLite's failures as SyncError: a full disk or a locked file may pass, the rest is ours to mend."""
    try:
        yield
    except sqlite3.OperationalError as problem:
        raise Unavailable(f"The document store cannot work now: {problem}") from problem
    except sqlite3.Error as problem:
        raise SyncError(f"The document store failed: {problem}") from problem


def _open(data_dir: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        data_dir / FILE_NAME, isolation_level=None, check_same_thread=False, timeout=10
    )
    connection.execute("PRAGMA cache_size = -8000")
    return connection


def _lay_out(connection: sqlite3.Connection) -> None:
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    if layout == LAYOUT:
        return
    if layout > LAYOUT:
        raise SyncError(
            f"{FILE_NAME} has layout {layout} of a newer version; this one knows layout {LAYOUT}. Nothing "
            "was touched: start the newer version again, or restore a backup that this one wrote."
        )
    if layout != 0:
        raise SyncError(
            f"{FILE_NAME} has layout {layout}, and this program knows layout {LAYOUT} alone. Start the "
            "version that wrote it, and replicate its databases into an empty data directory of this one."
        )
    connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA}; PRAGMA user_version = {LAYOUT};")
    connection.execute("INSERT INTO store (instance) VALUES (?)", (uuid4().hex,))
    connection.execute("COMMIT")
