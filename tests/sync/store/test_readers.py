"""The threads that read."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.errors import Unavailable
from sync.store import readers
from sync.store.connection import open_reader, open_writer
from sync.store.readers import Readers


@pytest.fixture
async def reading(tmp_path: Path) -> AsyncIterator[Readers]:
    open_writer(tmp_path).close()
    reading = Readers(tmp_path)
    yield reading
    await reading.close()


def instances(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM store").fetchone()
    return int(count)


async def test_a_connection_that_cannot_be_opened_now_is_tried_again(
    reading: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many_open_files(_: Path) -> sqlite3.Connection:
        raise Unavailable("The document store cannot work now: unable to open database file")

    monkeypatch.setattr(readers, "open_reader", too_many_open_files)
    with pytest.raises(Unavailable):
        await reading.read(instances)
    monkeypatch.setattr(readers, "open_reader", open_reader)
    assert await reading.read(instances) == 1
