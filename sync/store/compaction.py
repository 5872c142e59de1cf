"""Forgetting the bodies of revisions that have been replaced. Trees, and with them all replication, stay."""

import sqlite3

from sync.revtree import RevTree
from sync.store.databases import find
from sync.store.values import json_array


def compact(connection: sqlite3.Connection, name: str) -> None:
    """Keep of every document what its leaves hold."""
    edited = connection.execute(
        "SELECT number, tree FROM documents d "
        "WHERE database = ? AND (SELECT count(*) FROM revisions WHERE document = d.number) > 1",
        (find(connection, name).number,),
    ).fetchall()
    connection.executemany(
        "DELETE FROM revisions WHERE document = ? AND rev NOT IN (SELECT value FROM json_each(?))",
        [(number, json_array(RevTree.load(tree).leaves)) for number, tree in edited],
    )
