"""People are masked; whoever looks behind the mask says what for, and is on record first."""

from typing import Any

import pytest

from server import audit
from sync.errors import Unavailable
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.people import CHILD, MR_ZHAO, MRS_ZHAO
from tests.server.graphql.desk import arrive, problem
from tests.server.workers.office import FURTHER_BIRTH

REVEAL = """mutation($case: ID!, $purpose: String!) { reveal(case: $case, purpose: $purpose) {
  husband { name idNo hukouArea hukouAddress residenceAddress } wife { ...whole }
  children { name bornOn sex } phones { spouse number } } }
  fragment whole on Person { name idNo }"""
AUDIT = """query($case: ID, $by: String, $area: String, $first: Int! = 50, $after: String) {
  audit(case: $case, by: $by, areaCode: $area, first: $first, after: $after) {
    edges { node { at by role case caseNo site purpose fields } } pageInfo { hasNextPage endCursor } } }"""
PURPOSE = "寄送决定书"


async def _case(demo: DemoHub, site: str = SITE, secret: int = 3) -> str:
    tablet = await demo.enrolled_tablet(site, secret)
    case = tablet.application(guide=FURTHER_BIRTH, reason="policy", children=(CHILD,))
    tablet.fact(
        "pledge", case, spouse="husband", text="2021-1", marital="first-marriage", children=0,
        phone="13800000000", strokes=[[1, 1]],
    )  # fmt: skip
    await arrive(demo, tablet)
    return case


async def _reveal(demo: DemoHub, case: str, user: str) -> Any:
    return (await demo.ask(REVEAL, {"case": case, "purpose": PURPOSE}, user=user))["reveal"]


async def _audit(demo: DemoHub, user: str = "auditor", **asked: Any) -> Any:
    await demo.settled()
    return (await demo.ask(AUDIT, asked, user=user))["audit"]


@pytest.mark.parametrize(
    ("user", "role"), [("sipaifang-1", "clerk"), ("jijiang", "township"), ("district", "administrator")]
)
async def test_who_works_on_the_case_sees_the_people_and_is_on_record(
    demo: DemoHub, user: str, role: str
) -> None:
    case = await _case(demo)
    shown = await _reveal(demo, case, user)
    assert (shown["husband"]["name"], shown["husband"]["idNo"]) == (MR_ZHAO["name"], MR_ZHAO["idNo"])
    assert shown["husband"]["hukouAddress"] == MR_ZHAO["hukou"]["address"]
    assert shown["wife"] == {"name": MRS_ZHAO["name"], "idNo": MRS_ZHAO["idNo"]}
    assert shown["children"] == [CHILD]
    assert shown["phones"] == [{"spouse": "HUSBAND", "number": "13800000000"}]
    (edge,) = (await _audit(demo))["edges"]
    entry = edge["node"]
    assert (entry["by"], entry["role"], entry["case"], entry["purpose"]) == (user, role, case, PURPOSE)
    assert {"husband.idNo", "wife.idNo", "children.bornOn", "phones.number"} <= set(entry["fields"])
    assert "wife.hukouAddress" not in entry["fields"]


@pytest.mark.parametrize(
    ("user", "code"),
    [("reporter", "forbidden"), ("auditor", "forbidden"), ("", "unauthorized"), ("degan-1", "not_found")],
)
async def test_others_see_nobody(demo: DemoHub, user: str, code: str) -> None:
    case = await _case(demo)
    told = await problem(demo, REVEAL, {"case": case, "purpose": PURPOSE}, user=user)
    assert told["code"] == code
    assert await demo.documents("hub", "audit:") == []


@pytest.mark.parametrize("purpose", ["", "   ", "因" * 201])
async def test_a_purpose_is_stated(demo: DemoHub, purpose: str) -> None:
    case = await _case(demo)
    told = await problem(demo, REVEAL, {"case": case, "purpose": purpose})
    assert told["code"] == "bad_request"


async def test_nothing_is_shown_that_is_not_on_record(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    case = await _case(demo)

    async def full(*_: Any) -> None:
        raise Unavailable("The disk is full.")

    monkeypatch.setattr(audit, "put_new", full)
    answer = await demo.graphql(REVEAL, {"case": case, "purpose": PURPOSE}, user="jijiang")
    assert answer["data"] is None
    assert answer["errors"][0]["extensions"]["code"] == "service_unavailable"


async def test_the_record_is_read_page_by_page_and_by_area(demo: DemoHub) -> None:
    here, there = await _case(demo), await _case(demo, OTHER_SITE, 4)
    await _reveal(demo, here, "jijiang")
    await _reveal(demo, there, "degan-1")
    await _reveal(demo, here, "sipaifang-2")
    first = await _audit(demo, first=2)
    assert [edge["node"]["by"] for edge in first["edges"]] == ["sipaifang-2", "degan-1"]
    rest = await _audit(demo, first=2, after=first["pageInfo"]["endCursor"])
    assert [edge["node"]["by"] for edge in rest["edges"]] == ["jijiang"]
    assert not rest["pageInfo"]["hasNextPage"]
    for asked, found in (({"area": OTHER_SITE}, 1), ({"case": here}, 2), ({"by": "jijiang"}, 1)):
        assert len((await _audit(demo, "district", **asked))["edges"]) == found, asked


async def test_no_answer_of_graphql_shows_an_identity_number_or_a_phone(demo: DemoHub) -> None:
    """Not even where a faulty document was refused because of it."""
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    faulty = tablet.fact(
        "pledge",
        case,
        spouse="husband",
        text="2021-1",
        marital="x",
        children=0,
        phone="电话13800000000",
        strokes=[],
    )
    (row,) = await demo.push([tablet.facts[0], faulty])
    assert "13800000000" not in row["reason"]
    await demo.settled()
    everything = """{ cases { edges { node { id husband { name idNo } wife { name idNo }
      violations { reason fact } pledges { id } events { kind } } } }
      violations { edges { node { reason fact } } } }"""
    answer = str(await demo.ask(everything, user="reporter"))
    for secret in (MR_ZHAO["idNo"], MRS_ZHAO["idNo"], MR_ZHAO["name"], "13800000000"):
        assert secret not in answer


async def test_two_looks_in_one_request_are_two_on_record(demo: DemoHub) -> None:
    case = await _case(demo)
    look = f'reveal(case: "{case}", purpose: "{PURPOSE}")'
    both = f"mutation {{ a: {look} {{ husband {{ name }} }} b: {look} {{ wife {{ idNo }} }} }}"
    shown = await demo.ask(both, user="jijiang")
    assert shown == {"a": {"husband": {"name": MR_ZHAO["name"]}}, "b": {"wife": {"idNo": MRS_ZHAO["idNo"]}}}
    merged = f"mutation {{ {look} {{ husband {{ name }} }} {look} {{ wife {{ idNo }} }} }}"
    assert (await demo.ask(merged, user="jijiang"))["reveal"] == {**shown["a"], **shown["b"]}
    fields = [edge["node"]["fields"] for edge in (await _audit(demo))["edges"]]
    assert sorted(fields) == [["husband.name"], ["husband.name", "wife.idNo"], ["wife.idNo"]]
