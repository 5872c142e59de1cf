"""Which offices show the guide as they were told to (R08), and which show nothing at all (R40)."""

from typing import Any

from sync.records import change
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import arrive
from tests.tablet import GUIDE

ROWS = """query($deadline: Date! = "2021-07-16", $area: String) {
  rectification(deadline: $deadline, areaCode: $area) {
    site { code } isDone doneOn isLate placements { kind doneOn } } }"""
PUT_UP = """mutation($kind: PublicityKind!, $on: Date!) { recordPublicity(site: "500116001901", kind: $kind,
  guide: "guide:birth-service:2021-7", place: "办事大厅", doneOn: $on) { order } }"""


async def _rows(demo: DemoHub, user: str = "district", **asked: Any) -> dict[str, Any]:
    rows = (await demo.ask(ROWS, asked, user=user))["rectification"]
    return {row["site"]["code"]: row for row in rows}


async def _shown(demo: DemoHub) -> None:
    """A leaflet and a board put down at the window, the rest by the township."""
    tablet = await demo.enrolled_tablet()
    for kind, day in (("leaflet", "2021-05-20"), ("board", "2021-06-01")):
        tablet.fact("publicity", "", kind=kind, guide=GUIDE, place="窗口", doneOn=day)
    await arrive(demo, tablet)
    await demo.ask(PUT_UP, {"kind": "ONLINE_GUIDANCE", "on": "2021-06-08"}, user="jijiang")


async def test_r08_an_office_is_done_on_the_day_of_the_last(demo: DemoHub) -> None:
    await _shown(demo)
    row = (await _rows(demo))[SITE]
    assert (row["isDone"], row["doneOn"], row["isLate"]) == (True, "2021-06-08", False)
    assert [one["kind"] for one in row["placements"]] == ["LEAFLET", "BOARD", "ONLINE_GUIDANCE"]
    assert (await _rows(demo, deadline="2021-06-07"))[SITE]["isLate"]


async def test_r08_the_district_says_until_when(demo: DemoHub) -> None:
    await _shown(demo)
    asked = "{ rectification { site { code } deadline isLate } }"
    k13 = """{ kpi(period: {from: "2021-06-01", to: "2021-06-30"}, level: DISTRICT, names: [RECTIFICATION]) {
      numerator } }"""
    reference = demo.hub.engine.database("reference")
    for day, is_late in (("2021-07-16", False), ("2021-06-07", True), ("2021-06-08", False)):
        await change(reference, "district", publicityDeadline=day)
        await demo.settled()
        (row,) = [one for one in (await demo.ask(asked))["rectification"] if one["site"]["code"] == SITE]
        assert (row["deadline"], row["isLate"]) == (day, is_late)
        (figure,) = (await demo.ask(k13))["kpi"]
        assert figure["numerator"] == int(not is_late)


async def test_r40_an_office_that_shows_nothing_is_late(demo: DemoHub) -> None:
    await _shown(demo)
    row = (await _rows(demo))[OTHER_SITE]
    assert (row["isDone"], row["doneOn"], row["isLate"], row["placements"]) == (False, None, True, [])


async def test_everybody_sees_their_own_offices(demo: DemoHub) -> None:
    await demo.settled()
    assert set(await _rows(demo, "jijiang")) == {"500116001000", SITE}
    assert set(await _rows(demo, "reporter", area=OTHER_SITE)) == {OTHER_SITE}
