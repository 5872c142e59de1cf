"""A district, or two stores, of its own for each test that asks for them."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.checkpoints import End
from tests.hub import open_demo
from tests.sync.district import District
from tests.sync.ends import stores


@pytest.fixture
async def district(tmp_path: Path, furnished: Path, tables: str) -> AsyncIterator[District]:
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    hub = open_demo(tmp_path, tables=tables)
    await hub.start()
    await hub.workers.stop()  # tests run them when they want to see what they do
    yield District(hub)
    await hub.stop()


@pytest.fixture
async def ends(tmp_path: Path) -> AsyncIterator[list[End]]:
    async with stores(tmp_path, "here", "there") as ends:
        yield ends
