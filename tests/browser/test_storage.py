"""Where its browser does not promise to keep its data, a tablet is enrolled when the township agrees."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.live_hub import PASSWORD, LiveHub

pytestmark = pytest.mark.browser

AGREED = "李主任同意：平板无法安装应用"
DEVICES = "{ devices { storage { kept reason } } }"


def test_enrolled_without_the_promise(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = Clerk(tablet, hub)
    clerk.open_app()
    clerk.page.evaluate("localStorage.setItem('test.unkept', 'yes')")
    for field, text in (("username", "sipaifang-1"), ("password", PASSWORD), ("code", "1111-1111")):
        clerk.fill(f"enrol-{field}", text)
    clerk.fill("enrol-label", "窗口 1 号平板")
    clerk.tap("enrol-submit")
    expect(clerk.find("enrol-unkept")).to_be_visible()
    assert hub.ask(DEVICES)["devices"] == []
    clerk.tap("enrol-submit")
    assert hub.ask(DEVICES)["devices"] == []
    clerk.fill("enrol-unkept-reason", AGREED)
    clerk.tap("enrol-submit")
    clerk.choose_pin()
    expect(clerk.find("start-birth-service")).to_be_visible()
    assert hub.ask(DEVICES)["devices"] == [{"storage": {"kept": False, "reason": AGREED}}]

    clerk.tap("status-net")
    expect(clerk.find("unkept")).to_be_visible()
    clerk.page.evaluate("localStorage.removeItem('test.unkept')")
    clerk.tap("ask-to-keep")
    expect(clerk.find("unkept")).to_be_hidden()
