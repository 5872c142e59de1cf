"""The identity of a store: clients that meet a new one know that their checkpoints may not hold."""

import sqlite3
from uuid import uuid4


def current(connection: sqlite3.Connection) -> str:
    (instance,) = connection.execute("SELECT instance FROM store").fetchone()
    return str(instance)


def renew(connection: sqlite3.Connection) -> str:
    """For whatever brings back or copies a store: a new identity, and no checkpoint of the old one.

    Without both, replicators that trust their own half of a checkpoint never offer again what was lost.
    """
    instance = uuid4().hex
    connection.execute("UPDATE store SET instance = ?", (instance,))
    connection.execute("DELETE FROM local_documents")
    return instance
