"""The pages look alike, because their style is written once."""

import pytest

from tests.hub import DemoHub


@pytest.mark.parametrize("page", ["/status", "/verify"])
async def test_each_page_wears_the_one_style_and_leaves_no_gap(demo: DemoHub, page: str) -> None:
    answer = await demo.client.get(page)
    styles = (await demo.client.get("/status")).text.split("<style>")[1].split("</style>")[0]
    assert f"<style>{styles}</style>" in answer.text
    assert ".sheet {" in styles
    assert "$" not in answer.text
