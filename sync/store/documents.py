"""Reading documents: one of them, all its leaves, many at once, or a range by id."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.document import Revision
from sync.revtree import RevTree, winning_path
from sync.store.databases import find
from sync.store.span import Span
from sync.store.values import json_array

Wanted = Sequence[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class _Held:
    """A document with the body of its winner, which nearly everybody asks for."""

    id: str
    number: int
    tree: str
    body: bytes
    deleted: int
    attachments: bytes | None

    def revision(self, connection: sqlite3.Connection, rev: str | None, latest: bool) -> Revision | None:
        winner = winning_path(self.tree)
        if rev is not None and rev != winner[0]:
            tree = RevTree.load(self.tree)
            rev = tree.newest_from(rev) if latest else rev
            if rev not in tree.parents:
                return None
            if rev != winner[0]:
                return _revision(connection, self.number, self.id, tree.ancestry(rev))
        return Revision(self.id, winner, self.body, bool(self.deleted), attachments=self.attachments)


def leaves(connection: sqlite3.Connection, name: str, doc_id: str) -> list[Revision]:
    shelf = find(connection, name)
    row = connection.execute(
        "SELECT number, tree FROM documents WHERE database = ? AND id = ?", (shelf.number, doc_id)
    ).fetchone()
    if row is None:
        return []
    tree = RevTree.load(row[1])
    found = (_revision(connection, row[0], doc_id, tree.ancestry(rev)) for rev in tree.ranked())
    return [revision for revision in found if revision is not None]


def bulk_get(
    connection: sqlite3.Connection, name: str, wanted: Wanted, latest: bool = False
) -> list[Revision | None]:
    rows = connection.execute(
        "SELECT d.id, d.number, d.tree, r.body, r.deleted, r.attachments FROM documents d "
        "JOIN revisions r ON r.document = d.number AND r.rev = d.winner "
        "WHERE d.database = ? AND d.id IN (SELECT value FROM json_each(?))",
        (find(connection, name).number, json_array({doc_id for doc_id, _ in wanted})),
    )
    held = {row[0]: _Held(*row) for row in rows}
    found = ((held.get(doc_id), rev) for doc_id, rev in wanted)
    return [
        None if document is None else document.revision(connection, rev, latest) for document, rev in found
    ]


def all_docs(
    connection: sqlite3.Connection, name: str, keys: Sequence[str] | None, span: Span, include_docs: bool
) -> list[Revision | None]:
    database = find(connection, name).number
    if keys is not None:
        return _by_keys(connection, database, keys, include_docs)
    condition, values = span.condition("d.id")
    rows = connection.execute(
        f"{_select(include_docs)} WHERE d.database = ? AND NOT d.deleted{condition}", (database, *values)
    )
    return list(_winners(rows))


def _by_keys(
    connection: sqlite3.Connection, database: int, keys: Sequence[str], include_docs: bool
) -> list[Revision | None]:
    query = _select(include_docs)
    query += " WHERE d.database = ? AND d.id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(query, (database, json_array(keys)))
    held = {revision.id: revision for revision in _winners(rows)}
    return [held.get(key) for key in keys]


def _select(include_docs: bool) -> str:
    if not include_docs:
        return "SELECT d.id, d.tree, d.deleted, x'7b7d', NULL FROM documents d"
    return (
        "SELECT d.id, d.tree, d.deleted, r.body, r.attachments FROM documents d "
        "JOIN revisions r ON r.document = d.number AND r.rev = d.winner"
    )


def _winners(rows: sqlite3.Cursor) -> Iterator[Revision]:
    for doc_id, tree, deleted, body, attachments in rows:
        yield Revision(doc_id, winning_path(tree), body, bool(deleted), attachments=attachments)


def _revision(
    connection: sqlite3.Connection, document: int, doc_id: str, path: tuple[str, ...]
) -> Revision | None:
    row = connection.execute(
        "SELECT body, deleted, attachments FROM revisions WHERE document = ? AND rev = ?", (document, path[0])
    ).fetchone()
    return None if row is None else Revision(doc_id, path, row[0], bool(row[1]), attachments=row[2])
