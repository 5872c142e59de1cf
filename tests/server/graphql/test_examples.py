"""The examples that GraphiQL shows are answered."""

from datetime import date

import pytest
from graphql import parse

from server.graphql.api import api
from server.graphql.context import make_context
from server.graphql.cost import cost_of
from server.graphql.examples import Example, examples
from server.graphql.limits import COST
from tests.hub import DemoHub
from tests.server.figures.told import DISTRICT, Told

EXAMPLES = examples(date(2026, 6, 30))


async def test_the_page_is_given_them_up_to_today(demo: DemoHub) -> None:
    said = (await demo.client.get("/graphql/examples.json")).json()
    assert [one["name"] for one in said] == [one.name for one in EXAMPLES]
    assert any('"2021-06-08"' in one["query"] for one in said)  # today, at this hub


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
async def test_each_example_is_answered(told: Told, example: Example) -> None:
    assert example.zh
    assert example.en
    assert cost_of(api._schema, parse(example.query), None, {}).objects < COST
    if example.name.startswith("live"):
        context = make_context(told.hub, DISTRICT, "", is_live=True)
        stream = await api.stream(example.query, context_value=context)
        first = await anext(aiter(stream))
        await stream.aclose()
        assert not getattr(first, "errors", None)
        assert getattr(first, "data", None)
    else:
        assert await told.ask(example.query)
