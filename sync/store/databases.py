"""The list of databases, and the sequence tokens that belong to one of them."""

import sqlite3
from dataclasses import dataclass
from typing import Any

import msgspec

from sync.document import DatabaseInfo
from sync.errors import DatabaseExists, NotFound
from sync.wire import check_database_name


@dataclass(frozen=True, slots=True)
class Shelf:
    """The row of one database. Its `epoch` is new for every instance and every creation of the name."""

    number: int
    name: str
    seq: int
    docs: int
    deleted: int
    purge_seq: int
    revs_limit: int
    instance: str

    @property
    def epoch(self) -> str:
        return f"{self.instance[:8]}{self.number:x}"

    def token(self, seq: int) -> str:
        """What clients see of a sequence number."""
        return f"{seq}-{self.epoch}"

    def position(self, since: str) -> int:
        """The number of a token. What another epoch gave, or nobody, is answered from the beginning:
        the number of a history that is not ours would skip documents for good."""
        if since == "now":
            return self.seq
        number, _, epoch = since.partition("-")
        if epoch != self.epoch or not number.isdecimal() or int(number) > self.seq:
            return 0
        return int(number)


def find(connection: sqlite3.Connection, name: str) -> Shelf:
    """The database of that name; NotFound when there is none."""
    row = connection.execute(
        "SELECT number, name, seq, docs, deleted, purge_seq, revs_limit, instance FROM databases, store "
        "WHERE name = ?",
        (name,),
    ).fetchone()
    if row is None:
        raise NotFound("Database does not exist.")
    return Shelf(*row)


def names(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM databases ORDER BY name")]


def create(connection: sqlite3.Connection, name: str) -> None:
    check_database_name(name)
    try:
        connection.execute("INSERT INTO databases (name) VALUES (?)", (name,))
    except sqlite3.IntegrityError as problem:
        raise DatabaseExists("The database could not be created, the file already exists.") from problem


def drop(connection: sqlite3.Connection, name: str) -> None:
    number = find(connection, name).number
    connection.execute(
        "DELETE FROM revisions WHERE document IN (SELECT number FROM documents WHERE database = ?)", (number,)
    )
    for table, column in (
        ("documents", "database"),
        ("local_documents", "database"),
        ("databases", "number"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - names above


def info(connection: sqlite3.Connection, name: str) -> DatabaseInfo:
    """Counts are kept with the row, so asking costs the same for any number of documents."""
    shelf = find(connection, name)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    size = pages * page_size
    return DatabaseInfo(
        name, shelf.docs, shelf.deleted, shelf.token(shelf.seq), size, purge_seq=str(shelf.purge_seq)
    )


def set_revs_limit(connection: sqlite3.Connection, name: str, limit: int) -> None:
    """For trees that change from now on; CouchDB does not touch the others either."""
    number = find(connection, name).number
    connection.execute("UPDATE databases SET revs_limit = ? WHERE number = ?", (limit, number))


def security(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    (held,) = connection.execute(
        "SELECT security FROM databases WHERE number = ?", (find(connection, name).number,)
    ).fetchone()
    return msgspec.json.decode(held, type=dict[str, Any])


def set_security(connection: sqlite3.Connection, name: str, security: dict[str, Any]) -> None:
    number = find(connection, name).number
    connection.execute(
        "UPDATE databases SET security = ? WHERE number = ?", (msgspec.json.encode(security), number)
    )
