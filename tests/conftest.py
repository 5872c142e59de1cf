"""One hub for each test that asks for it; no test of Apache CouchDB where there is none."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[DemoHub]:
    async with demo_hub(tmp_path / "hub") as hub:
        yield hub
