"""One idea of a silent site, for the figures, for online applications and for the picture of each site."""

import pytest
from sqlalchemy import update

from server.clock import rfc3339
from server.figures.not_synced import DELIVERIES, not_synced, silent
from sync.projector.database import read_tables
from sync.records import change
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.workers.office import at
from tests.tablet import zhao_story

CLOSE = 'mutation($code: String!) { closeSite(code: $code, reason: "并入德感社区") { problems { en } } }'
SYNC = "query($site: String!) { siteSync(areaCode: $site) { pendingHint lastHeardAt } }"


async def _pushed_on_tuesday(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts)
    await demo.settled()


@pytest.mark.parametrize(
    ("now", "is_silent"),
    [
        ("2021-06-08T23:00", False),
        ("2021-06-09T20:00", False),  # a day and a half, of which one working day
        ("2021-06-10T00:01", True),
        ("2021-06-12T09:00", True),
    ],
)
async def test_silent_is_a_site_of_which_nothing_came_for_a_working_day(
    demo: DemoHub, now: str, is_silent: bool
) -> None:
    await _pushed_on_tuesday(demo)
    found = await read_tables(demo.hub.projection, silent, "500116", at(now))
    assert (SITE in found, OTHER_SITE in found) == (is_silent, True)


async def test_days_off_make_nobody_silent(demo: DemoHub) -> None:
    await _pushed_on_tuesday(demo)
    with demo.hub.projection.begin() as connection:  # as if it had been Friday, before 端午 on Monday
        connection.execute(update(DELIVERIES).values(at="2021-06-11T09:00:00.000Z"))
    for now, is_silent in (("2021-06-15T20:00", False), ("2021-06-16T09:00", True)):
        found = await read_tables(demo.hub.projection, silent, "500116", at(now))
        assert (SITE in found) == is_silent, now


async def test_where_no_working_days_are_known_a_day_is_enough(demo: DemoHub) -> None:
    await _pushed_on_tuesday(demo)
    with demo.hub.projection.begin() as connection:
        connection.execute(update(DELIVERIES).values(at="2027-03-01T02:00:00.000Z"))
    for now, is_silent in (("2027-03-02T09:59", False), ("2027-03-02T10:01", True)):
        found = await read_tables(demo.hub.projection, silent, "500116", at(now))
        assert (SITE in found) == is_silent, now


async def test_a_gap_is_not_synced_though_the_site_is_not_silent(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts[:3])
    await demo.push(tablet.facts[5:])
    await demo.settled()
    now = at("2021-06-08T10:00")
    assert SITE not in await read_tables(demo.hub.projection, silent, "500116", now)
    assert SITE in await read_tables(demo.hub.projection, not_synced, "500116", now)


async def test_a_site_that_is_closed_is_not_expected_to_be_heard_of(demo: DemoHub) -> None:
    await demo.ask(CLOSE, {"code": OTHER_SITE})
    await demo.settled()
    assert OTHER_SITE not in await read_tables(demo.hub.projection, silent, "500116", at("2021-06-20T10:00"))


async def test_what_went_with_the_tablet_of_a_closed_site_is_waited_for_no_more(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts[:3])
    await demo.push(tablet.facts[5:])
    end = (
        "mutation($device: ID!) { endDevice(device: $device, why: LOST, wipe: false) { exposure { gaps } } }"
    )
    ended = await demo.ask(end, {"device": tablet.device}, user="jijiang")
    assert ended["endDevice"]["exposure"]["gaps"] == "4-5"
    now = at("2021-06-08T10:00")
    assert SITE in await read_tables(demo.hub.projection, not_synced, "500116", now)
    closed = await demo.ask(CLOSE, {"code": SITE})
    assert closed["closeSite"]["problems"] == []
    await demo.settled()
    assert SITE not in await read_tables(demo.hub.projection, not_synced, "500116", now)
    asked = await demo.ask("query($d: ID!) { deviceExposure(device: $d) { gaps } }", {"d": tablet.device})
    assert asked["deviceExposure"]["gaps"] == "4-5"


async def test_a_quiet_village_whose_tablet_says_that_nothing_waits_is_not_silent(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.settled()
    now = at("2021-06-10T09:00")
    for waiting, is_silent in ((0, False), (2, True)):
        told = {"at": rfc3339(now), "waiting": waiting}
        await change(demo.hub.engine.database("hub"), f"device:{tablet.device}", heard=told)
        await demo.settled()
        found = await read_tables(demo.hub.projection, silent, "500116", now)
        assert (SITE in found) == is_silent, waiting
    (site,) = (await demo.ask(SYNC, {"site": SITE}))["siteSync"]
    assert site["pendingHint"] == 2
