"""Many values in one statement."""

import sqlite3

import pytest

from sync.store.values import insert


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 120])
def test_rows_are_inserted_in_their_order_however_many(count: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE papers (number INTEGER PRIMARY KEY, id TEXT, body BLOB)")
    rows = [(f"paper:{count - n}", b"%d" % n) for n in range(count)]
    insert(connection, "INSERT INTO papers (id, body)", rows)
    assert connection.execute("SELECT id, body FROM papers ORDER BY number").fetchall() == rows
    connection.close()
