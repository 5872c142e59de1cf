"""A hub and databases for tests that ask for them; no test of Apache CouchDB where there is none."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import URL

from tests import postgres
from tests.hub import DemoHub, demo_hub

_COUCHDB = "YICI_TEST_COUCHDB_URL"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what needs an Apache CouchDB when none is named; pytest counts it as deselected."""
    if _COUCHDB in os.environ:
        return
    asking = [item for item in items if item.get_closest_marker("couchdb")]
    config.hook.pytest_deselected(items=asking)
    items[:] = [item for item in items if item not in asking]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _COUCHDB not in os.environ:
        terminalreporter.write_line(f"Tests of Apache CouchDB are left out: {_COUCHDB} names none.")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo hub before its first case; to start from a copy takes a fifth of the time."""
    folder = tmp_path_factory.mktemp("furnished") / "hub"
    async with demo_hub(folder):
        return folder


@pytest.fixture
async def demo(tmp_path: Path, furnished: Path) -> AsyncIterator[DemoHub]:
    shutil.copytree(furnished, tmp_path / "hub")
    async with demo_hub(tmp_path / "hub") as hub:
        yield hub


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    with postgres.server() as address:
        yield address


@pytest.fixture
def postgresql(postgres_server: URL) -> Iterator[str]:
    """The URL of an empty database."""
    with postgres.database(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tables.sqlite3'}"
    url: str = request.getfixturevalue("postgresql")
    return url


@pytest.fixture
def tables() -> str:
    """Where hubs of a test have their tables; empty for beside their documents. A module that is about tables
    overrides it."""
    return ""
