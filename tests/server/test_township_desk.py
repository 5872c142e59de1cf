"""A township's own tablet: what only a township may do, done there and taken by the hub."""

from datetime import timedelta
from typing import Any

from schema.numbers import certificate_number
from server.workers.copies import Copies
from server.workers.duplicates import Duplicates
from tests.hub import OTHER_SITE, SITE, TOWNSHIP, DemoHub
from tests.people import MRS_ZHAO
from tests.server.graphql.desk import disputed, in_review
from tests.server.workers.office import Office, at, birth_service
from tests.tablet import Fact, Tablet


def _certificate(desk: Tablet, application: Fact) -> Fact:
    """The further birth that the desk's tablet issues in a case of a community."""
    today = desk.now.date().isoformat()
    members = {
        "item": "further-birth",
        "certNo": certificate_number("further-birth", desk.device, desk.now.date(), 1),
        "block": f"block:{desk.device}:further-birth:1",
        "issuedOn": today,
        **{name: application[name] for name in ("husband", "wife", "children")},
        "supersedes": "",
    }
    return desk.fact("certificate", application["case"], **members, token=desk.token(members))


def _decide(tablet: Tablet, case: str) -> Fact:
    return tablet.fact("decision", case, granted=True, appraisal="", reason="", grounds="")


async def test_what_a_community_accepted_is_granted_and_issued_at_the_townships_tablet(
    demo: DemoHub,
) -> None:
    office = Office(demo)
    community, case = await in_review(demo)
    desk = await demo.enrolled_tablet(TOWNSHIP, 5)
    desk.online, desk.now = False, community.now + timedelta(hours=1)
    await office.work(Copies())
    before = await office.folded_at(TOWNSHIP, case)
    assert before["state"] == "in-review"
    _decide(desk, case)
    certificate = _certificate(desk, community.facts[0])
    desk.printing(case, "certificate", certificate)
    await office.push(desk)
    await office.work(Copies())
    after = await office.folded_by_the_hub(case)
    assert (after["state"], after["violations"]) == ("issued", [])
    assert after["decision"]["by"] == "jijiang"
    assert await office.folded_at(SITE, case) == await office.folded_at(TOWNSHIP, case) == after


async def test_a_communitys_own_clerk_decides_nothing(demo: DemoHub) -> None:
    community, case = await in_review(demo)
    community.now += timedelta(minutes=1)
    _decide(community, case)
    community.clerk = "jijiang"  # who never held this tablet
    _decide(community, case)
    rows = await demo.push(community.facts[-2:])
    assert [row["error"] for row in rows] == ["forbidden"] * 2
    assert all(row["reason"].startswith("role ") for row in rows)


async def test_the_second_person_on_a_false_pledge_may_be_at_the_townships_tablet(demo: DemoHub) -> None:
    office = Office(demo)
    community, case, _ = await disputed(demo)
    desk = await demo.enrolled_tablet(TOWNSHIP, 5)
    desk.now = community.now + timedelta(hours=1)
    await office.work(Copies())
    conclusion = (await office.folded_at(TOWNSHIP, case))["pledges"][0]["conclusion"]["id"]
    desk.fact("confirmation", case, conclusion=conclusion, agrees=True, corrected=False)
    await office.push(desk)
    assert (await office.folded_by_the_hub(case))["pledges"][0]["status"] == "false"


async def test_a_couple_with_two_certificates_lie_before_the_township_which_keeps_one(demo: DemoHub) -> None:
    office = Office(demo)
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    here.now, there.now = at("2021-06-08T08:30"), at("2021-06-08T08:00")
    later: Any = birth_service(here, wife=MRS_ZHAO)
    birth_service(there, wife=MRS_ZHAO)
    for tablet in (here, there):
        await office.push(tablet)
    await office.work(Copies(), Duplicates(), Copies())
    (told,) = (await office.folded_at(TOWNSHIP, later["case"]))["duplicates"]
    assert told["keep"] != later["certNo"]
    desk = await demo.enrolled_tablet(TOWNSHIP, 5)
    desk.now = at("2021-06-09T09:00")
    desk.fact("void", later["case"], certNo=later["certNo"], why="duplicate", grounds="")
    await office.push(desk)
    await office.work(Duplicates(), Copies())
    assert (await office.folded_at(SITE, later["case"]))["certificates"][0]["void"] == "duplicate"
    assert (await office.folded_at(TOWNSHIP, later["case"]))["duplicates"] == []
