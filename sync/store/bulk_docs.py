"""Writing documents: one batch is read once, merged in memory, and written with a few statements."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sync.document import Revision, WriteResult
from sync.revtree import RevTree, generation, linear
from sync.store.attachments import Arrived, Settled, keep, settle
from sync.store.databases import find
from sync.store.values import insert, json_array

_Body = tuple[int, str, bool, bytes | None, bytes]  # a row of `revisions` without its number
_CONFLICT = ("conflict", "Document update conflict.")
_INSERT = "INSERT OR IGNORE INTO revisions (document, rev, deleted, attachments, body)"


class _Entry(msgspec.Struct, gc=False):
    """One document in a batch; `tree` is its text form, empty for a document that does not exist yet."""

    number: int
    id: str
    tree: str = ""
    deleted: bool | None = None  # the winner's; None while there is none
    winner: str = ""
    is_new: bool = False
    changed: bool = False

    def merge(self, path: Sequence[str], deleted: bool, limit: int) -> None:
        if not self.tree and len(path) <= limit:
            self.tree, self.winner, self.deleted = linear(path, deleted), path[0], deleted
            self.changed = True
            return
        tree = RevTree.load(self.tree) if self.tree else RevTree()
        if tree.merge(path, deleted):
            tree.stem(limit)
            before, self.tree = self.tree, tree.dump()
            if self.tree != before:  # a path may bring no more than what is stemmed away again
                self.winner, self.changed = tree.winner, True
                self.deleted = tree.leaves[self.winner]

    def edited(self, revision: Revision, attachments: Settled | None) -> tuple[str, ...] | None:
        """The path of a new edit, or None when it conflicts with what is here."""
        if not self.tree:
            return None if revision.is_edit else (_next(revision, "", attachments),)
        tree = RevTree.load(self.tree)
        if revision.is_edit:
            parent = revision.ancestry[0]
            if parent not in tree.leaves:
                return None
        elif self.deleted:
            parent = self.winner
        else:
            return None
        return (_next(revision, parent, attachments), *tree.ancestry(parent))


def bulk_docs(
    connection: sqlite3.Connection,
    name: str,
    revisions: Sequence[Revision],
    arrived: Mapping[int, Mapping[str, Arrived]],
    new_edits: bool,
) -> list[WriteResult]:
    """Merge all rows into database `name`; `arrived` are attachments by the place of their revision. With
    `new_edits` a row may be answered `conflict`."""
    shelf = find(connection, name)
    entries = _load(connection, shelf.number, {revision.id for revision in revisions})
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()
    before = _census(entries)
    bodies: list[_Body] = []
    results = []
    for place, revision in enumerate(revisions):
        entry = entries.get(revision.id)
        if entry is None:
            number += 1
            entry = entries[revision.id] = _Entry(number, revision.id, is_new=True)
        attachments = None
        if revision.attachments is not None:
            _write_bodies(connection, bodies)  # so that stubs find what came earlier in this batch
            attachments = _settled(connection, entry, revision, arrived.get(place, {}), new_edits)
        path = entry.edited(revision, attachments) if new_edits else revision.ancestry
        if path is None:
            results.append(WriteResult(revision.id, "", *_CONFLICT))
            continue
        entry.merge(path, revision.deleted, shelf.revs_limit)
        member = attachments.member if attachments else None
        body = (entry.number, path[0], revision.deleted, member, revision.body)
        if attachments is None:
            bodies.append(body)
        else:
            _write_with_contents(connection, body, attachments)
        results.append(WriteResult(revision.id, path[0]))
    _write_bodies(connection, bodies)
    seq = _write_documents(connection, shelf.number, shelf.seq, [e for e in entries.values() if e.changed])
    census = _census(entries)
    docs, deleted = shelf.docs + census[False] - before[False], shelf.deleted + census[True] - before[True]
    connection.execute(
        "UPDATE databases SET seq = ?, docs = ?, deleted = ? WHERE number = ?",
        (seq, docs, deleted, shelf.number),
    )
    return results


def _census(entries: dict[str, _Entry]) -> Counter[bool | None]:
    """How many documents there are by "is the winner deleted"; None: not there yet."""
    return Counter(entry.deleted for entry in entries.values())


def _load(connection: sqlite3.Connection, database: int, ids: set[str]) -> dict[str, _Entry]:
    rows = connection.execute(
        "SELECT d.number, d.id, d.tree, d.deleted, d.winner FROM json_each(?) wanted "
        "CROSS JOIN documents d ON d.database = ? AND d.id = wanted.value",
        (json_array(ids), database),
    )
    return {row[1]: _Entry(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows}


def _write_bodies(connection: sqlite3.Connection, bodies: list[_Body]) -> None:
    insert(connection, _INSERT, bodies)
    bodies.clear()


def _write_with_contents(connection: sqlite3.Connection, body: _Body, attachments: Settled) -> None:
    row = connection.execute(f"{_INSERT} VALUES (?, ?, ?, ?, ?) RETURNING number", body).fetchone()
    if row is not None:  # it was not here
        keep(connection, row[0], attachments)


def _write_documents(connection: sqlite3.Connection, database: int, seq: int, changed: list[_Entry]) -> int:
    """Give every changed document the next sequence number, in order; return the last number given."""
    numbered = list(enumerate(changed, seq + 1))
    insert(
        connection,
        "INSERT INTO documents",
        [(e.number, database, seq, e.id, e.winner, e.deleted, e.tree) for seq, e in numbered if e.is_new],
    )
    connection.executemany(
        "UPDATE documents SET seq = ?, winner = ?, deleted = ?, tree = ? WHERE number = ?",
        [(seq, e.winner, e.deleted, e.tree, e.number) for seq, e in numbered if not e.is_new],
    )
    return seq + len(changed)


def _settled(
    connection: sqlite3.Connection,
    entry: _Entry,
    revision: Revision,
    arrived: Mapping[str, Arrived],
    new_edits: bool,
) -> Settled | None:
    newest = revision.ancestry[0] if revision.ancestry else entry.winner
    revpos = (generation(newest) if newest else 0) + new_edits
    return settle(connection, entry.number, revision, arrived, revpos, new_edits=new_edits)


def _next(revision: Revision, parent: str, attachments: Settled | None) -> str:
    """The id of a new revision: the same edit on the same parent has the same id on every peer."""
    content = hashlib.blake2b(digest_size=16)
    for part in (parent.encode(), b"deleted" if revision.deleted else b"", revision.body):
        content.update(len(part).to_bytes(8, "big") + part)
    if attachments is not None:
        content.update(attachments.identity())
    return f"{(generation(parent) if parent else 0) + 1}-{content.hexdigest()}"
