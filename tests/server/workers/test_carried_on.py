"""A case that a second office carries on while both are offline: one case in the end, and one certificate."""

from server.workers.copies import Copies
from tests.hub import OTHER_SITE, SITE
from tests.server.workers.office import Office, at
from tests.tablet import Fact, Tablet

BOOKLETS = ("M02:husband", "M02:wife")


async def _two_offices(office: Office) -> tuple[Tablet, Tablet]:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    here.online = there.online = False
    return here, there


def _told(here: Tablet) -> str:
    case = here.application()
    here.visit(case)
    here.materials(case, "M01:husband", "M01:wife", "M03:couple", copy_only=BOOKLETS)
    here.notice(case, *BOOKLETS, reason="copy-only")
    return case


def _finished(tablet: Tablet, case: str) -> Fact:
    tablet.materials(case, *BOOKLETS)
    tablet.acceptance(case)
    certificate = tablet.certificate(case)
    tablet.handover(case, certificate["certNo"])
    return certificate


async def test_e01b_both_histories_are_one_case_at_both_offices(office: Office) -> None:
    here, there = await _two_offices(office)
    case = _told(here)
    there.now = at("2021-06-14T10:00")
    there.carry_on(here.slip(case))
    certificate = _finished(there, case)
    await office.push(there)
    before = await office.folded_by_the_hub(case)  # the first office has no network yet
    assert (before["state"], before["site"], before["heldBy"]) == ("closed", SITE, OTHER_SITE)
    assert len(before["visits"]) == 1
    await office.work(Copies())
    assert await office.folded_at(SITE, case) == before
    await office.push(here)
    await office.work(Copies())
    whole = await office.folded_by_the_hub(case)
    assert (whole["state"], whole["openedAt"], whole["fence"]) == ("closed", here.facts[0]["at"], 1)
    assert [visit["site"] for visit in whole["visits"]] == [SITE, OTHER_SITE]
    assert [one["certNo"] for one in whole["certificates"] if not one["void"]] == [certificate["certNo"]]
    assert whole["violations"] == []
    assert await office.folded_at(SITE, case) == await office.folded_at(OTHER_SITE, case) == whole
    assert await office.work(Copies()) == 0


async def test_issued_by_both_one_is_in_force_and_both_clerks_are_told(office: Office) -> None:
    here, there = await _two_offices(office)
    case = _told(here)
    there.now = at("2021-06-14T10:00")
    there.carry_on(here.slip(case))
    first = _finished(there, case)
    here.now = at("2021-06-14T15:00")
    second = _finished(here, case)
    for tablet in (here, there):
        await office.push(tablet)
        await office.work(Copies())
    await office.work(Copies())
    whole = await office.folded_by_the_hub(case)
    assert await office.folded_at(SITE, case) == await office.folded_at(OTHER_SITE, case) == whole
    assert {one["certNo"]: one["void"] for one in whole["certificates"]} == {
        first["certNo"]: "",
        second["certNo"]: "overtaken",
    }
    (told,) = whole["duplicates"]
    assert (told["certNo"], told["keep"]) == (second["certNo"], first["certNo"])
    broken = {(one["fact"], one["rule"]) for one in whole["violations"]}
    assert (second["_id"], "R37") in broken
    query = "query($no: String!) { verifyCertificate(certNo: $no) { status } }"
    for number, status in ((first["certNo"], "VALID"), (second["certNo"], "VOID")):
        answer = await office.demo.ask(query, {"no": number}, user="")
        assert answer["verifyCertificate"]["status"] == status


async def test_a_slip_that_two_offices_used_is_named_and_neither_loses_anything(office: Office) -> None:
    here, there = await _two_offices(office)
    case = _told(here)
    slip = here.slip(case)
    there.now = at("2021-06-14T10:00")
    there.carry_on(slip)
    here.now = at("2021-06-14T11:00")
    replayed = here.carry_on(slip)
    for tablet in (here, there):
        await office.push(tablet)
    await office.work(Copies())
    whole = await office.folded_by_the_hub(case)
    assert [(one["fact"], one["rule"]) for one in whole["violations"]] == [(replayed["_id"], "replayed-slip")]
    assert (whole["fence"], whole["heldBy"]) == (1, OTHER_SITE)
    shown = await office.demo.ask("{ violations { edges { node { rule fact reason } } } }")
    told = [edge["node"] for edge in shown["violations"]["edges"]]
    assert ("replayed-slip", replayed["_id"]) in [(one["rule"], one["fact"]) for one in told]
