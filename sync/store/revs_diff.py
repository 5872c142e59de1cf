"""Which of a peer's revisions are not here: what makes repeated replication cost next to nothing."""

import sqlite3

from sync.revtree import difference
from sync.store.databases import find
from sync.store.values import json_array

Diff = dict[str, dict[str, list[str]]]


def revs_diff(connection: sqlite3.Connection, name: str, wanted: dict[str, list[str]]) -> Diff:
    """`{id: {"missing": […], "possible_ancestors": […]}}`, only for documents that lack something."""
    rows = connection.execute(
        "SELECT d.id, d.tree FROM json_each(?) wanted "
        "CROSS JOIN documents d ON d.database = ? AND d.id = wanted.value",
        (json_array(wanted), find(connection, name).number),
    )
    trees = dict(rows.fetchall())
    differences: Diff = {}
    for doc_id, revs in wanted.items():
        text = trees.get(doc_id)
        if text is None:
            if revs:
                differences[doc_id] = {"missing": list(revs)}
        elif revs != [text]:  # the usual case: one revision, without history, and it is here
            missing, ancestors = difference(text, revs)
            if ancestors:
                differences[doc_id] = {"missing": missing, "possible_ancestors": ancestors}
            elif missing:
                differences[doc_id] = {"missing": missing}
    return differences
