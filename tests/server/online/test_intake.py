"""An application of the portal becomes a case at a site; what a window would not take is not taken."""

import asyncio
from typing import Any

import orjson
import pytest

from schema.facts import order_fault
from server.online import intake
from server.online.papers import purge
from server.workers.duplicates import Duplicates
from sync.records import put_new
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.people import ANOTHER_WIFE, CHILD, REMARRIED_WIFE
from tests.server.online.portal import (
    ADD,
    ADDRESS,
    ALL_SHOWN,
    JPEG,
    PDF,
    PNG,
    SUBMIT,
    application,
    clerks_tablet,
    complaint,
    issue,
    submit,
    upload,
    where,
)
from tests.server.workers.office import Office, at

CASE = "500116000000YK-2021060800001"


async def test_it_arrives_in_the_database_of_the_site(demo: DemoHub) -> None:
    submitted = await submit(demo)
    assert submitted == {
        "reference": "2021060800001",
        "case": CASE,
        "site": SITE,
        "scan": "none configured",
        "pending": False,
    }
    feed = (await demo.get(f"/couchdb/site-{SITE}/_changes?include_docs=true", "sipaifang-1")).json()
    orders = {row["id"]: row["doc"] for row in feed["results"] if row["id"].startswith("order:")}
    assert list(orders) == [f"order:application:{CASE}", f"order:routing:{CASE}:received"]
    for order in orders.values():
        assert order_fault({name: value for name, value in order.items() if name != "_rev"}) == ""
    opened = orders[f"order:application:{CASE}"]
    assert (opened["channel"], opened["delivery"], opened["by"]) == ("online", "mail", "portal")
    assert [one["key"] for one in opened["uploads"]] == list(ALL_SHOWN)
    assert orders[f"order:routing:{CASE}:received"]["why"] == "applicant-chose"
    assert ADDRESS["address"] not in str(orders)
    stood = await where(demo)
    assert (stood["case"], stood["state"], stood["site"]) == (CASE, "DRAFT", SITE)
    assert [one["key"] for one in stood["waiting"]] == list(ALL_SHOWN), "nobody has looked at them yet"
    assert stood["missing"] == []


async def test_its_papers_are_sealed_and_read_one_by_one(demo: DemoHub) -> None:
    uploads = [upload("M01:husband", JPEG), upload("M01:wife", PNG), upload("M03:couple", PDF)]
    await submit(demo, application(uploads=uploads))
    (opened,) = await demo.documents(f"site-{SITE}", "order:application:")
    papers = await demo.documents(f"papers-{SITE}")
    named = [one["paper"] for one in opened["uploads"]]
    assert {paper["_id"] for paper in papers} == {*named, opened["address"]}
    assert {paper["case"] for paper in papers} == {CASE}
    for name, content in zip(named, (JPEG, PNG, PDF), strict=True):
        assert (await demo.get(f"/papers/{SITE}/{name}", "sipaifang-1")).content == content
    assert (await demo.get(f"/papers/{SITE}/{opened['address']}", "sipaifang-1")).json() == ADDRESS
    held = (demo.hub.settings.documents_path).read_bytes()
    assert b"a photograph" not in held
    assert ADDRESS["phone"].encode() not in held


async def test_the_same_reference_twice_is_one_case(demo: DemoHub) -> None:
    first = await submit(demo)
    papers = await demo.documents(f"papers-{SITE}")
    assert await submit(demo, application(site=OTHER_SITE)) == first, "where it went first it stays"
    assert await demo.documents(f"papers-{SITE}") == papers
    assert await demo.documents(f"papers-{OTHER_SITE}") == []
    code, _ = await complaint(demo, application(wife=REMARRIED_WIFE))
    assert code == "conflict"


async def test_a_case_whose_submission_a_restored_hub_has_lost_is_not_opened_again(demo: DemoHub) -> None:
    opened = {"_id": f"order:application:{CASE}", "type": "application"}
    await put_new(demo.hub.engine.database(f"site-{OTHER_SITE}"), [opened])
    code, _ = await complaint(demo, application())
    assert code == "conflict"
    assert await demo.documents(f"site-{SITE}", "order:application:") == []


async def test_a_reference_that_a_crash_left_halfway_is_gone_on_with(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object) -> None:
        raise OSError("no power")

    with monkeypatch.context() as patched:
        patched.setattr(type(demo.hub.papers), "keep", crash)
        answer = await demo.graphql(SUBMIT, {"application": application()}, user="portal")
        assert answer["errors"][0]["message"].startswith("The hub failed")
    await submit(demo)
    (opened,) = await demo.documents(f"site-{SITE}", "order:application:")
    (submission,) = await demo.documents("hub", "submission:")
    assert {one["paper"] for one in opened["uploads"]} < set(submission["papers"])
    assert len(submission["papers"]) == 12, "what may have been left behind is known"


@pytest.mark.parametrize(
    ("changes", "site", "why"),
    [
        ({"site": OTHER_SITE, "wifeResidenceSite": SITE}, OTHER_SITE, "applicant-chose"),
        ({"site": "", "wifeResidenceSite": SITE, "wifeHukouSite": OTHER_SITE}, SITE, "residence"),
        ({"site": "", "wifeResidenceSite": "999999999999", "wifeHukouSite": OTHER_SITE}, OTHER_SITE, "hukou"),
    ],
)
async def test_where_it_goes(demo: DemoHub, changes: dict[str, Any], site: str, why: str) -> None:
    assert (await submit(demo, application(**changes)))["site"] == site
    (routing,) = await demo.documents(f"site-{site}", "order:routing:")
    assert (routing["to"], routing["why"]) == (site, why)


async def test_nothing_new_goes_to_an_office_that_is_closed(demo: DemoHub) -> None:
    close = 'mutation($site: String!) { closeSite(code: $site, reason: "合并") { problems { code } } }'
    assert (await demo.ask(close, {"site": SITE}))["closeSite"] == {"problems": []}
    near = application(site="", wifeResidenceSite=SITE, wifeHukouSite=OTHER_SITE)
    assert (await submit(demo, near))["site"] == OTHER_SITE


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an identity number": ({"husband": {**REMARRIED_WIFE, "idNo": "999999198803121013"}}, "id-number"),
    "one person twice": ({"husband": REMARRIED_WIFE, "wife": REMARRIED_WIFE}, "same-person"),
    "what the guide does not ask": ({"children": [CHILD]}, "not-asked"),
    "a paper outside the guide": ({"uploads": [upload("M16:husband")]}, "R02"),
    "a reason the guide does not ask for": ({"reason": "policy"}, "not-asked"),
    "an unanswered question": (
        {"item": "FURTHER_BIRTH", "uploads": [upload("M11:wife")]},
        "reason is one of",
    ),
    "no such site": ({"site": "500116999999"}, "There is no site"),
    "no site at all": ({"site": ""}, "choose a site"),
    "mail to nowhere": ({"address": None}, "address"),
    "an address to pick up": ({"delivery": "PICK_UP"}, "address"),
    "no paper": ({"uploads": []}, "papers"),
    "no number": ({"reference": "A-1"}, "whole number"),
    "nothing": ({"reference": ""}, "whole number"),
    "a number too long to count with": ({"reference": "9" * 5000}, "whole number"),
    "a number too large to be exact": ({"reference": str(2**53)}, "whole number"),
    "a program": ({"uploads": [upload("M01:wife", b"MZ\x90 not a picture")]}, "JPEG, PNG or PDF"),
    "half a picture": ({"uploads": [upload("M01:wife", JPEG[:-2])]}, "JPEG, PNG or PDF"),
    "no base64": ({"uploads": [{"key": "M01:wife", "content": "!"}]}, "base64"),
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_what_is_not_taken(demo: DemoHub, wrong: str) -> None:
    changes, said = WRONG[wrong]
    code, sentence = await complaint(demo, application(**changes))
    assert (code, said in sentence) == ("bad_request", True), sentence
    assert await demo.documents(f"site-{SITE}", "order:") == []
    assert await demo.documents(f"papers-{SITE}") == []


async def test_a_number_nobody_can_count_with_is_the_senders_fault(demo: DemoHub) -> None:
    large, headers = "9" * 5000, await demo.bearer("portal")
    literal = ADD.replace("batch: $batch", f"batch: {large}").replace("$batch: Int!, ", "")
    answer = await demo.graphql(literal, {"reference": "1", "uploads": []}, user="portal")
    assert answer["errors"][0]["extensions"]["code"] == "bad_request"
    body = orjson.dumps({"query": ADD, "variables": {"reference": "1", "batch": 1, "uploads": []}})
    content = body.replace(b'"batch":1', f'"batch":{large}'.encode())
    assert (await demo.client.post("/graphql", content=content, headers=headers)).status_code == 400


async def test_too_much_is_told(demo: DemoHub) -> None:
    limits = demo.hub.settings.limits
    many = [upload("M01:wife")] * (limits.uploads + 1)
    assert (await complaint(demo, application(uploads=many)))[0] == "too_large"
    large = upload("M01:wife", b"\xff\xd8\xff" + bytes(limits.upload_bytes) + b"\xff\xd9")
    assert (await complaint(demo, application(uploads=[large])))[0] == "too_large"
    await submit(
        demo, application(uploads=[upload("M01:wife", b"\xff\xd8\xff" + bytes(2**21) + b"\xff\xd9")])
    )


async def test_more_papers_after_a_notice(demo: DemoHub) -> None:
    await submit(demo, application("1", "M01:husband", "M01:wife", "M03:couple"))
    case = "500116000000YK-1"
    tablet = await clerks_tablet(demo)
    tablet.materials(case, "M01:husband", "M01:wife", "M03:couple")
    tablet.notice(case, "M02:husband", "M02:wife")
    await demo.push(tablet.facts)
    await demo.settled()
    assert [one["key"] for one in (await where(demo, "1"))["missing"]] == ["M02:husband", "M02:wife"]
    more = {"reference": "1", "batch": 1, "uploads": [upload("M02:husband"), upload("M02:wife")]}
    for _ in range(2):  # sent twice, added once
        assert "errors" not in await demo.graphql(ADD, more, user="portal")
        await demo.settled()
    for other in ({"uploads": [upload("M02:wife")]}, {"batch": 0}):
        assert "errors" in await demo.graphql(ADD, {**more, **other}, user="portal"), "nothing is lost unseen"
    stood = await where(demo, "1")
    assert ([one["key"] for one in stood["waiting"]], stood["missing"]) == (["M02:husband", "M02:wife"], [])
    (added,) = await demo.documents(f"site-{SITE}", "order:uploads:")
    assert [one["key"] for one in added["uploads"]] == ["M02:husband", "M02:wife"]
    assert (await where(demo, "1"))["state"] == "DRAFT"
    assert len(await demo.documents(f"papers-{SITE}")) == 6
    tablet.now = at("2021-06-08T10:00")
    tablet.materials(case, "M02:husband")
    await demo.push(tablet.facts)
    await demo.settled()
    stood = await where(demo, "1")
    assert (stood["waiting"], [one["key"] for one in stood["missing"]]) == ([], ["M02:wife"]), "it is no good"
    tablet.materials(case, "M02:husband", "M02:wife")
    tablet.acceptance(case)
    await demo.push(tablet.facts)
    await demo.settled()
    again = await demo.graphql(ADD, {**more, "batch": 2}, user="portal")
    assert again["errors"][0]["extensions"]["code"] == "conflict", "nothing is asked after acceptance"
    assert "errors" not in await demo.graphql(ADD, more, user="portal")
    unknown = await demo.graphql(ADD, {**more, "reference": "2"}, user="portal")
    assert unknown["errors"][0]["extensions"]["code"] == "not_found"


DESK = """query($case: String!) { case(caseNo: $case) {
  uploads { key code nameZh paper site mediaType scan at size waiting }
} }"""


async def test_uploads_are_seen_at_the_desks(demo: DemoHub) -> None:
    await submit(demo, application("1", uploads=[upload("M01:husband", JPEG), upload("M03:couple", PDF)]))
    case = "500116000000YK-1"
    first, second = (await demo.ask(DESK, {"case": case}, user="jijiang"))["case"]["uploads"]
    assert (first["key"], first["code"], first["nameZh"]) == ("M01:husband", "M01", "身份证")
    assert (first["size"], first["mediaType"], first["scan"]) == (len(JPEG), "image/jpeg", "none configured")
    assert (second["size"], second["mediaType"], second["waiting"]) == (len(PDF), "application/pdf", True)
    assert first["at"].startswith("2021-06-08T01:0")
    assert (await demo.get(f"/papers/{first['site']}/{first['paper']}", "jijiang")).content == JPEG
    tablet = await clerks_tablet(demo)
    tablet.materials(case, "M01:husband")
    await demo.push(tablet.facts)
    await demo.settled()
    seen = (await demo.ask(DESK, {"case": case}, user="sipaifang-1"))["case"]["uploads"]
    assert [one["waiting"] for one in seen] == [False, False]
    await purge(demo.hub.engine, SITE, [first["paper"], second["paper"]])
    assert (await demo.ask(DESK, {"case": case}))["case"]["uploads"] == []


async def test_a_couple_waits_for_one_application_of_an_item(demo: DemoHub) -> None:
    await submit(demo, application("1"))
    (error,) = (await demo.graphql(SUBMIT, {"application": application("2")}, user="portal"))["errors"]
    assert (error["extensions"]["code"], error["extensions"]["reference"]) == ("conflict", "1")
    assert await demo.documents("hub", "submission:500116000000YK-2") == []
    await submit(demo, application("3", wife=ANOTHER_WIFE))
    tablet = await clerks_tablet(demo)
    tablet.fact("withdrawal", "500116000000YK-1")
    await demo.push(tablet.facts)
    await demo.settled()
    await submit(demo, application("2"))


async def test_of_two_applications_at_once_one_is_taken(demo: DemoHub) -> None:
    await demo.bearer("portal")
    answers = await asyncio.gather(
        *(demo.graphql(SUBMIT, {"application": application(str(n))}, user="portal") for n in range(1, 4))
    )
    assert sum("errors" not in answer for answer in answers) == 1
    assert len(await demo.documents(f"site-{SITE}", "order:application:")) == 1


async def test_while_the_tables_are_behind_nothing_is_taken_that_may_be_a_second_one(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "SECONDS_TO_SEE", 0.1)
    await demo.bearer("portal")
    assert await demo.hub.projector.caught_up(30)
    await demo.hub.projector.stop()
    assert "errors" not in await demo.graphql(SUBMIT, {"application": application("1")}, user="portal")
    assert await complaint(demo, application("2")) == ("service_unavailable", intake.BEHIND)
    await demo.hub.projector.start()
    await demo.settled()
    assert (await complaint(demo, application("2")))[0] == "conflict"
    await submit(demo, application("3", wife=ANOTHER_WIFE))


async def test_nor_while_the_tables_are_made_anew(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SECONDS_TO_SEE", 0.1)
    await submit(demo, application("1"))
    monkeypatch.setattr(demo.hub.projector, "is_current", False)
    assert await complaint(demo, application("2")) == ("service_unavailable", intake.BEHIND)


async def test_a_couple_with_a_case_at_a_window_is_taken_and_people_decide(
    demo: DemoHub, office: Office
) -> None:
    tablet = await clerks_tablet(demo)
    first = issue(tablet, tablet.application())
    await demo.push(tablet.facts)
    await demo.settled()
    await submit(demo)
    issue(tablet, CASE)
    await demo.push(tablet.facts)
    await office.work(Duplicates())
    assert {one["keep"] for one in await office.orders(type_="duplicate")} == {first}


async def test_a_portal_asks_after_its_own_and_nothing_else(demo: DemoHub) -> None:
    await submit(demo)
    assert await where(demo, "77") is None
    tablet = await clerks_tablet(demo)
    tablet.application()
    await demo.push(tablet.facts)
    for query in ("{ cases { edges { cursor } } }", "{ siteSync { facts } }"):
        answer = await demo.graphql(query, user="portal")
        assert answer["errors"][0]["extensions"]["code"] == "forbidden"
