"""Many values in one statement: as a list for `IN (SELECT value FROM json_each(?))`, or as rows to insert."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

_AT_ONCE = 50  # rows


def json_array(values: Iterable[str | int]) -> str:
    return msgspec.json.encode(list(values)).decode()


def insert(connection: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Rows in their order; `into` is the statement before VALUES. Many in one take three quarters of the time
    of one each; what is left over is inserted singly, or there would be a statement for every number of rows.
    """
    if not rows:
        return
    row = f"({','.join('?' * len(rows[0]))})"
    left = len(rows) % _AT_ONCE
    for first in range(0, len(rows) - left, _AT_ONCE):
        values = chain.from_iterable(rows[first : first + _AT_ONCE])
        connection.execute(f"{into} VALUES {','.join([row] * _AT_ONCE)}", tuple(values))
    connection.executemany(f"{into} VALUES {row}", rows[len(rows) - left :])
