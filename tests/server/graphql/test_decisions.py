"""A township decides; what breaks a rule is refused before anything is written, and kept."""

import pytest

from tests.hub import SITE, DemoHub
from tests.people import OUTSIDE_WIFE
from tests.server.graphql.desk import (
    CONFIRM,
    DECIDE,
    VOID,
    accepted,
    arrive,
    disputed,
    in_review,
    orders,
    problem,
    violations,
)
from tests.server.workers.office import birth_service


async def test_a_decision_comes_out_on_the_sites_tablets(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    since = (await demo.get(f"/couchdb/site-{SITE}/_changes", "sipaifang-1")).json()["last_seq"]
    answer = (await demo.ask(DECIDE, {"case": case, "granted": True}, user="jijiang"))["decide"]
    assert answer == {
        "order": f"order:decision:{case}",
        "pending": False,
        "case": {
            "state": "GRANTED",
            "decision": {"granted": True, "reason": None, "by": "jijiang"},
            "certificates": [],
        },
    }
    path = f"/couchdb/site-{SITE}/_changes?include_docs=true&since={since}"
    (change,) = (await demo.get(path, "sipaifang-1")).json()["results"]
    assert (change["doc"]["type"], change["doc"]["granted"], change["doc"]["by"]) == (
        "decision",
        True,
        "jijiang",
    )


async def test_a_refusal_names_its_reason(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    told = await problem(demo, DECIDE, {"case": case, "granted": False})
    assert (told["code"], told["status"], told["rule"]) == ("forbidden", 403, "R05")
    assert told["zh"].startswith("R05 不予办理须有规定的理由")
    refused = {"case": case, "granted": False, "reason": "NOT_ELIGIBLE", "grounds": "不符合条例第十七条"}
    answer = (await demo.ask(DECIDE, refused, user="jijiang"))["decide"]
    assert answer["case"]["decision"] == {"granted": False, "reason": "NOT_ELIGIBLE", "by": "jijiang"}
    assert answer["case"]["state"] == "REFUSED"


async def test_what_breaks_a_rule_is_not_written_and_is_kept(demo: DemoHub) -> None:
    _, case = await accepted(demo)
    told = await problem(demo, DECIDE, {"case": case, "granted": True})
    assert told["rule"] == "order"  # its homework is not done
    assert await orders(demo, "decision") == []
    (kept,) = await violations(demo)
    assert (kept["kind"], kept["refused"], kept["case"], kept["by"]) == ("REFUSED", True, case, "jijiang")
    assert "已受理" in kept["reason"]


async def test_a_birth_service_is_decided_by_nobody(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await arrive(demo, tablet)
    for granted in (True, False):
        asked = {
            "case": certificate["case"],
            "granted": granted,
            "reason": None if granted else "NOT_ELIGIBLE",
        }
        assert (await problem(demo, DECIDE, asked))["code"] == "forbidden"
    assert await orders(demo, "decision") == []


async def test_deciding_twice_is_deciding_once(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    first = await demo.ask(DECIDE, {"case": case, "granted": True}, user="jijiang")
    assert await demo.ask(DECIDE, {"case": case, "granted": True}, user="jijiang") == first
    otherwise = {"case": case, "granted": False, "reason": "NOT_ELIGIBLE"}
    assert (await problem(demo, DECIDE, otherwise))["code"] == "conflict"
    assert len(await orders(demo, "decision")) == 1


async def test_a_township_decides_its_own_cases_alone(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    headers = {"case": case, "granted": True}
    assert (await problem(demo, DECIDE, headers, user="degan-1"))["code"] == "forbidden"
    assert (await problem(demo, DECIDE, {"case": "nowhere-1", "granted": True}))["code"] == "not_found"


async def test_a_false_pledge_needs_a_second_person(demo: DemoHub) -> None:
    _, _, pledge = await disputed(demo)
    answer = (await demo.ask(CONFIRM, {"pledge": pledge}, user="jijiang"))["confirmFalsePledge"]
    assert answer["case"]["pledges"] == [{"status": "FALSE"}]


async def test_a_pledge_without_effect_is_no_pledge_to_confirm(demo: DemoHub) -> None:
    tablet, case = await accepted(demo)  # of two residents of the city
    pledge = tablet.pledge(case)["_id"]
    await arrive(demo, tablet)
    assert (await problem(demo, CONFIRM, {"pledge": pledge}))["code"] == "not_found"


async def test_who_found_it_false_does_not_confirm_it(demo: DemoHub) -> None:
    _, _, pledge = await disputed(demo, clerk="jijiang")
    assert (await problem(demo, CONFIRM, {"pledge": pledge}))["rule"] == "R04"
    assert await orders(demo, "confirmation") == []


async def test_a_second_person_may_disagree(demo: DemoHub) -> None:
    _, _, pledge = await disputed(demo)
    answer = await demo.ask(CONFIRM, {"pledge": pledge, "agrees": False}, user="jijiang")
    assert answer["confirmFalsePledge"]["case"]["pledges"] == [{"status": "VERIFYING"}]


async def test_a_pledge_nobody_looked_into_is_not_false(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    pledge = tablet.pledge(tablet.application())["_id"]
    await arrive(demo, tablet)
    assert (await problem(demo, CONFIRM, {"pledge": pledge}))["code"] == "bad_request"
    assert (await problem(demo, CONFIRM, {"pledge": "pledge:nobody:1"}))["code"] == "not_found"


@pytest.mark.parametrize("user", ["jijiang", "district"])
async def test_a_void_certificate_is_void_everywhere(demo: DemoHub, user: str) -> None:
    tablet = await demo.enrolled_tablet()
    number = birth_service(tablet)["certNo"]
    await arrive(demo, tablet)
    asked = {"certNo": number, "why": "CLERICAL_ERROR"}
    answer = (await demo.ask(VOID, asked, user=user))["voidCertificate"]
    assert answer["case"]["certificates"] == [{"certNo": number, "void": "clerical-error"}]
    public = "query($n: String!) { verifyCertificate(certNo: $n) { status } }"
    assert (await demo.ask(public, {"n": number}, user=""))["verifyCertificate"] == {"status": "VOID"}
    otherwise = await problem(demo, VOID, {**asked, "why": "OTHER"}, user=user)
    assert otherwise["code"] == "conflict"
    assert "why is 'clerical-error'" in otherwise["message"]


async def test_a_reason_that_is_none_of_the_list_is_told_in_words(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await arrive(demo, tablet)
    asked = {"certNo": certificate["certNo"], "why": "OTHER", "grounds": " "}
    assert (await problem(demo, VOID, asked))["code"] == "bad_request"
    assert await orders(demo, "void") == []


async def test_of_a_number_on_two_papers_the_one_that_has_it_is_made_void(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    stands = birth_service(tablet)
    tablet.serial = 0
    birth_service(tablet, wife=OUTSIDE_WIFE)
    await arrive(demo, tablet)
    asked = {"certNo": stands["certNo"], "why": "CLERICAL_ERROR"}
    answer = (await demo.ask(VOID, asked, user="jijiang"))["voidCertificate"]
    assert answer["order"] == f"order:void:{stands['case']}:{stands['certNo']}"


async def test_nothing_is_void_for_a_false_pledge_that_two_people_did_not_find_false(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    number = birth_service(tablet)["certNo"]
    await arrive(demo, tablet)
    assert (await problem(demo, VOID, {"certNo": number, "why": "FALSE_PLEDGE"}))["rule"] == "R04"
    assert await orders(demo, "void") == []
