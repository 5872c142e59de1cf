"""One demo district for the tests of a file, with its tables on each kind of database in turn."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import URL, Engine, select

from schema.tables import CaseFile
from server.hub import Hub
from sync.projector.database import dump, open_projection, table_of
from sync.projector.projector import Projector
from tests.hub import SITE
from tests.postgres import database
from tests.server.demo_history.test_filling import complete, hub_with
from tests.server.figures.told import Told
from tests.server.figures.what_else import do_what_else_there_is


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def filled(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hub]:
    folder: Path = tmp_path_factory.mktemp("figures")
    async with hub_with(folder / "hub", cases=150) as hub:
        await complete(hub)
        await do_what_else_there_is(hub)
        for name in ("reference", "hub", f"site-{SITE}", "hub"):
            assert await hub.projector.passed(name, 30)
        yield hub


@pytest.fixture(scope="module")
def empty(postgres_server: URL) -> Iterator[Engine]:
    """A PostgreSQL without tables."""
    with database(postgres_server) as url:
        projection = open_projection(url)
        yield projection
        projection.dispose()


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def told(request: pytest.FixtureRequest, filled: Hub) -> Told:
    """In PostgreSQL the rows are the same, and in the same order."""
    projection = filled.projection
    if request.param == "postgresql":
        projection = request.getfixturevalue("empty")
        lock = filled.settings.data_dir / "postgresql.lock"
        await Projector(filled.engine, projection, lock, filled.clock.text).rebuild(lambda *_: None)
        assert dump(projection) == dump(filled.projection)
    with projection.connect() as connection:
        folds = list(connection.scalars(select(table_of(CaseFile).c.fold)))
    return Told(replace(filled, projection=projection), folds)
