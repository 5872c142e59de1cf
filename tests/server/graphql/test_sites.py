"""How current the picture of each site is: an offline site must not look good."""

import pytest

from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import problem
from tests.tablet import zhao_story

SYNC = """query($area: String) { siteSync(areaCode: $area) {
  site { code name } lastPushAt lagHours facts alarms devices { device label head latest gaps lastPushAt }
} }"""


async def test_what_has_arrived_of_each_tablet(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts[:4])
    await demo.push(tablet.facts[6:8])
    await demo.settled()
    sites = {row["site"]["code"]: row for row in (await demo.ask(SYNC))["siteSync"]}
    mine = sites[SITE]
    (device,) = mine["devices"]
    assert (device["head"], device["latest"], device["gaps"]) == (4, 8, "5-6")
    assert (mine["facts"], mine["alarms"]) == (6, 0)
    assert mine["lastPushAt"] == device["lastPushAt"] is not None
    assert mine["lagHours"] == 0
    silent = sites[OTHER_SITE]
    assert (silent["lastPushAt"], silent["lagHours"], silent["facts"]) == (None, None, 0)


@pytest.mark.parametrize(
    ("user", "area", "seen"),
    [
        ("district", None, {SITE, OTHER_SITE, "500116001000", "500116002000"}),
        ("district", "500116002", {OTHER_SITE, "500116002000"}),
        ("jijiang", None, {SITE, "500116001000"}),
        ("sipaifang-1", "500116", {SITE}),
        ("reporter", SITE, {SITE}),
    ],
)
async def test_everybody_sees_their_own_area(demo: DemoHub, user: str, area: str, seen: set[str]) -> None:
    await demo.settled()
    rows = (await demo.ask(SYNC, {"area": area}, user=user))["siteSync"]
    assert {row["site"]["code"] for row in rows} == seen


@pytest.mark.parametrize(("user", "area"), [("jijiang", OTHER_SITE), ("district", "999999999999")])
@pytest.mark.parametrize(
    "query",
    [
        "query($area: String) { siteSync(areaCode: $area) { facts } }",
        "query($area: String) { numberLedger(areaCode: $area) { addsUp } }",
        "query($area: String) { cases(first: 1, filter: {areaCode: $area}) { edges { cursor } } }",
    ],
)
async def test_of_an_area_where_nobody_may_see_a_site_no_figure_is_told(
    demo: DemoHub, user: str, area: str, query: str
) -> None:
    await demo.settled()
    told = await problem(demo, query, {"area": area}, user=user)
    assert told["code"] == "not_found"
    assert area in told["message"]
