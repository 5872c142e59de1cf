"""Reading documents: one of them, all its leaves, many at once, or a range by id."""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from typing import TypeVar

import msgspec

from sync.document import Revision
from sync.errors import TooLarge
from sync.revtree import RevTree, winning_path
from sync.store.databases import find
from sync.store.span import Span
from sync.store.values import json_array

Wanted = Sequence[tuple[str, str | None]]
_Body = TypeVar("_Body", "_Held", Revision)


class _Held(msgspec.Struct, frozen=True, gc=False):
    """A document with the body of its winner, which nearly everybody asks for."""

    id: str
    number: int
    tree: str
    deleted: int
    attachments: bytes | None
    body: bytes

    def revision(self, connection: sqlite3.Connection, rev: str | None = None) -> Revision | None:
        winner = winning_path(self.tree)
        if rev is None or rev == winner[0]:
            return Revision(self.id, winner, self.body, self.deleted != 0, attachments=self.attachments)
        tree = RevTree.load(self.tree)
        if rev not in tree.parents:
            return None
        row = connection.execute(
            "SELECT body, deleted, attachments FROM revisions WHERE document = ? AND rev = ?",
            (self.number, rev),
        ).fetchone()
        return row and Revision(self.id, tree.ancestry(rev), row[0], bool(row[1]), attachments=row[2])

    def revisions(self, connection: sqlite3.Connection, rev: str | None, latest: bool) -> Iterator[Revision]:
        """The one named, or all leaves above it; all leaves where none is named."""
        revs: Sequence[str]
        if rev is None:
            revs = RevTree.load(self.tree).ranked()
        elif latest and rev != self.tree:
            revs = RevTree.load(self.tree).leaves_from(rev)
        else:
            revs = (rev,)
        for one in revs:
            revision = self.revision(connection, one)
            if revision is not None:
                yield revision


class _Room:
    """For so many bytes of bodies, or for any number."""

    def __init__(self, at_most: int | None) -> None:
        self._left: float = math.inf if at_most is None else at_most

    def take(self, some: Iterable[_Body]) -> list[_Body]:
        """All of them; TooLarge as soon as there is no more room for one."""
        taken = []
        for held in some:
            self._left -= len(held.body)
            if self._left < 0:
                raise TooLarge("The answer would be larger than asked for.")
            taken.append(held)
        return taken


def bulk_get(connection: sqlite3.Connection, name: str, wanted: Wanted) -> list[Revision | None]:
    held = _held(connection, name, wanted)
    return [held[doc_id].revision(connection, rev) if doc_id in held else None for doc_id, rev in wanted]


def open_revs(
    connection: sqlite3.Connection, name: str, wanted: Wanted, latest: bool, at_most: int | None = None
) -> list[list[Revision]]:
    held = _held(connection, name, wanted, at_most)
    room = _Room(at_most)
    return [
        room.take(held[doc_id].revisions(connection, rev, latest)) if doc_id in held else []
        for doc_id, rev in wanted
    ]


def leaf_revs(
    connection: sqlite3.Connection, name: str, doc_ids: Sequence[str]
) -> dict[str, dict[str, bool]]:
    """Read off the trees alone."""
    rows = connection.execute(
        "SELECT id, tree FROM documents WHERE database = ? AND id IN (SELECT value FROM json_each(?))",
        (find(connection, name).number, json_array(doc_ids)),
    )
    trees = ((doc_id, RevTree.load(text)) for doc_id, text in rows)
    return {doc_id: {rev: tree.leaves[rev] for rev in tree.ranked()} for doc_id, tree in trees}


def _held(
    connection: sqlite3.Connection, name: str, wanted: Wanted, at_most: int | None = None
) -> dict[str, _Held]:
    rows = connection.execute(
        "SELECT d.id, d.number, d.tree, r.deleted, r.attachments, r.body FROM json_each(?) wanted "
        "CROSS JOIN documents d ON d.database = ? AND d.id = wanted.value "
        "JOIN revisions r ON r.document = d.number AND r.rev = d.winner",
        (json_array(dict(wanted)), find(connection, name).number),
    )
    return {held.id: held for held in _Room(at_most).take(starmap(_Held, rows))}


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
