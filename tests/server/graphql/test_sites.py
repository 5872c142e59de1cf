"""How current the picture of each site is: an offline site must not look good."""

from typing import Any

import pytest

from server.clock import HubClock
from server.principal import Principal, Role
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import problem
from tests.server.workers.office import at
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


MONTH = """query MonthlyReport($p: DateRange!) {
  leagueTable(period: $p) { rank township { code name } score
    visitsPerCase firstVisitDoneRate oneTimeNoticeCompleteness overdueRate illegalDemands complaints
    sitesNotSynced }
  siteSync(areaCode: "500116") { site { code name } lastPushAt lagHours openOutage { since }
    isSilent p95LagSec pendingHint }
}"""


async def test_a_month_for_the_report_names_what_is_out(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.enrolled_tablet(OTHER_SITE, 4)
    zhao_story(tablet)
    await demo.push(tablet.facts[:4])
    await demo.push(tablet.facts[6:8])
    await demo.settled()
    asked = {"p": {"from": "2021-06-01", "to": "2021-06-30"}}
    mine, other, *_ = await _month(demo, asked)
    assert (mine["isSilent"], mine["openOutage"], mine["pendingHint"]) == (False, None, 2)
    assert 0 <= mine["p95LagSec"] <= 60
    assert other["isSilent"]
    assert other["openOutage"]["since"].startswith("2021-06-08"), "since its tablet was admitted"
    assert other["p95LagSec"] is None
    monkeypatch.setattr(HubClock, "now", lambda _: at("2021-06-11T09:00"))
    await demo.sign_in_as(Principal("district", Role.ADMINISTRATOR, "500116"))
    mine, *_ = await _month(demo, asked)
    assert (mine["isSilent"], mine["openOutage"]) == (True, {"since": mine["lastPushAt"]})


async def test_where_there_is_no_tablet_nothing_is_out(demo: DemoHub) -> None:
    await demo.settled()
    rows = await _month(demo, {"p": {"from": "2021-06-01", "to": "2021-06-30"}})
    assert {(row["isSilent"], row["openOutage"]) for row in rows} == {(True, None)}


async def _month(demo: DemoHub, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """`siteSync` of the report: the two communities, then the desks."""
    rows: list[dict[str, Any]] = (await demo.ask(MONTH, asked))["siteSync"]
    return sorted(rows, key=lambda row: row["site"]["code"].endswith("000"))
