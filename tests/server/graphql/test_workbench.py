"""The page at `/graphql` works without any other host, and its examples are answered."""

import re
from datetime import date
from pathlib import Path

import pytest
from graphql import parse

from server.graphql import workbench
from server.graphql.api import api
from server.graphql.context import make_context
from server.graphql.cost import cost_of
from server.graphql.examples import Example, examples
from server.graphql.limits import COST
from tests.hub import DemoHub
from tests.server.figures.told import DISTRICT, Told

PAGE = Path(workbench.__file__).with_name("page")
EXAMPLES = examples(date(2026, 6, 30))


async def test_a_browser_gets_a_page_under_a_strict_policy(demo: DemoHub) -> None:
    answer = await demo.client.get("/graphql", headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "unsafe" not in answer.headers["content-security-policy"]
    for address in re.findall(r'(?:src|href)="(/graphql/[^"]+)"', answer.text):
        assert (await demo.client.get(address)).status_code == 200
    assert (await demo.client.get("/graphql/page/workbench.py")).status_code == 404
    said = (await demo.client.get("/graphql/examples.json")).json()
    assert [one["name"] for one in said] == [one.name for one in EXAMPLES]
    assert any('"2021-06-08"' in one["query"] for one in said)  # today, at this hub


@pytest.mark.parametrize("file", sorted(PAGE.iterdir()), ids=lambda file: file.name)
def test_nothing_comes_from_elsewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"https?://|style=|<script>| on[a-z]+=\"", text)


@pytest.mark.asyncio(loop_scope="module")
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
