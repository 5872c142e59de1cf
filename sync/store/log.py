"""The write-ahead log, kept short also where somebody always reads."""

import sqlite3
from pathlib import Path

SHORT = 64 * 2**20  # bytes a log may have before anybody does anything about it
_MILLISECONDS = 100  # that writers wait for readers to finish


class Log:
    """SQLite begins its log anew when, at a commit, nobody reads. Readers that overlap without end leave no
    such moment; then the writer asks for one: it waits for those who read, the next read the emptied log.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        self._path = Path(f"{path}-wal")
        self._bearable = SHORT

    def shorten(self) -> None:
        """Empty a log that has grown too long. One that a backup needs is left, and asked for again when it
        is twice as long. Call it between transactions."""
        if self._path.stat().st_size <= self._bearable:
            return
        before = self._connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self._connection.execute(f"PRAGMA busy_timeout = {_MILLISECONDS}")
        (busy, _, _) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._connection.execute(f"PRAGMA busy_timeout = {before}")
        self._bearable = self._bearable * 2 if busy else SHORT
