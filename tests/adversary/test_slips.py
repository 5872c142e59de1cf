"""What is done with the slip on a notice or a receipt, by which another office goes on with a case."""

from schema.envelope import signed_fact
from schema.sign1 import read_signed, write_signed
from server.workers.copies import Copies
from server.workers.issued import Issued
from sync.records import change
from tests.adversary.table import attempt
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.people import OUTSIDE_WIFE
from tests.schema.test_slip import IN_A_QR
from tests.server.workers.office import Office, at, birth_service
from tests.tablet import Fact, Tablet, key_from

KEPT = "the other office's screen, before it writes; quarantine in `hub`"
IN_THE_CASE = "GraphQL `violations`; the case at both offices"
ALL_PAPERS = ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")


async def _two(demo: DemoHub) -> tuple[Tablet, Tablet, str, str]:
    """Two offices, and the slip of a case that the first has accepted."""
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    case = here.application()
    here.visit(case)
    here.materials(case, *ALL_PAPERS)
    here.acceptance(case)
    there.now = at("2021-06-14T10:00")
    return here, there, case, here.slip(case)


async def _rule(demo: DemoHub, tablet: Tablet, fact: Fact, **members: str) -> str:
    """By which the gate refuses the fact with other members."""
    body = {name: value for name, value in {**fact, **members}.items() if name not in ("_id", "sig")}
    (row,) = await demo.push([signed_fact(body, tablet.key)], site=OTHER_SITE, user="degan-1")
    return str(row["reason"]).partition(" ")[0]


@attempt("a slip with a part cut off, or changed", answered="refused: `slip`", seen=KEPT)
async def test_a_cut_slip(demo: DemoHub) -> None:
    _, there, _, slip = await _two(demo)
    fact = there.carry_on(slip)
    assert await _rule(demo, there, fact, slip=slip[:-30]) == "slip"
    assert await _rule(demo, there, fact, caseNo="") == "slip"


@attempt(
    "a slip of one's own, with a time that no calendar has or with bytes that stand for gigabytes",
    answered="refused: `slip`; the page asks for a number",
    seen="the other office's screen, before it writes; quarantine in `hub`; `/status`",
)
async def test_a_slip_of_ones_own(demo: DemoHub) -> None:
    _, there, _, slip = await _two(demo)
    fact = there.carry_on(slip)
    never = {**read_signed(slip, there.district_keys).payload, 6: 2**60}
    for text in (write_signed(never, there.credential, key_from(77)), IN_A_QR):
        assert await _rule(demo, there, fact, slip=text) == "slip"
        assert (await demo.get(f"/H/{text}")).headers["location"] == "/status?read=nothing"


@attempt("a slip printed when the district's key for it had ended", answered="refused: `slip`", seen=KEPT)
async def test_a_slip_by_an_ended_key(demo: DemoHub) -> None:
    _, there, _, slip = await _two(demo)
    fact = there.carry_on(slip)
    (key,) = await demo.documents("reference", "key:")
    await change(demo.hub.engine.database("reference"), key["_id"], until="2021-06-01")
    assert await _rule(demo, there, fact) == "slip"


@attempt("somebody else's slip, found or taken", answered="refused: `slip-couple`", seen=KEPT)
async def test_another_couple(demo: DemoHub) -> None:
    _, there, _, slip = await _two(demo)
    fact = there.carry_on(slip, wife=OUTSIDE_WIFE)
    assert await _rule(demo, there, fact) == "slip-couple"


@attempt("one slip used at two offices", answered="no effect: `replayed-slip`", seen=IN_THE_CASE)
async def test_a_replayed_slip(demo: DemoHub) -> None:
    office = Office(demo)
    here, there, case, slip = await _two(demo)
    there.carry_on(slip)
    here.now = at("2021-06-14T11:00")
    replayed = here.carry_on(slip)
    for tablet in (here, there):
        await office.push(tablet)
    await office.work(Copies())
    for site in (SITE, OTHER_SITE):
        found = await office.folded_at(site, case)
        assert [(one["fact"], one["rule"]) for one in found["violations"]] == [
            (replayed["_id"], "replayed-slip")
        ]


@attempt(
    "a certificate at each of two offices, by one case and its slip",
    answered="the later one is void: `R37`",
    seen=f"{IN_THE_CASE}; `/verify`",
)
async def test_issued_at_both(demo: DemoHub) -> None:
    office = Office(demo)
    here, there, case, slip = await _two(demo)
    there.carry_on(slip)
    there.certificate(case)
    here.now = at("2021-06-14T15:00")
    later = here.certificate(case)
    for tablet in (here, there):
        await office.push(tablet)
    found = await office.folded_by_the_hub(case)
    assert [one["void"] for one in found["certificates"]] == ["", "overtaken"]
    assert (later["_id"], "R37") in [(one["fact"], one["rule"]) for one in found["violations"]]


@attempt(
    "a second certificate for a couple, in another case elsewhere",
    answered="not issued: the couple are listed",
    seen="the tablet, before it prints; `reference`",
)
async def test_a_listed_couple(demo: DemoHub) -> None:
    office = Office(demo)
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    await office.push(tablet)
    await office.work(Issued())
    (listed,) = await demo.documents("reference", "issued:")
    assert len(listed["items"]["birth-service"]) == 8
