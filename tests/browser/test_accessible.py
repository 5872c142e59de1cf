"""Every screen can be read and touched: in Chinese and English, on the tablet and on a phone."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.accessible import Inspector
from tests.browser.clerk import Clerk
from tests.browser.test_items import answer_what_both_items_ask
from tests.browser.test_story import FIRST_VISIT
from tests.live_hub import LiveHub
from tests.people import MR_ZHAO, MRS_ZHAO

pytestmark = pytest.mark.browser

NOBODYS_CASE = "#/issue/500116001901A9-1"
WAYS = (
    ("scan", "continue", '[data-test="slip-text"]'),
    ("home-verify", "verify", '[data-test="verify-text"]'),
    ("home-sync", "sync", "main h1"),
)


@pytest.fixture
def inspector() -> Inspector:
    return Inspector()


def test_every_screen_of_the_window_is_accessible(
    hub: LiveHub, tablet: BrowserContext, inspector: Inspector
) -> None:
    clerk = Clerk(tablet, hub)
    page = clerk.page

    def look(screen: str) -> None:
        inspector.look(page, screen)

    clerk.open_app()
    clerk.turn_the_clock_to(FIRST_VISIT)
    clerk.open_app()
    expect(clerk.find("enrol-submit")).to_be_visible()
    look("enrol")
    clerk.enrol("sipaifang-1", "1111-1111")
    look("home")
    for way, screen, focus in WAYS:
        clerk.tap(way)
        expect(page.locator(focus)).to_be_focused()
        look(screen)
        clerk.tap("back")
    page.evaluate(f"location.hash = '{NOBODYS_CASE}'")
    expect(clerk.find("no-case")).to_be_visible()
    look("no case")
    clerk.tap("no-case-home")

    clerk.tap("start-further-birth")
    clerk.fill("husband-id", "99999919880312101X")
    look("couple, not filled in")
    clerk.fill_in(MR_ZHAO, MRS_ZHAO)
    expect(page.locator("main h1")).to_be_focused()
    expect(page).to_have_title("情况询问 · 一次办")
    clerk.tap("child-add")
    look("question")
    clerk.find("husband-remarried-after-none").press("ArrowRight")
    expect(clerk.find("husband-remarried-after-divorce")).to_be_focused()
    expect(clerk.find("husband-remarried-after-divorce")).to_have_attribute("aria-checked", "true")
    answer_what_both_items_ask(clerk)
    clerk.take_down_child(1, "赵小明", "2018-09-01", "male")
    clerk.tap("reason-policy")
    clerk.tap("question-next")
    look("materials")
    clerk.tap("help")
    expect(clerk.find("help-text")).to_contain_text("不得要求申请人提供额外的材料")
    look("help")
    clerk.tap("help-close")
    expect(clerk.find("help")).to_be_focused()
    clerk.tap("materials-all")
    clerk.tap("tick-M15d:child-1/child-page-none")
    clerk.tap("materials-next")
    look("result, missing")
    clerk.tap("print-notice")
    clerk.tap("out-notice")
    clerk.tap("continue")
    clerk.tap("tick-M15d:child-1/birth-medical-certificate-shown")
    clerk.tap("materials-next")
    look("result, complete")
    clerk.tap("accept")
    look("pledge")
    clerk.tap("pledge-children-1")
    clerk.sign()
    clerk.tap("pledge-sign")
    look("accepted")
    clerk.tap("all-papers")
    look("papers")

    page.evaluate("location.hash = '#/home'")
    look("home, with work")
    clerk.take_down(MR_ZHAO, MRS_ZHAO)
    answer_what_both_items_ask(clerk)
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("pledge-decline")
    look("issue, before")
    if clerk.find("confirm-date").is_visible():
        clerk.tap("confirm-date")
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()
    look("issue, after")
    clerk.tap("out-certificate")
    look("handover")
    clerk.tap("papers-returned")
    clerk.tap("finish-unsigned")
    expect(clerk.find("done")).to_be_visible()
    look("done")
    assert inspector.faults == [], "\n".join(inspector.faults)
