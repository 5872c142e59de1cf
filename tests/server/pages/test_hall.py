"""The guides for the screen of a hall: all of it in one answer, in pages that turn."""

import re

import pytest

from server.pages.hall import MOST_PAPERS
from tests.hub import DemoHub
from tests.story import GUIDES


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide["item"])
async def test_r15_a_screen_shows_all_of_a_guide(demo: DemoHub, guide: dict[str, object]) -> None:
    answer = await demo.client.get(f"/guides/{guide['item']}/screen")
    assert answer.status_code == 200
    pages = answer.text.split("<section>")[1:]
    assert all("023-47292152" in page and "<svg" in page for page in pages)
    assert all(page.count("<b>") - 1 <= MOST_PAPERS for page in pages)
    materials = guide["materials"]
    assert isinstance(materials, list)
    assert all(one["name"]["zh"] in answer.text for one in materials)
    assert "$" not in answer.text


async def test_r15_one_screen_turns_all_guides(demo: DemoHub) -> None:
    for query, language in (("", "zh"), ("?lang=en", "en")):
        page = (await demo.client.get(f"/guides/screen{query}")).text
        assert all(f"<h1>{guide['name'][language]}</h1>" in page for guide in GUIDES.values())


async def test_its_script_is_the_hubs_own_and_named_by_its_content(demo: DemoHub) -> None:
    page = await demo.client.get("/guides/screen")
    assert "script-src" not in page.headers["content-security-policy"], "no inline script"
    (source,) = re.findall(r"<script([^>]*)>", page.text)
    (address,) = re.findall(r'src="([^"]+)"', source)
    script = await demo.client.get(address)
    assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")


async def test_a_screen_that_looks_again_is_told_that_nothing_is_new(demo: DemoHub) -> None:
    first = await demo.client.get("/guides/screen")
    known = {"If-None-Match": first.headers["etag"]}
    assert (await demo.client.get("/guides/screen", headers=known)).status_code == 304


async def test_before_any_guide_is_in_effect_it_says_so(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def none(*_: object) -> list[object]:
        return []

    monkeypatch.setattr("server.pages.guides.guides_today", none)
    assert "还没有施行" in (await demo.client.get("/guides/screen")).text
    assert "还没有施行" in (await demo.client.get("/guides/")).text
