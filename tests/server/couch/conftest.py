"""A hub without document rules, asked without a socket."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from sync.store import EmbeddedEngine
from tests.couch_hub import couch_app, couch_client


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path)
    yield engine
    await engine.close()


@pytest.fixture
async def client(engine: EmbeddedEngine) -> AsyncIterator[httpx2.AsyncClient]:
    """The district, with an empty database `papers`."""
    await engine.create("papers")
    async with couch_client(couch_app(engine)) as client:
        yield client
