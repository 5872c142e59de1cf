"""The page that a browser gets at `/graphql`."""

from pathlib import Path

import httpx2
import pytest

from server.pages import graphiql
from tests.hub import DemoHub

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


async def asked(demo: DemoHub) -> httpx2.Response:
    return await demo.client.get("/graphql", headers=BROWSER)


async def test_nothing_runs_but_files_of_this_hub(
    demo: DemoHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = tmp_path / "graphiql.html"
    built.write_text('<meta name="style-nonce" content="NONCE">一次办')
    monkeypatch.setattr(graphiql, "BUILT", built)
    first, second = await asked(demo), await asked(demo)
    policies = [answer.headers["content-security-policy"] for answer in (first, second)]
    for answer, policy in zip((first, second), policies, strict=True):
        assert answer.headers["content-type"].startswith("text/html")
        nonce = answer.text.split('content="')[1].split('"')[0]
        assert f"style-src 'self' 'nonce-{nonce}'" in policy
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert not any(word in policy for word in ("unsafe", "http", "*"))
    assert policies[0] != policies[1]


async def test_it_says_how_it_is_built(
    demo: DemoHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphiql, "BUILT", tmp_path / "graphiql.html")
    answer = await asked(demo)
    assert answer.status_code == 503
    assert "make setup" in answer.text


async def test_a_program_gets_no_page(demo: DemoHub) -> None:
    answer = await demo.client.get("/graphql", params={"query": "{ __typename }"})
    assert answer.json() == {"data": {"__typename": "Query"}}
