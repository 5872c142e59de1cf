"""Self-inspections (自查): of tablets and desks, and what was put right of them since."""

from typing import Any

from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import arrive, orders, problem

RECORD = """mutation($site: String!, $finding: String! = "", $doneOn: Date! = "2021-06-01",
    $rectifiedOn: Date) {
  recordSelfInspection(site: $site, doneOn: $doneOn, checklist: "自查表", finding: $finding,
    rectifiedOn: $rectifiedOn) { order pending } }"""
LIST = """query($first: Int! = 50, $after: String, $area: String) {
  selfInspections(first: $first, after: $after, areaCode: $area) {
    edges { node { id site { name } checklist finding doneOn rectifiedOn by } }
    pageInfo { hasNextPage endCursor } } }"""
RECTIFY = """mutation($of: ID!) { recordRectification(site: "500116001901", of: $of,
  done: "已更换", doneOn: "2021-06-05") { order } }"""


async def _listed(demo: DemoHub, *, user: str = "district", **asked: Any) -> list[Any]:
    await demo.settled()
    edges = (await demo.ask(LIST, asked, user=user))["selfInspections"]["edges"]
    return [edge["node"] for edge in edges]


async def test_r09_what_a_desk_and_a_tablet_found_is_read_together(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    checked = tablet.fact("self-check", "", checklist="自查表", finding="版本陈旧", rectifiedOn="")
    tablet.fact("rectification", "", of=checked["_id"], done="已更换", doneOn="2021-06-08")
    await arrive(demo, tablet)
    for _ in range(2):  # twice is once
        await demo.ask(RECORD, {"site": SITE, "finding": "无展板"}, user="jijiang")
    await demo.ask(RECORD, {"site": OTHER_SITE})
    found = {(one["finding"], one["by"]): one for one in await _listed(demo)}
    assert set(found) == {("版本陈旧", "sipaifang-1"), ("无展板", "jijiang"), ("", "district")}
    of_tablet, of_desk = found["版本陈旧", "sipaifang-1"], found["无展板", "jijiang"]
    assert (of_tablet["doneOn"], of_tablet["rectifiedOn"]) == ("2021-06-08", "2021-06-08")
    assert (of_desk["site"]["name"], of_desk["doneOn"], of_desk["rectifiedOn"]) == (
        "四牌坊社区",
        "2021-06-01",
        None,
    )
    await demo.ask(RECTIFY, {"of": of_desk["id"]}, user="jijiang")
    (mended,) = (one for one in await _listed(demo) if one["finding"] == "无展板")
    assert mended["rectifiedOn"] == "2021-06-05"
    assert {one["site"]["name"] for one in await _listed(demo, user="jijiang")} == {"四牌坊社区"}
    assert len(await _listed(demo, area="500116002")) == 1
    assert len(await _listed(demo, first=2)) == 2


async def test_what_cannot_be_is_not_written(demo: DemoHub) -> None:
    for wrong in ({"doneOn": "2021-06-09"}, {"rectifiedOn": "2021-05-31"}, {"rectifiedOn": "2021-06-09"}):
        assert (await problem(demo, RECORD, {"site": SITE, **wrong}))["code"] == "bad_request"
    assert (await problem(demo, RECORD, {"site": OTHER_SITE}))["code"] == "not_found"
    assert await orders(demo, "self-check") == []
