"""Purging: revisions taken out as if they had never been here. Unlike a deletion this does not travel."""

import sqlite3
from collections.abc import Mapping, Sequence

from sync.revtree import RevTree
from sync.store.databases import find
from sync.store.values import json_array

Revs = Mapping[str, Sequence[str]]


def purge(connection: sqlite3.Connection, name: str, wanted: Revs) -> dict[str, list[str]]:
    """Of every document the leaves among the revisions named. Who keeps other leaves has changed."""
    shelf = find(connection, name)
    seq = shelf.seq
    counts = {False: shelf.docs, True: shelf.deleted}
    purged: dict[str, list[str]] = {}
    for doc_id, revs in wanted.items():
        row = connection.execute(
            "SELECT number, tree, deleted FROM documents WHERE database = ? AND id = ?",
            (shelf.number, doc_id),
        ).fetchone()
        tree = RevTree.load(row[1]) if row else RevTree()
        purged[doc_id] = tree.purge(revs)
        if not purged[doc_id]:
            continue
        counts[bool(row[2])] -= 1
        if tree.leaves:
            seq += 1
            counts[tree.leaves[tree.winner]] += 1
        _keep(connection, row[0], tree, seq)
    connection.execute(
        "UPDATE databases SET seq = ?, docs = ?, deleted = ?, purge_seq = purge_seq + ? WHERE number = ?",
        (seq, counts[False], counts[True], len(wanted), shelf.number),
    )
    return purged


def _keep(connection: sqlite3.Connection, document: int, tree: RevTree, seq: int) -> None:
    """What is left of a document: nothing at all when its tree has no leaf."""
    connection.execute(
        "DELETE FROM revisions WHERE document = ? AND rev NOT IN (SELECT value FROM json_each(?))",
        (document, json_array(tree.parents)),
    )
    if not tree.leaves:
        connection.execute("DELETE FROM documents WHERE number = ?", (document,))
        return
    connection.execute(
        "UPDATE documents SET seq = ?, winner = ?, deleted = ?, tree = ? WHERE number = ?",
        (seq, tree.winner, tree.leaves[tree.winner], tree.dump(), document),
    )
