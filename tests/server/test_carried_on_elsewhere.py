"""The office that went on with a case, and the township above it, have it in hand as their own."""

import pytest

from server.principal import Principal, Role
from sync.records import put_new
from tests.hub import OTHER_SITE, DemoHub
from tests.server.workers.office import at
from tests.tablet import GUIDE, Fact, Tablet

ALL_PAPERS = ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
VOID = """mutation($no: String!, $why: VoidReason!, $grounds: String!) {
  voidCertificate(certNo: $no, why: $why, grounds: $grounds) { order }
}"""


@pytest.fixture
async def demo(demo: DemoHub) -> DemoHub:
    """With a desk in the other township."""
    person = {"type": "user", "name": "degan", "displayName": "德感街道办", "role": "township"}
    desk = {"_id": "user:degan", **person, "area": OTHER_SITE[:9], "password": "-"}
    await put_new(demo.hub.engine.database("hub"), [desk])
    await demo.sign_in_as(Principal("degan", Role.TOWNSHIP, OTHER_SITE[:9]))
    return demo


async def issued_elsewhere(demo: DemoHub) -> tuple[str, Fact]:
    """Opened at the one office, issued at the other; the case and the certificate."""
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    case = _told_at(here)
    there.now = at("2021-06-14T10:00")
    there.carry_on(here.slip(case))
    there.materials(case, *ALL_PAPERS)
    there.acceptance(case)
    certificate = there.certificate(case)
    assert await demo.push(here.facts) == []
    assert await demo.push(there.facts, site=OTHER_SITE, user="degan-1") == []
    await demo.settled()
    return case, certificate


def _told_at(tablet: Tablet) -> str:
    case = tablet.application()
    tablet.visit(case)
    tablet.fact("materials", case, guide=GUIDE, shown=["M03:couple"], copyOnly=[])
    tablet.notice(case, "M01:husband", "M01:wife", "M02:husband", "M02:wife")
    return case


@pytest.mark.parametrize("user", ["degan-1", "degan", "sipaifang-1", "jijiang"])
async def test_both_offices_and_both_townships_see_it(demo: DemoHub, user: str) -> None:
    case, certificate = await issued_elsewhere(demo)
    found = await demo.ask("query($no: String!) { case(caseNo: $no) { id } }", {"no": case}, user=user)
    assert found["case"] == {"id": case}
    listed = await demo.ask("{ cases(first: 5) { edges { node { id } } } }", user=user)
    assert case in [edge["node"]["id"] for edge in listed["cases"]["edges"]]
    printed = await demo.get(f"/papers/certificate/{certificate['_id']}.pdf", user=user)
    assert printed.status_code == 200, printed.text


async def test_its_township_makes_the_certificate_void(demo: DemoHub) -> None:
    _, certificate = await issued_elsewhere(demo)
    given = {"no": certificate["certNo"], "why": "CLERICAL_ERROR", "grounds": ""}
    assert (await demo.ask(VOID, given, user="degan"))["voidCertificate"]["order"]


async def test_who_has_nothing_to_do_with_it_does_not_learn_its_name(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.visit(case)
    tablet.materials(case, *ALL_PAPERS)
    tablet.acceptance(case)
    certificate = tablet.certificate(case)
    assert await demo.push(tablet.facts) == []
    await demo.settled()
    given = {"no": certificate["certNo"], "why": "CLERICAL_ERROR", "grounds": ""}
    (error,) = (await demo.graphql(VOID, given, user="degan"))["errors"]
    assert error["message"] == f"There is no certificate {certificate['certNo']}."
    paper = await demo.get(f"/papers/certificate/{certificate['_id']}.pdf", user="degan")
    assert paper.status_code == 404
    assert case not in paper.json()["reason"].replace(certificate["_id"], "")
