"""Every screen of a case off the straight way: after its certificate, online, from another office."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, Playwright, expect

from schema.numbers import certificate_number
from tests.browser.accessible import Inspector
from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.paper import qrs_on
from tests.browser.test_afterwards import SUBMIT
from tests.browser.test_items import answer_what_both_items_ask
from tests.browser.test_office import OFFICE, do, work_item
from tests.browser.test_story import FIRST_VISIT, enrolled, everything_is_sent, first_visit
from tests.live_hub import PASSWORD, LiveHub
from tests.people import ANOTHER_WIFE, MR_ZHAO, MRS_ZHAO, WIDOWER

pytestmark = pytest.mark.browser

SITE = "500116001901"
ELSEWHERE = certificate_number("birth-service", "500116002901C5", FIRST_VISIT.date(), 1)


@pytest.fixture
def clerk(hub: LiveHub, tablet: BrowserContext) -> Clerk:
    return enrolled(hub, tablet)


def uploaded() -> str:
    """A card of nobody, photographed: a face and three lines."""
    picture = Image.new("RGB", (640, 400), "#8a9a94")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((40, 40, 600, 360), 20, fill="#eef3f1")
    for line in range(3):
        draw.rectangle((80, 100 + 60 * line, 360 - 40 * line, 124 + 60 * line), fill="#7a8884")
    draw.ellipse((430, 90, 540, 220), fill="#7a8884")
    draw.pieslice((400, 200, 570, 400), 180, 360, fill="#7a8884")
    content = io.BytesIO()
    picture.save(content, "JPEG")
    return base64.b64encode(content.getvalue()).decode()


def handed_over(clerk: Clerk) -> None:
    clerk.tap("out-certificate")
    clerk.tap("papers-returned")
    clerk.tap("finish-unsigned")
    expect(clerk.find("done")).to_be_visible()


def test_what_comes_after_a_certificate_is_accessible(clerk: Clerk, inspector: Inspector) -> None:
    page = clerk.page
    clerk.take_down(MR_ZHAO, MRS_ZHAO)
    answer_what_both_items_ask(clerk)
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("pledge-decline")
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()
    clerk.tap("to-spoiled")
    inspector.look(page, "spoiled")
    clerk.tap("spoiled-jam")
    expect(clerk.find("reissue")).to_be_enabled()
    inspector.look(page, "reissue")
    clerk.tap("reissue")
    handed_over(clerk)
    clerk.tap("handover-home")

    clerk.fill("search", ELSEWHERE)
    expect(clerk.find("found-elsewhere")).to_be_visible()
    inspector.look(page, "home, found elsewhere")
    clerk.fill("search", "赵明")
    expect(clerk.find("case")).to_have_count(1)
    inspector.look(page, "home, found")
    clerk.tap("continue")
    expect(clerk.find("history")).to_be_visible()
    inspector.look(page, "case")
    clerk.tap("way-mend")
    clerk.fill("mend-husband-name", "赵铭")
    expect(clerk.find("mend-was")).to_contain_text("赵明")
    inspector.look(page, "mend")
    clerk.tap("back")
    clerk.tap("way-ask-void")
    clerk.tap("ask-void-other")
    clerk.fill("ask-void-grounds", "登记信息有误，已与申请人核对")
    inspector.look(page, "ask void")
    clerk.tap("ask-void-send")
    expect(clerk.find("void-asked")).to_be_visible()
    inspector.look(page, "ask void, asked")


def test_what_was_entered_wrongly_is_accessible(clerk: Clerk, inspector: Inspector) -> None:
    clerk.take_down(MR_ZHAO, MRS_ZHAO)
    for answer in ("husband-remarried-after-none", "wife-remarried-after-divorce", "same-booklet-false"):
        clerk.tap(answer)
    clerk.tap("question-next")
    expect(clerk.find("materials-all")).to_be_visible()
    clerk.tap("back")
    expect(clerk.find("wife-remarried-after-divorce")).to_have_attribute("aria-checked", "true")
    clerk.tap("amend-leave")
    clerk.tap("materials-all")
    clerk.tap("tick-M04:wife/divorce-certificate-none")
    clerk.tap("materials-next")
    expect(clerk.find("print-notice")).to_be_visible()
    clerk.tap("amend")
    clerk.tap("wife-remarried-after-none")
    clerk.fill("husband-name", "赵铭")
    expect(clerk.find("amend-changes")).to_contain_text("赵铭")
    inspector.look(clerk.page, "amend")
    clerk.tap("amend-save")
    expect(clerk.find("amended")).to_be_visible()
    inspector.look(clerk.page, "materials, amended")


def test_how_a_certificate_comes_to_its_couple_is_accessible(clerk: Clerk, inspector: Inspector) -> None:
    page = clerk.page
    clerk.take_down(WIDOWER, ANOTHER_WIFE, "only-child")
    answer_what_both_items_ask(clerk)
    clerk.tap("husband-remarried-after-death")
    clerk.take_down_child(1, "李小明", "2018-09-01", "male")
    clerk.tap("opinion-from-employer")
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("to-delivery")
    expect(clerk.find("not-ready")).to_be_visible()
    inspector.look(page, "delivery")
    clerk.tap("delivery-mail")
    clerk.fill("home-phone", "13900000000")
    inspector.look(page, "delivery, the address")
    clerk.tap("home-keep")
    expect(clerk.find("address-kept")).to_be_visible()
    page.evaluate("location.hash = '#/home'")
    do(clerk, "opinion")
    clerk.tap("basis-own-residents")
    clerk.tap("print-opinion")
    clerk.tap("out-opinion")
    clerk.tap("issue")
    clerk.tap("out-certificate")
    clerk.fill("tracking", "EA111")
    clerk.tap("mail")
    expect(clerk.find("mailing")).to_have_count(1)
    inspector.look(page, "delivery, sent")


def test_an_online_application_is_accessible(hub: LiveHub, clerk: Clerk, inspector: Inspector) -> None:
    application = {
        "reference": "2021060800001",
        "item": "BIRTH_SERVICE",
        "sameBooklet": True,
        "site": SITE,
        "husband": {key: MR_ZHAO[key] for key in ("name", "idNo", "hukou", "residence")},
        "wife": {key: MRS_ZHAO[key] for key in ("name", "idNo", "hukou", "residence")},
        "delivery": "PICK_UP",
        "uploads": [{"key": "M01:husband", "content": uploaded()}],
    }
    hub.ask(SUBMIT, {"a": application}, "portal")
    expect(work_item(clerk, "online")).to_be_visible()
    inspector.look(clerk.page, "home, with an online application")
    do(clerk, "online")
    inspector.look(clerk.page, "online papers, before the password")
    clerk.fill("at-hub-password", PASSWORD)
    clerk.tap("at-hub-sign-in")
    clerk.tap("open-M01:husband")
    expect(clerk.find("opened-paper").locator("img")).to_be_visible()
    inspector.look(clerk.page, "online papers")


def test_asking_another_office_is_accessible(clerk: Clerk, inspector: Inspector) -> None:
    """The population system knows the widower as married for the first time."""
    page = clerk.page
    clerk.take_down(WIDOWER, ANOTHER_WIFE, "further-birth")
    answer_what_both_items_ask(clerk)
    clerk.tap("husband-remarried-after-death")
    clerk.tap("child-add")
    clerk.take_down_child(1, "李小明", "2018-09-01", "male")
    clerk.tap("reason-policy")
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("tick-M15d:child-1/child-page-shown")
    clerk.tap("materials-next")
    clerk.tap("accept")
    page.evaluate("location.hash = '#/home'")
    expect(work_item(clerk, "ask-office")).to_have_count(1)
    do(clerk, "ask-office")
    clerk.fill("office", OFFICE)
    clerk.fill("contact", "028-00000000")
    inspector.look(page, "ask office")
    clerk.tap("step-next")
    clerk.fill("person", "李同志")
    clerk.fill("content", "系统没有更新，已改为丧偶后再婚")
    inspector.look(page, "ask office, what was said")
    clerk.tap("step-next")
    inspector.look(page, "ask office, which is right")
    page.evaluate("location.hash = '#/home'")
    do(clerk, "children")
    clerk.tap("common-children-1")
    inspector.look(page, "prove children")


def test_a_slip_of_another_office_is_accessible(
    clerk: Clerk, hub: LiveHub, playwright: Playwright, inspector: Inspector, tmp_path: Path
) -> None:
    first_visit(clerk)
    (slip,) = [link for link in qrs_on(clerk.save_as_pdf(tmp_path / "notice.pdf")) if "/H/" in link]
    clerk.tap("out-notice")
    context = open_tablet(playwright, tmp_path / "second")
    second = enrolled(hub, context, "degan-1", "2222-2222")
    everything_is_sent(second)
    second.tap("scan")
    second.tap("slip-camera")
    expect(second.find("scan-hindrance")).to_be_visible()
    inspector.look(second.page, "scan, no camera")
    second.tap("scan-close")
    second.fill("slip-text", slip)
    second.tap("slip-read")
    expect(second.find("slip-says")).to_be_visible()
    inspector.look(second.page, "continue, what the slip says")
    second.tap("slip-next")
    expect(second.find("husband-name")).to_be_visible()
    inspector.look(second.page, "couple, of a slip")
    context.close()
