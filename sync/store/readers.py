"""A few threads that read, each with a connection of its own: they see what is committed and block nobody."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sync.errors import Unavailable
from sync.store.connection import open_reader, translated

T = TypeVar("T")
_THREADS = 4
_FEW = 50  # rows: a millisecond


class Readers:
    """Runs functions of a connection, each in one snapshot of the store."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._own = threading.local()
        self._here = open_reader(data_dir)  # on the event loop
        self._connections: list[sqlite3.Connection] = [self._here]
        self._threads = ThreadPoolExecutor(_THREADS, "yici-reader")
        self._closed = False

    async def read(self, work: Callable[[sqlite3.Connection], T], rows: int | None = None) -> T:
        """The result of `work`; all it reads belongs to one moment. `rows` when it looks at so many at most:
        a few are read here and now, in less time than a thread takes to be woken."""
        few = rows is not None and rows <= _FEW
        if few:
            await asyncio.sleep(0)  # who reads and reads lets the others have their turn
        if self._closed:
            raise Unavailable("The document store is closed.")
        if few:
            return _in_snapshot(self._here, work)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._in_thread, work)

    async def close(self) -> None:
        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)
        for connection in self._connections:
            connection.close()

    def _connection(self) -> sqlite3.Connection:
        """That of this thread. One that cannot be opened now is tried again with the next reading."""
        if not hasattr(self._own, "connection"):
            self._own.connection = open_reader(self._data_dir)
            self._connections.append(self._own.connection)
        connection: sqlite3.Connection = self._own.connection
        return connection

    def _in_thread(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return _in_snapshot(self._connection(), work)


def _in_snapshot(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    with translated():
        connection.execute("BEGIN")
        try:
            return work(connection)
        finally:
            connection.execute("ROLLBACK")
