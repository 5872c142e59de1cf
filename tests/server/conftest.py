"""One demo district for all tests that only ask, with its tables on each kind of database in turn."""

from collections.abc import AsyncIterator
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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def filled(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hub]:
    folder: Path = tmp_path_factory.mktemp("figures")
    async with hub_with(folder / "hub", cases=150) as hub:
        await complete(hub)
        await do_what_else_there_is(hub)
        for name in ("reference", "hub", f"site-{SITE}", "hub"):
            assert await hub.projector.passed(name, 30)
        yield hub


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rebuilt(postgres_server: URL, filled: Hub) -> AsyncIterator[Engine]:
    """A PostgreSQL with the same rows, in the same order."""
    with database(postgres_server) as url:
        projection = open_projection(url)
        lock = filled.settings.data_dir / "postgresql.lock"
        await Projector(filled.engine, projection, lock, filled.clock.text).rebuild(lambda *_: None)
        assert dump(projection) == dump(filled.projection)
        yield projection
        projection.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, filled: Hub) -> Told:
    is_rebuilt = request.param == "postgresql"
    projection = request.getfixturevalue("rebuilt") if is_rebuilt else filled.projection
    with projection.connect() as connection:
        folds = list(connection.scalars(select(table_of(CaseFile).c.fold)))
    return Told(replace(filled, projection=projection), folds)
