"""One demo district for the tests of a file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from schema.tables import CaseFile
from sync.projector.database import table_of
from tests.server.demo_history.test_filling import complete, hub_with
from tests.server.figures.told import Told


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    folder: Path = tmp_path_factory.mktemp("figures")
    async with hub_with(folder / "hub", cases=150) as hub:
        await complete(hub)
        with hub.projection.connect() as connection:
            folds = list(connection.scalars(select(table_of(CaseFile).c.fold)))
        yield Told(hub, folds)
