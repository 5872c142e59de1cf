"""One hub for each test that asks for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hub import DemoHub, demo_hub


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[DemoHub]:
    async with demo_hub(tmp_path / "hub") as hub:
        yield hub
