"""A mutation writes a document, and the document comes out on the tablet."""

from typing import Any

import pytest

from sync.projector import awaited
from tests.hub import SITE, DemoHub
from tests.tablet import Tablet, zhao_story

REQUEST = """mutation($pledge: ID!) { requestVerification(pledge: $pledge) {
  pending task { id kind pledge by at dueOn }
} }"""
TASKS = "query($caseNo: String!) { case(caseNo: $caseNo) { tasks { id by } } }"


async def _pledged(demo: DemoHub) -> tuple[Tablet, str, str]:
    tablet = await demo.enrolled_tablet()
    case = zhao_story(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    return tablet, case, next(fact["_id"] for fact in tablet.facts if fact["type"] == "pledge")


async def _requested(demo: DemoHub, pledge: str, user: str) -> Any:
    return (await demo.ask(REQUEST, {"pledge": pledge}, user=user))["requestVerification"]


async def test_the_task_is_in_the_sites_feed_and_in_the_case(demo: DemoHub) -> None:
    _, case, pledge = await _pledged(demo)
    since = (await demo.get(f"/couchdb/site-{SITE}/_changes", "sipaifang-1")).json()["last_seq"]
    requested = await _requested(demo, pledge, "jijiang")
    assert requested["task"]["id"] == f"task:verify-pledge:{pledge}"
    assert requested["task"]["dueOn"] == "2021-06-22"
    assert not requested["pending"]
    assert (await demo.ask(TASKS, {"caseNo": case}))["case"]["tasks"] == [
        {"id": f"task:verify-pledge:{pledge}", "by": "jijiang"}
    ]
    path = f"/couchdb/site-{SITE}/_changes?include_docs=true&since={since}"
    (change,) = (await demo.get(path, "sipaifang-1")).json()["results"]
    assert (change["doc"]["kind"], change["doc"]["pledge"], change["doc"]["site"]) == (
        "verify-pledge",
        pledge,
        SITE,
    )


async def test_asking_twice_is_asking_once(demo: DemoHub) -> None:
    _, case, pledge = await _pledged(demo)
    first = await _requested(demo, pledge, "jijiang")
    second = await _requested(demo, pledge, "district")
    assert second["task"] == first["task"]
    assert len((await demo.ask(TASKS, {"caseNo": case}))["case"]["tasks"]) == 1


async def test_who_may_ask(demo: DemoHub) -> None:
    _, _, pledge = await _pledged(demo)
    for user, code in (
        ("sipaifang-1", "forbidden"),
        ("degan-1", "forbidden"),
        ("reporter", "forbidden"),
        ("", "unauthorized"),
    ):
        answer = await demo.graphql(REQUEST, {"pledge": pledge}, user=user)
        assert answer["errors"][0]["extensions"]["code"] == code
    answer = await demo.graphql(REQUEST, {"pledge": "pledge:nobody:1"}, user="district")
    assert answer["errors"][0]["extensions"]["code"] == "not_found"


async def test_pending_while_the_tables_stand_still(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awaited, "SECONDS_TO_SHOW", 0.01)
    _, case, pledge = await _pledged(demo)
    await demo.hub.projector.stop()
    assert (await _requested(demo, pledge, "jijiang"))["pending"]
    await demo.hub.projector.start()
    await demo.settled()
    assert len((await demo.ask(TASKS, {"caseNo": case}))["case"]["tasks"]) == 1
