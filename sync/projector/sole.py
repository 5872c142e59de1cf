"""Who alone fills the tables: one process, with a lock on a file and, in PostgreSQL, one in the database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, func, select

from sync.projector.database import is_made_from, make_anew
from sync.projector.postgresql import TablesAway, let_reporters_read

_LOCK = 0x59494349  # the name of the lock in PostgreSQL: locks there have numbers


class ProjectionIsBusy(Exception):
    """Another process is filling this projection."""


class Sole:
    """The right to write to `projection`. In PostgreSQL everything is written through the connection that
    holds the lock: who has lost the one cannot write by the other."""

    def __init__(self, projection: Engine, lock: Path | None) -> None:
        self._projection = projection
        self._path = lock
        self._file: IO[bytes] | None = None
        self._connection: Connection | None = None

    def take(self) -> None:
        """Raises `ProjectionIsBusy` when another process of this machine has it."""
        if self._path is None:
            return
        lock = self._path.open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise ProjectionIsBusy(f"a hub is already using {self._path.parent}") from error
        self._file = lock

    def drop(self) -> None:
        """Give it back. Nothing is left to do when it was not taken."""
        self._let_go()
        if self._file:
            self._file.close()
        self._file = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction. Raises `ProjectionIsBusy` when a hub elsewhere has the lock in the database."""
        if self._projection.dialect.name == "sqlite":
            with self._projection.begin() as connection:
                yield connection
            return
        connection = self._locked()
        try:
            with connection.begin():
                yield connection
        finally:
            if connection.invalidated:
                connection.close()
                self._connection = None

    def has_tables_of(self, identity: str) -> bool:
        """Whether the tables were filled from the documents that `identity` names."""
        with self.begin() as connection:
            is_so = is_made_from(connection, identity)
            if is_so:
                let_reporters_read(connection)  # whose account may be newer than the tables
            return is_so

    def make_anew(self, identity: str) -> None:
        """Empty tables, to be filled from these documents."""
        with self.begin() as connection:
            make_anew(connection, identity)
            let_reporters_read(connection)

    def _locked(self) -> Connection:
        if self._connection is None:
            connection = self._projection.connect()
            connection.detach()  # of the pool, which keeps connections open: closed, it gives the lock back
            try:
                with connection.begin():
                    is_mine = connection.scalar(select(func.pg_try_advisory_lock(_LOCK)))
                if not is_mine:
                    raise ProjectionIsBusy("another hub is already filling the tables of YICI_DATABASE_URL")
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with suppress(TablesAway), connection.begin():  # the server would notice the end a moment later
            connection.execute(select(func.pg_advisory_unlock(_LOCK)))
        connection.close()
