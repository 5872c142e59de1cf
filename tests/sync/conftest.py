"""A district of its own for each test that asks for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hub import open_demo
from tests.sync.district import District


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    hub = open_demo(tmp_path)
    await hub.start()
    yield District(hub)
    await hub.stop()
