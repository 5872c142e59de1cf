"""A district with a tablet, the road to it, and a village hub that is level with it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hub import DemoHub, open_demo, running
from tests.server.village.cut import Clock, Road, account, is_level, until, village_hub
from tests.tablet import Tablet


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def road(tmp_path: Path, furnished: Path, clock: Clock) -> AsyncIterator[Road]:
    """To a district with a tablet."""
    shutil.copytree(furnished, tmp_path / "district")
    async with running(open_demo(tmp_path / "district", clock=clock)) as district:
        road = Road(district)
        await road.mend()
        yield road
        await road.cut()


@pytest.fixture
async def tablet(road: Road) -> Tablet:
    tablet = await road.district.enrolled_tablet()
    await road.district.settled()
    return tablet


@pytest.fixture
async def password(road: Road) -> str:
    return await account(road.district)


@pytest.fixture
async def village(
    tmp_path: Path, road: Road, clock: Clock, tablet: Tablet, password: str
) -> AsyncIterator[DemoHub]:
    async with village_hub(tmp_path / "village", road, password, clock) as village:
        await until(lambda: is_level(village))
        yield village
