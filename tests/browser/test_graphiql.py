"""GraphiQL at `/graphql` in a real browser: signed in, examples are answered, another goes on by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Playwright, Request, expect

from tests.browser.conftest import QUIET, chromium
from tests.live_hub import PASSWORD, LiveHub

pytestmark = pytest.mark.browser

EXAMPLES = "例子 Examples"
TOKEN = "eyJ"  # how each begins


@pytest.fixture
def told() -> list[str]:
    """What the page should not do: errors, breaches of its policy, other hosts, a token in an address."""
    return []


@pytest.fixture
def page(playwright: Playwright, hub: LiveHub, told: list[str]) -> Iterator[Page]:
    def hears(message: ConsoleMessage) -> None:
        told.append(message.text)  # a breach of the policy is one

    def fails(error: Error) -> None:
        told.append(str(error))

    def asks(request: Request) -> None:
        is_from_here = request.url.startswith((f"{hub.url}/", "data:font/"))
        has_token = TOKEN in request.url and not request.url.startswith("data:")
        if has_token or not is_from_here:
            told.append(request.url)

    browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
    page = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800}).new_page()
    page.on("console", hears)
    page.on("pageerror", fails)
    page.on("request", asks)
    page.goto(f"{hub.url}/graphql")
    yield page
    browser.close()


def sign_in(page: Page) -> None:
    page.get_by_label("登录名").fill("district")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator('[data-test="who"]')).to_be_visible()


def open_example(page: Page, words: str, title: str) -> None:
    page.get_by_role("region", name=EXAMPLES).get_by_role("button", name=words).click()
    expect(page.get_by_role("tab", name=title)).to_have_attribute("aria-selected", "true")


def run(page: Page) -> None:
    page.get_by_role("button", name="Execute query").click()


def test_an_analyst_asks_and_listens(page: Page, told: list[str]) -> None:
    answer = page.get_by_role("region", name="Result Window")
    sign_in(page)
    open_example(page, "月报", "MonthlyReport")
    run(page)
    expect(answer).to_contain_text("几江街道")
    open_example(page, "实时：窗口", "LiveSites")
    run(page)
    expect(answer).to_contain_text("siteSyncUpdates")
    page.get_by_role("button", name="Stop query").click()
    expect(page.get_by_role("button", name="Execute query")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_label("密码")).to_be_visible()
    expect(answer).not_to_contain_text("siteSyncUpdates")
    assert told == []


def test_the_explanations_are_in_both_languages(page: Page, told: list[str]) -> None:
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_role("link", name="Query", exact=True).click()
    page.get_by_role("link", name="overdueCases").click()
    expect(page.get_by_role("region", name="Documentation Explorer")).to_contain_text("超期")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("User name")).to_be_visible()
    assert told == []


def test_a_dialog_keeps_to_the_policy(page: Page, told: list[str]) -> None:
    page.get_by_role("button", name="Open settings dialog").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("body")).to_have_css("overflow", "hidden")  # by a style that knows the nonce
    assert told == []


def test_a_wrong_password_is_told_and_nothing_outlives_the_tab(page: Page, told: list[str]) -> None:
    page.get_by_label("登录名").fill("district")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_have_text("登录名或密码不对。")
    sign_in(page)
    open_example(page, "超期和", "Overdue")
    run(page)
    expect(page.get_by_role("region", name="Result Window")).to_contain_text('"data"')
    assert page.evaluate("Object.keys(localStorage)") == ["language"]
    assert page.url.endswith("/graphql")
    assert told == []
