"""Several hubs on the same documents and the same PostgreSQL: one fills the tables, all read them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from sync.errors import Unavailable
from sync.projector.database import dump, open_projection
from sync.projector.projector import Projector
from tests.server.test_tables_away import away
from tests.sync.district import HUB_TIME, SITE_DB, District
from tests.tablet import zhao_story


@pytest.fixture
def tables(postgresql: str) -> str:
    return postgresql


@pytest.fixture
async def alone(district: District) -> District:
    """Whose own projector has ended."""
    await district.settled()
    await district.hub.workers.stop()
    await district.hub.projector.stop()
    return district


@asynccontextmanager
async def another(district: District, tables: str) -> AsyncIterator[Projector]:
    projection = open_projection(tables)
    projector = Projector(district.hub.engine, projection, None, lambda: HUB_TIME)
    await projector.start()
    try:
        yield projector
    finally:
        await projector.stop()
        projection.dispose()


async def written(district: District) -> None:
    tablet = await district.tablet()
    zhao_story(tablet)
    await district.write(*tablet.facts)


async def test_who_stands_by_knows_what_is_in_the_tables(alone: District, tables: str) -> None:
    async with another(alone, tables) as first, another(alone, tables) as second:
        await first.mine()
        seen = second.moves
        await written(alone)
        assert await second.passed(SITE_DB, 30)
        assert dump(alone.hub.projection)["casefile"]
        await second.moved(seen)
        assert second.is_current


async def test_who_stands_by_takes_over(alone: District, tables: str) -> None:
    async with AsyncExitStack() as stack:
        async with another(alone, tables):
            second = await stack.enter_async_context(another(alone, tables))
        await second.mine()
        await written(alone)
        assert await second.passed(SITE_DB, 30)
    assert dump(alone.hub.projection)["casefile"]


async def test_who_takes_over_while_the_documents_are_away_waits_for_them(
    alone: District, tables: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()

    async def away_too() -> list[str]:
        asked.set()
        raise Unavailable("The node went with the hub.")

    async with AsyncExitStack() as stack:
        async with another(alone, tables) as first:
            await first.mine()
            second = await stack.enter_async_context(another(alone, tables))
            monkeypatch.setattr(alone.hub.engine, "names", away_too)
        await asked.wait()
        monkeypatch.undo()
        await written(alone)
        await second.mine()
        assert await second.passed(SITE_DB, 30)
    assert dump(alone.hub.projection)["casefile"]


async def test_who_lost_its_connection_stands_by(alone: District, tables: str) -> None:
    async with another(alone, tables) as first, another(alone, tables) as second:
        await first.mine()
        with away(tables):
            pass
        await written(alone)
        for projector in (first, second):
            assert await projector.passed(SITE_DB, 30)
    alone.hub.projection.dispose()  # its connections were cut too
    rows = dump(alone.hub.projection)
    assert rows["casefile"]
    assert await alone.rebuilt() == rows
