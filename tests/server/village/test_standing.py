"""What waits at a village hub is counted without reading all of it again each time."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from server.clock import HubClock
from server.village.refused import SELECTION
from server.village.standing import Standing
from server.village.ways import Way
from sync.document import ChangesPage
from sync.engine import Engine
from sync.records import put_new
from sync.store import EmbeddedEngine

WAY = Way("hub", up=True, selection=SELECTION)


class _Watched:
    """An engine of one database, of which is noted how many changes were read at once."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._hub = engine.database("hub")
        self.read: list[int] = []

    def database(self, name: str) -> "_Watched":
        return self

    async def changes(self, since: str = "0", **asked: Any) -> ChangesPage:
        page = await self._hub.changes(since, **asked)
        self.read.append(len(page.changes))
        return page

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hub, name)


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[_Watched]:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("hub")
    yield _Watched(engine)
    await engine.close()


async def test_it_goes_on_counting_where_it_was_in_pages(hub: _Watched) -> None:
    standing = Standing(cast(Engine, hub), HubClock.starting_at("2021-06-08T09:00"))
    await standing.follow(WAY)
    await _write(hub, "quarantine", 1, 700)
    await _write(hub, "arrival", 1, 20)  # which waits for nobody
    assert await _waiting(standing) == 700
    assert max(hub.read) <= 500

    hub.read.clear()
    await _write(hub, "quarantine", 701, 703)
    assert await _waiting(standing) == 703
    assert sum(hub.read) == 3

    await standing.level(WAY, str((await hub.changes("0")).last_seq))
    assert await _waiting(standing) == 0


async def _write(hub: _Watched, kind: str, first: int, last: int) -> None:
    await put_new(cast(Any, hub), [{"_id": f"{kind}:{n}", "type": kind} for n in range(first, last + 1)])


async def _waiting(standing: Standing) -> int:
    (line,) = await standing.lines()
    return line.pending
