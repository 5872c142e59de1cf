"""`_local` documents: checkpoints and the like, of this store alone. Their revisions count "0-1", "0-2", …"""

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from sync.errors import Conflict, NotFound
from sync.store.databases import find
from sync.store.span import Span
from sync.store.values import json_array

_ALL = "SELECT id, edition, body FROM local_documents WHERE database = ?"


def get_local(connection: sqlite3.Connection, name: str, doc_id: str) -> dict[str, Any] | None:
    row = _row(connection, find(connection, name).number, doc_id)
    if row is None:
        return None
    return _document(doc_id, *row)


def local_docs(
    connection: sqlite3.Connection, name: str, keys: Sequence[str] | None, span: Span
) -> list[dict[str, Any] | None]:
    database = find(connection, name).number
    if keys is None:
        condition, values = span.condition("id")
        rows = connection.execute(f"{_ALL}{condition}", (database, *values))
        return [_document(*row) for row in rows]
    rows = connection.execute(
        f"{_ALL} AND id IN (SELECT value FROM json_each(?))",  # noqa: S608 - a constant
        (database, json_array(keys)),
    )
    held = {row[0]: _document(*row) for row in rows}
    return [held.get(key) for key in keys]


def put_local(connection: sqlite3.Connection, name: str, doc_id: str, doc: dict[str, Any]) -> str:
    database = find(connection, name).number
    row = _row(connection, database, doc_id)
    current = f"0-{row[0]}" if row else None
    if doc.get("_rev") != current:
        raise Conflict("Document update conflict.")
    edition = row[0] + 1 if row else 1
    body = {key: value for key, value in doc.items() if key not in ("_id", "_rev")}
    connection.execute(
        "INSERT OR REPLACE INTO local_documents VALUES (?, ?, ?, ?)",
        (database, doc_id, edition, msgspec.json.encode(body)),
    )
    return f"0-{edition}"


def delete_local(connection: sqlite3.Connection, name: str, doc_id: str) -> None:
    database = find(connection, name).number
    gone = connection.execute("DELETE FROM local_documents WHERE database = ? AND id = ?", (database, doc_id))
    if gone.rowcount == 0:
        raise NotFound("missing")


def _document(doc_id: str, edition: int, body: bytes) -> dict[str, Any]:
    return {"_id": f"_local/{doc_id}", "_rev": f"0-{edition}", **msgspec.json.decode(body, type=dict)}


def _row(connection: sqlite3.Connection, database: int, doc_id: str) -> tuple[int, bytes] | None:
    row: tuple[int, bytes] | None = connection.execute(
        "SELECT edition, body FROM local_documents WHERE database = ? AND id = ?", (database, doc_id)
    ).fetchone()
    return row
