"""What may be asked at once, and how it is told that something was too much or made no sense."""

import time
from typing import Any

import pytest
from graphql import parse

from server.graphql.api import api
from server.graphql.cost import Cost, cost_of
from server.graphql.limits import ALIASES, COST, DEPTH
from tests.hub import DemoHub

EVERYTHING = """{ cases(first: 100) { pageInfo { endCursor } edges { node { id site { name township { name } }
  husband { name } wife { name } events { id } visits { n } notices { n missing { nameZh } } pledges { id }
  certificates { certNo } violations { rule } tasks { id } missing { key } decision { by } } } } }"""


def cost(query: str, variables: dict[str, Any] | None = None) -> Cost:
    return cost_of(api._schema, parse(query), None, variables or {})


@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ("{ __schema { types { name fields { name } } } }", 2500),
        ("{ __typename }", 0),
        ('{ case(caseNo: "x") { id } }', 1),
        ('{ case(caseNo: "x") { id events { id } } }', 1 + 20),
        ("{ cases(first: 7) { edges { node { id } } pageInfo { endCursor } } }", 1 + 7 * 2 + 1),
        ("{ cases { edges { cursor } } }", 1 + 50),
        ("{ cases(first: 7) { edges { node { events { id } } } } }", 1 + 7 * (1 + 1 + 20)),
        ("{ overdueCases(first: 9) { id } }", 9),
        ("{ cases(first: -3) { edges { cursor } } }", 1 + 1),
        ("{ ...a ...a } fragment a on Query { cases(first: 2) { edges { cursor } } }", 2 * (1 + 2)),
    ],
)
def test_an_operation_costs_the_objects_its_answer_can_have(query: str, objects: int) -> None:
    assert cost(query).objects == objects


def test_variables_count() -> None:
    query = "query($n: Int = 30) { cases(first: $n) { edges { cursor } } }"
    assert cost(query).objects == 1 + 30
    assert cost(query, {"n": 4}).objects == 1 + 4
    assert cost(query, {"n": "4"}).objects == 1 + 1


def test_a_number_of_any_length_is_no_number_of_entries() -> None:
    query = f"query($guide: JSON! = {'1' * 5000}) {{ guideFault(guide: $guide) }}"
    assert cost(query).objects == 0


def test_everything_of_a_page_of_cases_may_be_asked() -> None:
    assert cost(EVERYTHING).objects < COST


def deep(levels: int) -> str:
    return "{ " * levels + "__typename" + " }" * levels


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "{ " + " ".join(f"a{n}: {EVERYTHING[2:-2]}" for n in range(4)) + " }",
            {"code": "too_costly", "limit": COST},
        ),
        (
            "{ " + " ".join(f"a{n}: siteSync {{ lagHours }}" for n in range(40)) + " }",
            {"code": "too_many_aliases", "aliases": 40, "limit": ALIASES},
        ),
        ("{ cases { edges { node { " + "id " * 2500 + "} } } }", {"code": "too_long", "limit": 2000}),
        ("{ cases { edges { node { " + "id " * 1900 + "} } } }", {"code": "too_costly", "limit": COST}),
        (
            "{ " + " ".join(f"a{n}: __schema {{ types {{ fields {{ name }} }} }}" for n in range(5)) + " }",
            {"code": "too_costly", "cost": 12_500},
        ),
        ("{ ..." * 600 + "{ __typename }" + " }" * 600, {"code": "too_deep", "limit": DEPTH}),
        ("{ cases(first: 0) { edges { cursor } } }", {"code": "bad_request", "status": 400}),
        ("{ cases(first: -1) { edges { cursor } } }", {"code": "bad_request", "status": 400}),
        ("{ cases(first: 101) { edges { cursor } } }", {"code": "bad_request", "status": 400}),
        ("{ cases(first: 99999999999) { edges { cursor } } }", {"code": "bad_request", "status": 400}),
        ('{ cases(after: "nonsense") { edges { cursor } } }', {"code": "bad_request", "status": 400}),
        (
            '{ cases(filter: {openedFrom: "2021-06-02", openedTo: "2021-06-01"}) { edges { cursor } } }',
            {"code": "bad_request", "status": 400},
        ),
        (
            '{ violations(period: {from: "2021-06-02", to: "2021-06-01"}) { edges { cursor } } }',
            {"code": "bad_request", "status": 400},
        ),
        ('{ siteSync(areaCode: "500117") { facts } }', {"code": "not_found", "status": 404}),
        ('{ siteSync(areaCode: "5001") { facts } }', {"code": "bad_request", "status": 400}),
        ('{ cases(filter: {areaCode: "500117"}) { edges { cursor } } }', {"code": "not_found"}),
        ('{ cases(filter: {state: "x"}) { edges { cursor } } }', {"code": "bad_request", "status": 400}),
        ("{ nothing }", {"code": "bad_request", "status": 400}),
        ("{ cases", {"code": "bad_request", "status": 400}),
        ("{ unverifiedPledges(first: 501) { case } }", {"code": "bad_request", "status": 400}),
        ("{ unverifiedPledges(olderThanWD: -1) { case } }", {"code": "bad_request", "status": 400}),
    ],
)
async def test_what_cannot_be_answered_is_told_with_its_word(
    demo: DemoHub, query: str, told: dict[str, Any]
) -> None:
    await demo.settled()
    (error,) = (await demo.graphql(query))["errors"]
    assert told.items() <= error["extensions"].items()
    assert len(error["message"]) > 10
    assert "log says why" not in error["message"]


async def test_what_is_too_costly_is_told_with_its_cost(demo: DemoHub) -> None:
    query = "{ " + " ".join(f"a{n}: {EVERYTHING[2:-2]}" for n in range(4)) + " }"
    (error,) = (await demo.graphql(query))["errors"]
    assert error["extensions"]["cost"] == cost(query).objects > COST
    assert str(COST) in error["message"]


@pytest.mark.parametrize(
    "body",
    ["x", 5, None, [], [{"query": "{ __typename }"}], {}, {"query": 5}, {"query": "{ a", "variables": 1}],
)
async def test_what_is_no_request_is_refused(demo: DemoHub, body: Any) -> None:
    answer = await demo.client.post("/graphql", json=body)
    assert answer.status_code == 400
    assert answer.text


async def test_a_reporter_learns_no_names(demo: DemoHub) -> None:
    reveal = 'mutation { reveal(case: "x", purpose: "通报") { husband { name } } }'
    (error,) = (await demo.graphql(reveal, user="reporter"))["errors"]
    assert (error["extensions"]["code"], error["extensions"]["status"]) == ("forbidden", 403)
    assert "reporter" in error["message"]


async def test_fragments_that_double_each_other_cost_no_time(demo: DemoHub) -> None:
    fragments = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(60))
    began = time.monotonic()
    answer = await demo.graphql(f"{{ ...f0 }} {fragments} fragment f60 on Query {{ __typename }}", user="")
    assert answer == {"data": {"__typename": "Query"}}
    assert time.monotonic() - began < 5  # it took longer than anybody lives when each was counted each time
