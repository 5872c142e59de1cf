"""How many look-ups wait, for how long, and why."""

from datetime import timedelta

import pytest

from server.population.system import NotConnected
from sync.errors import Forbidden, SyncError, Unavailable
from tests.accepted import further_birth
from tests.hub import SITE, DemoHub

BACKLOG = """query($area: String) { lookupBacklog(areaCode: $area) {
  count oldestAt ages { upToDays count } trouble asOf
} }"""
AGES = (1, 3, 5, 10, None)


async def _accepted(demo: DemoHub, *days_ago: int) -> str:
    """Further births, each of which wants two look-ups. Since when the first does."""
    tablet = await demo.enrolled_tablet()
    today = tablet.now
    for days in days_ago:
        tablet.now = today - timedelta(days=days)
        further_birth(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    return str(next(fact["at"] for fact in tablet.facts if fact["type"] == "acceptance"))


async def test_nothing_waits(demo: DemoHub) -> None:
    told = (await demo.ask(BACKLOG))["lookupBacklog"]
    assert told.pop("asOf") >= "2021-06-08"
    ages = [{"upToDays": days, "count": 0} for days in AGES]
    assert told == {"count": 0, "oldestAt": None, "ages": ages, "trouble": None}


async def test_how_many_wait_and_for_how_long(demo: DemoHub) -> None:
    since = await _accepted(demo, 30, 11, 6, 2, 0)
    told = (await demo.ask(BACKLOG))["lookupBacklog"]
    assert (told["count"], told["oldestAt"]) == (10, since)
    assert {age["upToDays"]: age["count"] for age in told["ages"]} == {1: 2, 3: 2, 5: 0, 10: 2, None: 4}


@pytest.mark.parametrize(
    ("user", "area", "count"),
    [
        ("district", None, 2),
        ("district", "500116002", 0),
        ("jijiang", "500116", 2),
        ("sipaifang-1", None, 2),
        ("degan-1", None, 0),
        ("reporter", SITE, 2),
    ],
)
async def test_everybody_sees_their_own_area(demo: DemoHub, user: str, area: str | None, count: int) -> None:
    await _accepted(demo, 0)
    assert (await demo.ask(BACKLOG, {"area": area}, user=user))["lookupBacklog"]["count"] == count


@pytest.mark.parametrize(
    ("problem", "trouble"),
    [
        (None, None),
        (NotConnected("no address"), "NOT_CONFIGURED"),
        (Unavailable("gone"), "UNREACHABLE"),
        (Forbidden("who are you"), "REFUSED"),
    ],
)
async def test_why_they_wait(demo: DemoHub, problem: SyncError | None, trouble: str | None) -> None:
    demo.hub.look_ups.trouble = problem
    assert (await demo.ask(BACKLOG))["lookupBacklog"]["trouble"] == trouble
