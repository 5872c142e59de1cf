"""What should not have been, whichever way it came to light, for those above the site."""

import pytest

from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.people import MR_ZHAO, MRS_ZHAO
from tests.server.graphql.desk import VIOLATIONS, arrive, problem, questions, violations
from tests.server.workers.office import Office
from tests.tablet import Fact, Tablet, zhao_story


async def _all_kinds(demo: DemoHub) -> tuple[Tablet, str]:
    """Told twice, an attempt kept from happening, watched words, and a demand outside the guide."""
    tablet = await demo.enrolled_tablet()
    case = zhao_story(tablet)
    tablet.notice(case, "M02:husband", n=2)
    tablet.fact("attempt", case, rule="R03", code="HYZM")
    pledge = next(fact["_id"] for fact in tablet.facts if fact["type"] == "pledge")
    tablet.fact(
        "verification", case, pledge=pledge, method="phone", office="卫健局", contact="028-1",
        answered=True, person="", content="要求返回户籍地开具",
    )  # fmt: skip
    await demo.push(tablet.facts)
    await demo.push([tablet.notice(case, "M16:wife", n=3)])
    return tablet, case


async def test_every_kind_is_listed_with_its_rule(demo: DemoHub) -> None:
    tablet, case = await _all_kinds(demo)
    found = {one["kind"]: one for one in await violations(demo)}
    assert {kind: one["rule"] for kind, one in found.items()} == {
        "WITHOUT_EFFECT": "order",
        "ATTEMPT": "R03",
        "REMARK": "R05",
        "REFUSED": "R02",
    }
    assert {one["case"] for one in found.values()} == {case}
    assert {one["site"] for one in found.values()} == {SITE}
    assert {one["by"] for one in found.values()} == {tablet.clerk}
    assert [kind for kind, one in found.items() if one["refused"]] == ["REFUSED"]


async def test_each_tells_the_number_of_its_case(demo: DemoHub) -> None:
    _, case = await _all_kinds(demo)
    await demo.settled()
    told = await demo.ask("query($c: String!) { case(caseNo: $c) { caseNo } }", {"c": case})
    number = told["case"]["caseNo"]
    asked = "{ violations { edges { node { case caseNo } } } }"
    found = [edge["node"] for edge in (await demo.ask(asked))["violations"]["edges"]]
    assert number
    assert found == [{"case": case, "caseNo": number}] * 4


async def test_what_the_hub_was_too_late_with_is_nobodys_violation(demo: DemoHub) -> None:
    """The site worked offline: the case had gone on when the hub laid it aside and sent it on."""
    tablet = await demo.enrolled_tablet()
    case = zhao_story(tablet)
    await arrive(demo, tablet)
    orders: dict[str, Fact] = {
        "abandonment": {},
        "routing": {"to": "500116001000", "why": "silent"},
    }
    after = max(fact["at"] for fact in tablet.facts)
    for type_, members in orders.items():
        await Office(demo).write(demo.hub.parts.order(type_, case, SITE, after=after, key="1", **members))
    assert await violations(demo) == []
    fold = await Office(demo).folded_by_the_hub(case)
    assert [one["fact"].split(":")[1] for one in fold["violations"]] == [*orders]


async def test_they_are_asked_for_by_rule_period_and_area(demo: DemoHub) -> None:
    await _all_kinds(demo)
    assert [one["kind"] for one in await violations(demo, rule="R02")] == ["REFUSED"]
    assert await violations(demo, area=OTHER_SITE) == []
    assert len(await violations(demo, area=SITE)) == 4
    june = {"from": "2021-06-14", "to": "2021-06-14"}  # what was refused came in on the hub's 8 June
    assert {one["kind"] for one in await violations(demo, period=june)} == {
        "WITHOUT_EFFECT",
        "ATTEMPT",
        "REMARK",
    }


@pytest.mark.parametrize("rule", ["R2", "r02", "R02 ", "orders", ""])
async def test_a_rule_that_there_is_not_is_no_empty_list(demo: DemoHub, rule: str) -> None:
    assert (await problem(demo, VIOLATIONS, {"rule": rule}, user="district"))["code"] == "bad_request"
    for known in ("R46", "order", "signature", "publication"):
        assert await violations(demo, rule=known) == []


async def test_r12_the_list_names_cases_and_nobody_in_them(demo: DemoHub) -> None:
    _, case = await _all_kinds(demo)
    listed = await violations(demo)
    assert {one["case"] for one in listed} == {case}
    told = str(listed)
    assert not [one for who in (MR_ZHAO, MRS_ZHAO) for one in (who["name"], who["idNo"]) if one in told]


async def test_each_is_told_in_both_languages_with_its_rule(demo: DemoHub) -> None:
    await _all_kinds(demo)
    await demo.settled()
    query = "{ violations { edges { node { kind reason reasonEn } } } }"
    edges = (await demo.ask(query))["violations"]["edges"]
    told = {edge["node"]["kind"]: edge["node"] for edge in edges}
    assert told["WITHOUT_EFFECT"]["reason"] == "办件状态为“已办结”时不能办理此项"
    assert told["WITHOUT_EFFECT"]["reasonEn"] == "This cannot be done while the case is closed"
    assert told["ATTEMPT"]["reasonEn"] == (
        "R03 stopped by the tablet: asked of the couple, though the office looks it up: HYZM"
    )
    assert told["REMARK"]["reason"].startswith("R05 ")
    assert all(one["reasonEn"].isascii() for one in told.values())


async def test_who_sees_them(demo: DemoHub) -> None:
    await _all_kinds(demo)
    for user in ("jijiang", "district", "auditor", "reporter"):
        assert len(await violations(demo, user=user)) == 4


async def test_pages_cost_one_question_each(demo: DemoHub) -> None:
    await _all_kinds(demo)
    await demo.settled()
    with questions(demo) as asked:
        first = (await demo.ask(VIOLATIONS, {"first": 3}))["violations"]
        after = {"first": 3, "after": first["pageInfo"]["endCursor"]}
        rest = (await demo.ask(VIOLATIONS, after))["violations"]
    assert (len(first["edges"]), len(rest["edges"])) == (3, 1)
    assert [one["pageInfo"]["hasNextPage"] for one in (first, rest)] == [True, False]
    assert len(asked) == 2
