"""Which of a peer's revisions are not here: what makes repeated replication cost next to nothing."""

import sqlite3

from sync.revtree import RevTree
from sync.store.databases import find
from sync.store.values import json_array

Diff = dict[str, dict[str, list[str]]]


def revs_diff(connection: sqlite3.Connection, name: str, wanted: dict[str, list[str]]) -> Diff:
    """`{id: {"missing": […], "possible_ancestors": […]}}`, only for documents that lack something."""
    rows = connection.execute(
        "SELECT id, tree FROM documents WHERE database = ? AND id IN (SELECT value FROM json_each(?))",
        (find(connection, name).number, json_array(wanted)),
    )
    trees = dict(rows.fetchall())
    differences: Diff = {}
    for doc_id, revs in wanted.items():
        text = trees.get(doc_id)
        if text is None:
            if revs:
                differences[doc_id] = {"missing": list(revs)}
        elif revs != [text]:  # the usual case: one revision, without history, and it is here
            _compare(RevTree.load(text), doc_id, revs, differences)
    return differences


def _compare(tree: RevTree, doc_id: str, revs: list[str], differences: Diff) -> None:
    missing = tree.missing(revs)
    if missing:
        differences[doc_id] = {"missing": missing}
        ancestors = tree.possible_ancestors(missing)
        if ancestors:
            differences[doc_id]["possible_ancestors"] = ancestors
