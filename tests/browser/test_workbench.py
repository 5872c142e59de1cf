"""The page at `/graphql` in a real browser: an example is answered, and another goes on by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import QUIET, chromium
from tests.live_hub import PASSWORD, LiveHub

pytestmark = pytest.mark.browser


@pytest.fixture
def page(playwright: Playwright, hub: LiveHub) -> Iterator[Page]:
    browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{hub.url}/graphql")
    yield page
    browser.close()


def test_an_analyst_asks_and_listens(page: Page, hub: LiveHub) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: told.append(request.url) if hub.url not in request.url else None)
    page.get_by_label("登录名").fill("district")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    page.get_by_label("示例").select_option("monthly-report")
    page.get_by_role("button", name="执行").click()
    expect(page.locator("#answer")).to_contain_text("几江街道")
    page.get_by_label("示例").select_option("live-sites")
    page.get_by_role("button", name="执行").click()
    expect(page.locator("#answer")).to_contain_text("siteSyncUpdates")
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_role("button", name="执行")).to_be_enabled()
    page.get_by_label("按名称或说明查找").fill("超期")
    expect(page.locator("#found dt").first).to_contain_text("Query.overdueCases")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Answer")).to_be_visible()
    assert told == []
