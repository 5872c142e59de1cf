"""Every screen can be read and touched: in Chinese and English, on the tablet and on a phone."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.accessible import Inspector
from tests.browser.clerk import Clerk
from tests.browser.test_items import answer_what_both_items_ask
from tests.browser.test_office import call, conclude, do, take_case, work_item
from tests.browser.test_story import FIRST_VISIT, enrolled
from tests.live_hub import PASSWORD, LiveHub
from tests.people import ANOTHER_WIFE, MR_ZHAO, MRS_ZHAO

pytestmark = pytest.mark.browser

NOBODYS_CASE = "#/issue/500116001901A9-1"
ENROLLING = {"username": "sipaifang-1", "password": PASSWORD, "code": "1111-1111", "label": "窗口 1 号平板"}
SUSPEND = "mutation($device: ID!) { endDevice(device: $device, why: SUSPENDED, wipe: false) { pending } }"
WAYS = (
    ("scan", "continue", '[data-test="slip-text"]'),
    ("home-verify", "verify", '[data-test="verify-text"]'),
    ("home-sync", "sync", "main h1"),
)


def test_every_screen_of_the_window_is_accessible(
    hub: LiveHub, tablet: BrowserContext, inspector: Inspector
) -> None:
    clerk = Clerk(tablet, hub)
    page = clerk.page

    def look(screen: str) -> None:
        inspector.look(page, screen)

    clerk.open_app_at(FIRST_VISIT)
    expect(clerk.find("enrol-submit")).to_be_visible()
    look("enrol")
    clerk.enrol("sipaifang-1", "1111-1111")
    look("home")
    clerk.tap("help")
    look("home, help")
    clerk.tap("help-close")
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


def test_every_screen_before_the_work_is_accessible(
    hub: LiveHub, tablet: BrowserContext, inspector: Inspector
) -> None:
    clerk = Clerk(tablet, hub)
    page = clerk.page
    clerk.open_app_at(FIRST_VISIT)
    for field, text in ENROLLING.items():
        clerk.fill(f"enrol-{field}", text)
    clerk.tap("enrol-submit")
    expect(clerk.find("first-pin")).to_be_visible()
    inspector.look(page, "first pin")
    clerk.choose_pin()
    clerk.tap("status-net")
    clerk.tap("to-people")
    inspector.look(page, "people")

    second = tablet.new_page()
    second.goto(f"{hub.url}/app/")
    expect(second.locator('[data-test="other-tab"]')).to_be_visible()
    inspector.look(second, "other tab")
    second.close()

    clerk.tap("lock")
    inspector.look(page, "locked")
    clerk.type_pin("161803")
    expect(clerk.find("pin-problem")).to_contain_text("不对")
    inspector.look(page, "locked, wrong pin")
    hub.ask(SUSPEND, {"device": "500116001901A1"}, "jijiang")
    page.reload()
    expect(clerk.find("ended")).to_be_visible()
    inspector.look(page, "ended")


def test_the_proof_of_a_status_is_accessible(
    hub: LiveHub, tablet: BrowserContext, inspector: Inspector
) -> None:
    clerk = enrolled(hub, tablet)
    take_case(clerk, "further-birth", ANOTHER_WIFE)
    clerk.tap("to-home")
    do(clerk, "pledge")
    call(clerk, answered=True)
    conclude(clerk, "consistent")
    clerk.tap("all-work")
    expect(work_item(clerk, "proof")).to_have_count(2)
    do(clerk, "proof")
    expect(clerk.find("paper-status-proof")).to_be_visible()
    inspector.look(clerk.page, "prove status")
