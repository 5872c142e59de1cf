"""Documents written over what they were made from."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.engine import Database
from sync.errors import Conflict
from sync.records import put_new, read, revisions_of, write_over
from sync.store import EmbeddedEngine


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("people")
    yield engine.database("people")
    await engine.close()


async def test_old_and_new_are_written_together(database: Database) -> None:
    await put_new(database, [{"_id": "user:li", "area": "1"}, {"_id": "other", "area": "1"}])
    held = await revisions_of(database, "user:")
    assert list(held) == ["user:li"]
    await write_over(database, [{"_id": "user:li", "area": "2"}, {"_id": "user:wu", "area": "3"}], held)
    assert await read(database, "user:li") == {"_id": "user:li", "area": "2"}
    assert await read(database, "user:wu") == {"_id": "user:wu", "area": "3"}


async def test_what_somebody_else_has_written_since_stays(database: Database) -> None:
    await put_new(database, [{"_id": "user:li", "area": "1"}])
    held = await revisions_of(database, "user:")
    await write_over(database, [{"_id": "user:li", "area": "2"}], held)
    with pytest.raises(Conflict, match="user:li"):
        await write_over(database, [{"_id": "user:li", "area": "3"}], held)
    assert await read(database, "user:li") == {"_id": "user:li", "area": "2"}
