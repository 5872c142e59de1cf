"""The changes feed: one range of the index over (database, sequence)."""

import sqlite3
from dataclasses import dataclass

from sync.document import Change, ChangesPage, Revision
from sync.revtree import RevTree, winning_path
from sync.store.databases import Shelf, find
from sync.store.values import json_array

_COUNTED = 1000  # rows counted for `pending`; beyond, it is the distance to the last sequence number


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a feed to give."""

    limit: int | None = None
    descending: bool = False
    include_docs: bool = False
    all_leaves: bool = False
    doc_ids: tuple[str, ...] | None = None


def changes(connection: sqlite3.Connection, name: str, since: str, asked: Asked) -> ChangesPage:
    """Documents changed after `since`, each once, at its latest change."""
    shelf = find(connection, name)
    start = shelf.position(since)
    rows = _rows(connection, shelf, start, asked)
    epoch = f"-{shelf.epoch}"
    found = [_change(row, epoch, asked.all_leaves) for row in rows]
    last = shelf.seq
    if rows and (asked.descending or (asked.limit is not None and len(rows) == asked.limit)):
        last = rows[-1][0]
    elif asked.limit == 0:
        last = start
    pending = 0 if last == shelf.seq or asked.descending else _pending(connection, shelf, last)
    return ChangesPage(found, shelf.token(last), pending, from_start=start == 0)


def has_more(connection: sqlite3.Connection, name: str, since: str) -> bool:
    """Whether anything was written after `since`."""
    shelf = find(connection, name)
    return shelf.seq > shelf.position(since)


_Row = tuple[int, str, str, str, int, bytes | None, bytes | None]


def _rows(connection: sqlite3.Connection, shelf: Shelf, start: int, asked: Asked) -> list[_Row]:
    query = "SELECT d.seq, d.id, d.winner, d.tree, d.deleted, NULL, NULL FROM documents d"
    if asked.include_docs:
        query = (
            "SELECT d.seq, d.id, d.winner, d.tree, d.deleted, r.body, r.attachments FROM documents d "
            "JOIN revisions r ON r.document = d.number AND r.rev = d.winner"
        )
    query += " WHERE d.database = ? AND d.seq > ?"
    values: list[int | str] = [shelf.number, start]
    if asked.doc_ids is not None:
        query += " AND d.id IN (SELECT value FROM json_each(?))"
        values.append(json_array(asked.doc_ids))
    query += f" ORDER BY d.seq {'DESC' if asked.descending else 'ASC'} LIMIT ?"
    values.append(-1 if asked.limit is None else asked.limit)
    return connection.execute(query, values).fetchall()


def _change(row: _Row, epoch: str, all_leaves: bool) -> Change:
    number, doc_id, winner, tree, deleted, body, attachments = row
    revs = tuple(RevTree.load(tree).ranked()) if all_leaves and "\n" in tree else (winner,)
    document = None
    if body is not None:
        document = Revision(doc_id, winning_path(tree), body, bool(deleted), attachments=attachments)
    return Change(f"{number}{epoch}", doc_id, revs, bool(deleted), document)


def _pending(connection: sqlite3.Connection, shelf: Shelf, last: int) -> int:
    (counted,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM documents WHERE database = ? AND seq > ? LIMIT ?)",
        (shelf.number, last, _COUNTED),
    ).fetchone()
    return int(counted) if counted < _COUNTED else shelf.seq - last
