"""Who gets which paper from the hub, and what is on record of it."""

from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from server.papers.of_guide import SHEETS
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.people import MR_ZHAO, OUTSIDE_WIFE
from tests.server.graphql.desk import arrive, in_review
from tests.server.workers.office import birth_service
from tests.tablet import Fact, Tablet

AUDIT = """query($case: ID) { audit(case: $case) { edges { node { by purpose fields } } } }"""


async def issued(demo: DemoHub, **husband: Any) -> tuple[Tablet, str, Fact]:
    """A certificate of a birth service, arrived."""
    tablet = await demo.enrolled_tablet()
    case = tablet.application({**MR_ZHAO, **husband})
    tablet.materials(case, "M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    tablet.acceptance(case)
    certificate = tablet.certificate(case, {**MR_ZHAO, **husband})
    await arrive(demo, tablet)
    return tablet, case, certificate


def of(kind: str, document: Fact | str) -> str:
    return f"/papers/{kind}/{document if isinstance(document, str) else document['_id']}.pdf"


def words_on(content: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(content)) as document:
        return "".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("user", ["sipaifang-1", "jijiang", "district"])
async def test_who_works_on_the_case_gets_its_papers_and_is_on_record(demo: DemoHub, user: str) -> None:
    _, case, certificate = await issued(demo)
    answer = await demo.get(of("certificate", certificate), user)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF")
    words = words_on(answer.content)
    assert certificate["certNo"] in words
    assert "发证单位：四牌坊社区（盖章）经办人：周经办" in words
    await demo.settled()
    (edge,) = (await demo.ask(AUDIT, {"case": case}, user="auditor"))["audit"]["edges"]
    fields = [f"certificate:{certificate['_id']}"]
    assert edge["node"] == {"by": user, "purpose": "打印文书", "fields": fields}


@pytest.mark.parametrize(
    ("user", "status", "error"),
    [
        ("", 401, "unauthorized"),
        ("degan-1", 404, "not_found"),
        ("reporter", 403, "forbidden"),
        ("auditor", 403, "forbidden"),
        ("portal", 403, "forbidden"),
    ],
)
async def test_nobody_else_does(demo: DemoHub, user: str, status: int, error: str) -> None:
    _, _, certificate = await issued(demo)
    answer = await demo.get(of("certificate", certificate), user)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


async def test_a_paper_is_of_a_document_that_it_shows(demo: DemoHub) -> None:
    tablet, case, certificate = await issued(demo)
    for kind, document, status in (
        ("receipt", certificate, 404),
        ("diploma", certificate, 404),
        ("certificate", f"certificate:{SITE}A1:99", 404),
        ("receipt", next(fact for fact in tablet.facts if fact["type"] == "acceptance"), 200),
        ("void-notice", certificate, 409),
        (case, certificate, 404),
    ):
        answer = await demo.get(of(kind, document), "sipaifang-1")
        assert answer.status_code == status, (kind, answer.text)


async def test_what_was_not_shown_is_not_on_record_as_shown(demo: DemoHub) -> None:
    _, case, certificate = await issued(demo)
    for kind in ("receipt", "void-notice"):
        assert (await demo.get(of(kind, certificate), "sipaifang-1")).is_client_error
    await demo.settled()
    assert (await demo.ask(AUDIT, {"case": case}, user="auditor"))["audit"]["edges"] == []


async def test_a_paper_that_cannot_be_laid_out_is_not_on_record_either(demo: DemoHub) -> None:
    _, case, certificate = await issued(demo, name="赵䶮")
    assert (await demo.get(of("certificate", certificate), "sipaifang-1")).status_code == 501
    await demo.settled()
    assert (await demo.ask(AUDIT, {"case": case}, user="auditor"))["audit"]["edges"] == []


async def test_of_a_number_used_twice_the_paper_that_falls_is_not_made_again(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    clone = Tablet(tablet.device, tablet.clerk)
    clone.key, clone.credential = tablet.key, tablet.credential
    first = birth_service(tablet)
    clone.facts, clone.now = list(tablet.facts), tablet.now
    second = birth_service(clone, wife=OUTSIDE_WIFE)
    assert second["certNo"] == first["certNo"]
    await arrive(demo, clone)
    assert (await demo.get(of("certificate", first), "jijiang")).status_code == 200
    fallen = await demo.get(of("certificate", second), "jijiang")
    assert (fallen.status_code, fallen.json()["error"]) == (409, "conflict")
    void = "query($id: String!) { case(caseNo: $id) { certificates { void } } }"
    for one, why in ((first, ""), (second, "used-twice")):
        shown = await demo.ask(void, {"id": one["case"]}, user="jijiang")
        assert shown["case"]["certificates"] == [{"void": why}]


async def test_anybody_gets_the_guides(demo: DemoHub) -> None:
    for item in ("birth-service", "further-birth", "only-child"):
        for sheet in SHEETS:
            answer = await demo.get(f"/guides/{item}/{sheet}.pdf")
            assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
            assert "2021-7" in words_on(answer.content)


async def test_there_are_no_other_guides(demo: DemoHub) -> None:
    for path in ("marriage/leaflet", "birth-service/brochure", f"{OTHER_SITE}/leaflet"):
        answer = await demo.get(f"/guides/{path}.pdf")
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


async def test_a_spoiled_proof_is_printed_no_more(demo: DemoHub) -> None:
    tablet, case = await in_review(demo)
    proof = next(fact for fact in tablet.facts if fact["type"] == "status-proof")
    assert (await demo.get(of("status-proof", proof), "jijiang")).status_code == 200
    numbered = {"certNo": proof["certNo"], "block": proof["block"]}
    tablet.fact("spoiled", case, item="status-proof", **numbered, why="jam")
    await arrive(demo, tablet)
    assert (await demo.get(of("status-proof", proof), "jijiang")).status_code == 409
