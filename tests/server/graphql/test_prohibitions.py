"""P1–P8, what the notice forbids, tried at GraphQL: without effect, and on record where it can be said.

Most cannot even be said: no mutation demands a paper, and every reason is of a closed list.
"""

from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, build_schema, get_named_type

from schema.facts import catalogue
from schema.violations import sentence
from server.graphql.api import api
from server.rights import OPERATIONS, PORTAL
from tests.hub import SITE, DemoHub
from tests.server.graphql.desk import DECIDE, accepted, in_review, orders, problem, violations
from tests.server.graphql.test_complaints import COMPLAINTS, FILE
from tests.server.graphql.test_deadlines import OVERDUE
from tests.server.graphql.test_offices import LIMIT

SCHEMA = build_schema(api.as_str())


def _inputs_of_staff() -> set[str]:
    """Every name that a mutation of anybody but the portal takes: `mutation.argument`, `Input.field`."""
    mutations = SCHEMA.mutation_type
    assert isinstance(mutations, GraphQLObjectType)
    todo: list[tuple[str, Any]] = [
        (f"{name}.{arg}", given.type)
        for name, field in mutations.fields.items()
        if OPERATIONS[name] != PORTAL
        for arg, given in field.args.items()
    ]
    names = set()
    while todo:
        name, type_ = todo.pop()
        names.add(name)
        inner = get_named_type(type_)
        if isinstance(inner, GraphQLInputObjectType):
            todo += [(f"{inner.name}.{member}", one.type) for member, one in inner.fields.items()]
    return names


def _values(enum: str) -> set[str]:
    type_ = SCHEMA.type_map[enum]
    assert isinstance(type_, GraphQLEnumType)
    return {name.lower().replace("_", "-") for name in type_.values}


async def _untouched(demo: DemoHub, case: str) -> bool:
    await demo.settled()
    state = (await demo.ask("query($c: String!) { case(caseNo: $c) { state } }", {"c": case}))["case"][
        "state"
    ]
    return state == "IN_REVIEW" and await orders(demo, "decision") == []


@pytest.mark.parametrize(
    ("prohibition", "words"),
    [
        ("P1 extra materials", ("material", "missing", "demand", "shown")),
        ("P4 keeping papers", ("upload", "attachment", "photo", "file", "paper")),
        ("P5 telling in instalments", ("notice", "notify")),
        ("P7 an opinion made the applicant's task", ("opinion", "proof", "committee")),
    ],
)
def test_p1_p4_p5_p7_no_mutation_of_the_office_can_say_it(prohibition: str, words: tuple[str, ...]) -> None:
    members = {name.partition(".")[2].lower() for name in _inputs_of_staff()}
    assert not {name for name in members if any(word in name for word in words)}, prohibition


@pytest.mark.parametrize(
    ("enum", "type_", "member"),
    [
        ("RefusalReason", "decision", "reason"),
        ("Appraisal", "decision", "appraisal"),
        ("VoidReason", "void", "why"),
        ("ComplaintSource", "complaint", "source"),
        ("Cause", "complaint", "cause"),
        ("ComplaintOutcome", "reply", "outcome"),
        ("PublicityKind", "publicity", "kind"),
    ],
)
def test_p2_p3_reasons_are_the_closed_lists_of_the_documents(enum: str, type_: str, member: str) -> None:
    assert _values(enum) == set(catalogue()["orders"][type_][member]["enum"]) - {""}


@pytest.mark.parametrize(
    "reason",
    [
        "FLOATING_POPULATION",
        "RETURN_TO_HUKOU",
        "STATUS_PROOF_MISSING",
        "EXTRA_MATERIAL",
        "NETWORK",
        "OPINION_MISSING",
    ],
)
async def test_p2_p3_p7_no_refusal_for_what_is_the_offices_own_task(demo: DemoHub, reason: str) -> None:
    _, case = await in_review(demo)
    asked = {"case": case, "granted": False, "reason": reason}
    answer = await demo.graphql(DECIDE, asked, user="jijiang")
    assert "does not exist in 'RefusalReason' enum" in answer["errors"][0]["message"]
    assert await _untouched(demo, case)


async def test_p2_a_case_is_not_refused_without_a_reason(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    asked = {"case": case, "granted": False, "grounds": "请回户籍地开具婚育情况证明"}
    assert (await problem(demo, DECIDE, asked))["rule"] == "R05"
    assert await _untouched(demo, case)
    (kept,) = await violations(demo, user="auditor")
    assert (kept["rule"], kept["refused"], kept["case"]) == ("R05", True, case)


async def test_p3_words_about_where_somebody_is_from_are_no_grounds(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    asked = {"case": case, "granted": False, "reason": "NOT_ELIGIBLE", "grounds": "系流动人口"}
    told = await problem(demo, DECIDE, asked)
    assert (told["rule"], told["message"]) == ("R05", sentence("decision", "R05", "").en)
    assert await _untouched(demo, case)
    (kept,) = await violations(demo, user="district")
    assert (kept["kind"], kept["rule"], kept["by"]) == ("REFUSED", "R05", "jijiang")


@pytest.mark.parametrize("grounds", ["", " \u3000"])
async def test_p2_a_case_is_not_refused_without_grounds(demo: DemoHub, grounds: str) -> None:
    _, case = await in_review(demo)
    asked = {"case": case, "granted": False, "reason": "NOT_ELIGIBLE", "grounds": grounds}
    assert (await problem(demo, DECIDE, asked))["rule"] == "R05"
    assert await _untouched(demo, case)


async def test_p4_graphql_takes_no_files(demo: DemoHub) -> None:
    operations = (
        '{"query": "mutation { signIn(username: \\"a\\", password: \\"b\\") { token } }", "variables": {}}'
    )
    answer = await demo.client.post(
        "/graphql",
        data={"operations": operations, "map": "{}"},
        files={"booklet": ("booklet.jpg", b"a photograph", "image/jpeg")},
        headers=await demo.bearer("sipaifang-1"),
    )
    assert answer.status_code == 400


async def test_p6_a_limit_is_not_stretched_and_what_is_late_is_shown(demo: DemoHub) -> None:
    _, case = await accepted(demo)
    assert (await problem(demo, LIMIT, {"days": 21}))["rule"] == "R23"
    for user in ("jijiang", "district", "reporter", "auditor"):
        late: Any = await demo.ask(OVERDUE, {"asOf": "2021-07-08"}, user=user)
        assert [one["id"] for one in late["overdueCases"]] == [case]
    (kept,) = await violations(demo)
    assert kept["rule"] == "R23"


async def test_p8_a_similar_complaint_does_not_go_unseen(demo: DemoHub) -> None:
    for content in ("跑了三次", "又跑了三次"):
        await demo.ask(FILE, {"site": SITE, "cause": "TOLD_IN_INSTALMENTS", "content": content})
    listed = (await demo.ask(COMPLAINTS, user="jijiang"))["complaints"]["edges"]
    assert sorted(edge["node"]["similarBefore"] for edge in listed) == [0, 1]
