"""What was meant for one screen does nothing on the next: a second tap, and a second application."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.test_story import FIRST_VISIT
from tests.live_hub import LiveHub
from tests.people import JIANGJIN, MR_ZHAO, MRS_ZHAO

pytestmark = pytest.mark.browser

NUMBERS_SHOWN = """() => {
  const look = () => shown.add(document.querySelector('[data-test="paper-certificate"]')?.dataset.no)
  globalThis.shown = new Set()
  look()
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
}"""
IN_TOWN = {**MR_ZHAO, "hukou": JIANGJIN}


@pytest.fixture
def clerk(tablet: BrowserContext, hub: LiveHub) -> Clerk:
    clerk = Clerk(tablet, hub)
    clerk.open_app_at(FIRST_VISIT)
    clerk.enrol("sipaifang-1", "1111-1111")
    return clerk


def _accept(clerk: Clerk) -> None:
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-true"):
        clerk.tap(answer)
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    expect(clerk.find("issue")).to_be_enabled()


def test_a_double_tap_signs_and_does_nothing_else(clerk: Clerk) -> None:
    clerk.take_down(IN_TOWN, MRS_ZHAO)
    _accept(clerk)
    clerk.settled()
    box = clerk.find("issue").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    clerk.page.mouse.dblclick(x, y)
    expect(clerk.find("out-certificate")).to_be_visible()
    spoiled, out = (clerk.find(name).bounding_box() for name in ("to-spoiled", "out-certificate"))
    assert spoiled is not None
    assert out is not None
    assert spoiled["x"] + spoiled["width"] < 640 < out["x"]  # apart from what is tapped next


def test_a_certificate_has_the_number_that_its_preview_had_from_first_to_last(clerk: Clerk) -> None:
    clerk.take_down(IN_TOWN, MRS_ZHAO)
    _accept(clerk)
    clerk.page.evaluate(NUMBERS_SHOWN)
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()
    number = clerk.find("paper-certificate").get_attribute("data-no")
    assert clerk.page.evaluate("[...shown]") == [number]


def test_who_holds_a_certificate_is_known_by_both_numbers_and_before_acceptance(clerk: Clerk) -> None:
    clerk.take_down(IN_TOWN, MRS_ZHAO)
    _accept(clerk)
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()
    clerk.tap("to-home")
    clerk.tap("start-birth-service")
    clerk.fill("husband-id", IN_TOWN["idNo"])
    expect(clerk.find("earlier-certificate")).to_be_hidden()
    clerk.fill("wife-id", MRS_ZHAO["idNo"])
    expect(clerk.find("earlier-certificate")).to_contain_text("不能再发一张")
    clerk.fill_in(IN_TOWN, MRS_ZHAO)
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-true"):
        clerk.tap(answer)
    clerk.tap("question-next")
    clerk.tap("materials-all")
    expect(clerk.find("earlier-certificate")).to_contain_text("不能再发一张")
    expect(clerk.find("materials-next")).to_be_disabled()
    clerk.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    clerk.tap("earlier-first")
    expect(clerk.find("earlier-open")).to_be_in_viewport()
    clerk.tap("earlier-open")
    expect(clerk.page).to_have_url(re.compile("#/case/"))
