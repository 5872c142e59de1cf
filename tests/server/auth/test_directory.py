"""Who may sign in is remembered, and never longer than it is true."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from server.auth.directory import Directory
from sync.document import Revision
from sync.records import change, put_new
from sync.store import EmbeddedEngine
from sync.store.engine import EmbeddedDatabase

CLERK = {
    "_id": "user:sipaifang-1",
    "name": "sipaifang-1",
    "displayName": "罗秀英",
    "role": "clerk",
    "area": "500116001901",
    "password": "a hash",
}
read_rows = EmbeddedDatabase.bulk_get


async def _district(folder: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(folder)
    await engine.create("hub")
    await put_new(engine.database("hub"), [CLERK])
    return engine


async def test_it_reads_again_only_after_a_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = await _district(tmp_path)
    directory = Directory(engine)
    assert (await directory.user("sipaifang-1") or {})["area"] == "500116001901"

    async def no_reading(*_: object) -> list[Revision | None]:
        raise AssertionError("it is known")

    with monkeypatch.context() as patched:
        patched.setattr(EmbeddedDatabase, "bulk_get", no_reading)
        assert await directory.user("sipaifang-1")
    await change(engine.database("hub"), "user:sipaifang-1", area="500116001902")
    assert (await directory.user("sipaifang-1") or {})["area"] == "500116001902"
    await change(engine.database("hub"), "user:sipaifang-1", suspended=True)
    assert await directory.user("sipaifang-1") is None
    await engine.close()


async def test_what_changes_while_it_is_read_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = await _district(tmp_path)
    directory = Directory(engine)

    async def overtaken(
        database: EmbeddedDatabase, wanted: Sequence[tuple[str, str | None]]
    ) -> list[Revision | None]:
        found = await read_rows(database, wanted)
        monkeypatch.undo()
        await change(database, "user:sipaifang-1", suspended=True)
        assert await directory.user("sipaifang-1") is None
        return found

    monkeypatch.setattr(EmbeddedDatabase, "bulk_get", overtaken)
    assert await directory.user("sipaifang-1")
    assert await directory.user("sipaifang-1") is None
    await engine.close()
