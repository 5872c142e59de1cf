"""Whatever the schema allows to be asked, the hub answers or says why not; it never fails at it."""

from typing import Any

import pytest

from tests.hub import DemoHub
from tests.server.figures.told import Told
from tests.server.graphql.desk import disputed, in_review
from tests.server.graphql.generated import Generated

USERS = (*["district"] * 8, *["jijiang"] * 3, "sipaifang-1", "reporter", "auditor", "portal", "")


def failure(errors: list[Any]) -> str:
    """What went wrong in a way that nobody foresaw; empty for an answer or a refusal."""
    for error in errors:
        if error.get("extensions", {}).get("code") in (None, "internal_server_error"):
            return str(error)
    return ""


async def fails(demo: DemoHub, query: str, user: str) -> str:
    """The same of one question over HTTP."""
    response = await demo.client.post("/graphql", json={"query": query}, headers=await demo.bearer(user))
    if response.status_code >= 500 or "json" not in response.headers["content-type"]:
        return f"{response.status_code} {response.text[:200]}"
    return failure(response.json().get("errors", []))


async def ask(demo: DemoHub, seed: int, questions: int) -> None:
    tablet, case = await in_review(demo)
    known = [case, tablet.device, *(fact["_id"] for fact in tablet.facts)]
    generated = Generated(seed, known)
    for n in range(questions):
        query, user = generated.operation(), USERS[n % len(USERS)]
        told = await fails(demo, query, user)
        assert not told, f"{user or 'nobody'} asked {query}\n{told}"


@pytest.mark.parametrize("seed", [1, 2])
async def test_some_questions(demo: DemoHub, seed: int) -> None:
    await ask(demo, seed, 15)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 20))
async def test_a_thousand_questions(demo: DemoHub, seed: int) -> None:
    await ask(demo, seed, 100)


@pytest.mark.asyncio(loop_scope="session")
async def test_questions_about_a_history(told: Told) -> None:
    generated = Generated(7, [fold["id"] for fold in told.folds[:5]], mutates=False)
    for _ in range(30):
        query = generated.operation()
        assert not failure(await told.errors(query)), query


async def test_a_question_that_fails_is_noticed(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    await disputed(demo)
    monkeypatch.setattr("schema.graphql.case.moment", lambda _: 1 / 0)
    assert "internal_server_error" in await fails(demo, "{ cases { edges { node { id } } } }", "district")
