"""Many tablets work at the same time while everything fails around them: no fact is lost, none doubled."""

import asyncio
import time
from datetime import datetime, timedelta

import pytest

from tests.browser.soak.tablet import SoakTablet
from tests.browser.soak.together import FIRST, OTHER, SECOND, TOWNSHIP, work_together
from tests.browser.test_story import FIRST_VISIT
from tests.live_hub import LiveHub

THREE = (FIRST, SECOND, TOWNSHIP)
TEN = (FIRST, SECOND, OTHER, TOWNSHIP, FIRST, SECOND, OTHER, OTHER, FIRST, SECOND)


@pytest.mark.browser
def test_three_tablets_for_a_minute(hub: LiveHub) -> None:
    soak(hub, THREE, seconds=60)


@pytest.mark.soak
def test_ten_tablets_for_ten_minutes(hub: LiveHub) -> None:
    soak(hub, TEN, seconds=600)


def soak(hub: LiveHub, people: tuple[tuple[str, str], ...], seconds: float) -> None:
    begun = time.monotonic()

    async def work(tablets: list[SoakTablet]) -> None:
        for tablet, (user, code) in zip(tablets, people, strict=True):
            await tablet.enrol(user, code, _hub_time(begun))
        until = time.monotonic() + seconds
        await asyncio.gather(_power_cut(hub, begun, seconds / 2), *(one.work(until) for one in tablets))

    work_together(hub, len(people), work)


async def _power_cut(hub: LiveHub, begun: float, after: float) -> None:
    await asyncio.sleep(after)
    await asyncio.to_thread(hub.kill)
    await asyncio.to_thread(hub.start, _hub_time(begun).isoformat())


def _hub_time(begun: float) -> datetime:
    return FIRST_VISIT + timedelta(seconds=time.monotonic() - begun)
