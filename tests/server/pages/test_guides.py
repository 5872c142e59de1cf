"""The guide as anybody reads it on a telephone."""

from datetime import date

import pytest

from server.clock import HubClock
from tests.hub import DemoHub
from tests.schema.test_publication import next_version
from tests.server.graphql.test_publishing import GUIDE

ITEMS = ("birth-service", "further-birth", "only-child", "status-proof")


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize(("query", "lang"), [("", "zh-CN"), ("?lang=en", "en")])
async def test_r43_anybody_reads_a_guide(demo: DemoHub, item: str, query: str, lang: str) -> None:
    answer = await demo.client.get(f"/guides/{item}{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "script" not in answer.text
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("style-src")[0]
    for said in (
        f'<html lang="{lang}">',
        "023-47292152",
        "2021-7",
        "2021-01-01",
        f"/guides/{item}/leaflet.pdf",
    ):
        assert said in answer.text
    assert "$" not in answer.text


async def test_r14_the_page_leads_to_the_leaflet(demo: DemoHub) -> None:
    for item in ITEMS:
        assert (await demo.client.get(f"/guides/{item}/leaflet.pdf")).status_code == 200


async def test_what_it_says_of_a_birth_service(demo: DemoHub) -> None:
    page = (await demo.client.get("/guides/birth-service")).text
    for said in (
        "需要您带的材料（全部在此）",
        "夫妻双方的身份证",
        "任选一种：离婚证和离婚协议书",
        "不收费",
        "渝快办",
    ):
        assert said in page
    english = (await demo.client.get("/guides/birth-service?lang=en")).text
    for said in ("What to bring", "Identity card", "One of these: Divorce certificate and", "Yukuaiban"):
        assert said in english


async def test_the_index_leads_to_all(demo: DemoHub) -> None:
    page = (await demo.client.get("/guides/")).text
    assert all(f'href="/guides/{item}"' in page for item in ITEMS)
    assert (await demo.client.get("/guides", follow_redirects=True)).text == page


@pytest.mark.parametrize("path", ["marriage", "birth%20service", "marriage/screen"])
async def test_a_guide_that_there_is_not_is_told_kindly(demo: DemoHub, path: str) -> None:
    answer = await demo.client.get(f"/guides/{path}")
    assert (answer.status_code, "没有这份指南" in answer.text) == (404, True)
    assert 'href="/guides/birth-service"' in answer.text
    assert "marriage" not in answer.text


async def test_a_guide_for_tomorrow_appears_tomorrow(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    await demo.ask(GUIDE, {"guide": {**next_version(), "effectiveFrom": "2021-06-09"}})
    today = await demo.client.get("/guides/birth-service")
    monkeypatch.setattr(HubClock, "today", lambda _: date(2021, 6, 9))
    asked_again = {"If-None-Match": today.headers["etag"]}
    tomorrow = await demo.client.get("/guides/birth-service", headers=asked_again)
    assert ("2021-06-09" in today.text, tomorrow.status_code) == (False, 200)
    assert ("2021-8" in tomorrow.text, "2021-06-09" in tomorrow.text) == (True, True)


async def test_who_has_it_already_is_told_so(demo: DemoHub) -> None:
    first = await demo.client.get("/guides/only-child")
    assert first.headers["cache-control"] == "no-cache"
    known = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}
    again = await demo.client.get("/guides/only-child", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = await demo.client.get("/guides/only-child?lang=en", headers=known)
    assert other.status_code == 200


async def test_the_head_alone(demo: DemoHub) -> None:
    answer = await demo.client.head("/guides/birth-service")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"]
