"""The road to the district is cut for days. Three tablets work on over HTTPS against the hub of their
township, which is switched off overnight; then the road is mended, and the district has everything once."""

import asyncio
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.browser.soak.tablet import SoakTablet
from tests.browser.soak.together import FIRST, SECOND, TOWNSHIP, work_together
from tests.browser.test_story import FIRST_VISIT
from tests.browser.test_village_hub import self_signed
from tests.live_hub import LiveHub
from tests.server.village.cut import RELAY

THREE = (FIRST, SECOND, TOWNSHIP)
AREA, OFFICES = "500116001", ("500116001901", "500116001000")
SET_HUB = """mutation($site: String!, $address: String!) {
  changeSite(code: $site, villageHub: $address) { problems { en } } }"""
FIGURES = """{
  cases(first: 100) { edges { node { violations { kind rule case } certificates { certNo online } } } }
  siteSync { alarms devices { head latest gaps } } }"""


@pytest.mark.browser
def test_three_tablets_for_two_days(hub: LiveHub, tmp_path: Path) -> None:
    Township(hub, tmp_path).is_cut_off(days=2, seconds_a_day=8)


@pytest.mark.soak
def test_three_tablets_for_ten_days(hub: LiveHub, tmp_path: Path) -> None:
    Township(hub, tmp_path).is_cut_off(days=10, seconds_a_day=40)


class Township:
    """A hub of its own for its desk and its community, below `district`."""

    def __init__(self, district: LiveHub, folder: Path) -> None:
        self._district = district
        self._village = LiveHub(folder / "village")
        self._tls = self_signed(folder)
        self._password = district.ask(RELAY, {"area": AREA})["createPerson"]["initialPassword"]

    def is_cut_off(self, days: int, seconds_a_day: float) -> None:
        async def work(tablets: list[SoakTablet]) -> None:
            for tablet, (user, code) in zip(tablets, THREE, strict=True):
                await tablet.enrol(user, code, FIRST_VISIT)
            await asyncio.to_thread(self._district.kill)
            for n in range(1, days + 1):
                await self._a_day(FIRST_VISIT + timedelta(days=n), tablets, seconds_a_day)
            back = FIRST_VISIT + timedelta(days=days + 1)
            await self._begin(back, tablets)
            await asyncio.to_thread(self._district.start, back.isoformat())

        self._switch_on(FIRST_VISIT)
        for site in OFFICES:
            told = self._district.ask(SET_HUB, {"site": site, "address": self._village.url})
            assert not told["changeSite"]["problems"]
        try:
            work_together(self._district, len(THREE), work)
        finally:
            self._village.stop()
        self._and_the_figures_are_whole()

    async def _a_day(self, at: datetime, tablets: list[SoakTablet], seconds: float) -> None:
        await self._begin(at, tablets)
        until = time.monotonic() + seconds
        await asyncio.gather(*(tablet.work(until) for tablet in tablets))

    async def _begin(self, at: datetime, tablets: list[SoakTablet]) -> None:
        await asyncio.to_thread(self._village.kill)
        await asyncio.to_thread(self._switch_on, at)
        for tablet in tablets:
            await tablet.begin_the_day(at)

    def _switch_on(self, at: datetime) -> None:
        self._village.start_village(self._district, self._password, *self._tls, now=at.isoformat())

    def _and_the_figures_are_whole(self) -> None:
        seen = self._district.ask(FIGURES)
        cases = [edge["node"] for edge in seen["cases"]["edges"]]
        told = [one for case in cases for one in case["violations"]]
        shared = self._cases_of_two_tablets()
        assert not [one for one in told if one["case"] not in shared]
        assert {(one["kind"], one["rule"]) for one in told} <= {
            ("WITHOUT_EFFECT", "order"),  # what the other had done makes it too late
            ("WITHOUT_EFFECT", "R01"),  # of two notices the first one stands
        }
        assert not [one for case in cases for one in case["certificates"] if one["online"]]
        assert not [site for site in seen["siteSync"] if site["alarms"]]
        devices = [device for site in seen["siteSync"] for device in site["devices"]]
        assert [one["gaps"] for one in devices] == [""] * len(THREE)
        assert all(one["head"] == one["latest"] for one in devices)

    def _cases_of_two_tablets(self) -> set[str]:
        """That could not see each other: what came second in such a case is told, and has no effect."""
        documents = [one for site in OFFICES for one in self._district.documents(f"site-{site}")]
        wrote = {(one["case"], one["device"]) for one in documents if "prev" in one and one["case"]}
        return {case for case, count in Counter(case for case, _ in wrote).items() if count > 1}
