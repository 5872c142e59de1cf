"""What is put down about an office: its publicity, what it put right, the limit it promises."""

from typing import Any

import pytest

from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import arrive, orders, problem, violations

PUBLICITY = """mutation($site: String!, $guide: ID! = "guide:birth-service:2021-7") {
  recordPublicity(site: $site, kind: LEAFLET, guide: $guide,
    place: "办事大厅", doneOn: "2021-06-01") { order pending } }"""
RECTIFICATION = """mutation($site: String!, $of: ID!) { recordRectification(site: $site, of: $of,
  done: "重新培训经办人员", doneOn: "2021-06-02") { order } }"""
FIND = """mutation($site: String!) { recordFinding(site: $site, cause: ATTITUDE,
  content: "态度一般") { order } }"""
FINDINGS = """{ findings { edges { node {
  finding { id content } putRight { done doneOn by } site { code } } } } }"""
LIMIT = """mutation($township: String! = "500116001", $item: Item! = FURTHER_BIRTH, $days: Int!) {
  setTownshipLimit(township: $township, item: $item, workingDays: $days) { township item workingDays } }"""


async def _limits(demo: DemoHub) -> dict[str, Any]:
    sites = await demo.documents("reference", "site:")
    return {site["code"]: site.get("limits") for site in sites}


async def test_publicity_and_rectification_are_documents_of_the_site(demo: DemoHub) -> None:
    found = (await demo.ask(FIND, {"site": SITE}))["recordFinding"]["order"]
    for _ in range(2):  # twice is once
        assert not (await demo.ask(PUBLICITY, {"site": SITE}, user="jijiang"))["recordPublicity"]["pending"]
        await demo.ask(RECTIFICATION, {"site": SITE, "of": found}, user="district")
    (publicity,) = await orders(demo, "publicity")
    (rectification,) = await orders(demo, "rectification")
    assert (publicity["kind"], publicity["doneOn"], publicity["by"]) == ("leaflet", "2021-06-01", "jijiang")
    assert (rectification["done"], rectification["by"]) == ("重新培训经办人员", "district")
    assert (await problem(demo, PUBLICITY, {"site": OTHER_SITE}))["code"] == "not_found"


async def test_a_township_sees_what_was_found_at_its_sites_and_what_is_put_right(demo: DemoHub) -> None:
    here, elsewhere = [
        (await demo.ask(FIND, {"site": site}))["recordFinding"]["order"] for site in (SITE, OTHER_SITE)
    ]
    await demo.settled()
    (found,) = (await demo.ask(FINDINGS, user="jijiang"))["findings"]["edges"]
    assert found["node"] == {
        "finding": {"id": here, "content": "态度一般"},
        "putRight": None,
        "site": {"code": SITE},
    }
    await demo.ask(RECTIFICATION, {"site": SITE, "of": here}, user="jijiang")
    await demo.settled()
    listed = (await demo.ask(FINDINGS))["findings"]["edges"]
    assert {edge["node"]["finding"]["id"]: edge["node"]["putRight"] for edge in listed} == {
        here: {"done": "重新培训经办人员", "doneOn": "2021-06-02", "by": "jijiang"},
        elsewhere: None,
    }


async def test_what_a_tablet_put_right_of_a_finding_is_seen(demo: DemoHub) -> None:
    found = (await demo.ask(FIND, {"site": SITE}))["recordFinding"]["order"]
    tablet = await demo.enrolled_tablet()
    tablet.fact("rectification", "", of=found, done="重新培训经办人员", doneOn="2021-06-08")
    await arrive(demo, tablet)
    (listed,) = (await demo.ask(FINDINGS, user="jijiang"))["findings"]["edges"]
    assert listed["node"]["putRight"] == {
        "done": "重新培训经办人员",
        "doneOn": "2021-06-08",
        "by": "sipaifang-1",
    }


async def test_what_is_named_is_there(demo: DemoHub) -> None:
    elsewhere = (await demo.ask(FIND, {"site": OTHER_SITE}))["recordFinding"]["order"]
    await demo.settled()
    for of in ("order:finding::nonsense", elsewhere):
        assert (await problem(demo, RECTIFICATION, {"site": SITE, "of": of}))["code"] == "not_found"
    told = await problem(demo, PUBLICITY, {"site": SITE, "guide": "guide:birth-service:1999-1"})
    assert told["code"] == "not_found"
    assert await orders(demo, "publicity") + await orders(demo, "rectification") == []


async def test_a_shorter_limit_reaches_every_site_of_the_township(demo: DemoHub) -> None:
    answer = (await demo.ask(LIMIT, {"days": 10}, user="jijiang"))["setTownshipLimit"]
    assert answer == {"township": "500116001", "item": "FURTHER_BIRTH", "workingDays": 10}
    limits = await _limits(demo)
    assert limits[SITE] == limits["500116001000"] == {"further-birth": 10}
    assert limits[OTHER_SITE] is None
    await demo.ask(LIMIT, {"days": 12}, user="district")
    assert (await _limits(demo))[SITE] == {"further-birth": 12}


@pytest.mark.parametrize("days", [0, 21])
async def test_a_limit_is_never_longer_than_the_guides(demo: DemoHub, days: int) -> None:
    told = await problem(demo, LIMIT, {"days": days})
    assert (told["code"], told["rule"]) == ("forbidden", "R23")
    assert set((await _limits(demo)).values()) == {None}
    (kept,) = await violations(demo)
    assert (kept["rule"], kept["by"], kept["refused"]) == ("R23", "jijiang", True)


async def test_only_what_has_a_limit_is_given_one_and_by_its_own_township(demo: DemoHub) -> None:
    assert (await problem(demo, LIMIT, {"days": 5, "item": "BIRTH_SERVICE"}))["code"] == "bad_request"
    assert (await problem(demo, LIMIT, {"days": 5, "township": "500116002"}))["code"] == "not_found"
