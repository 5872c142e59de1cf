"""A tablet from its first day to its last: enrolled by an address, suspended, admitted again, wiped."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.waiting import until
from tests.live_hub import PASSWORD, LiveHub

pytestmark = pytest.mark.browser

SITE = "500116001901"
CODE = "mutation($site: String!) { createPairingCode(site: $site) { code url } }"
END = """mutation($device: ID!, $why: DeviceEnd!, $wipe: Boolean!) {
  endDevice(device: $device, why: $why, wipe: $wipe) { pending } }"""
READMIT = "mutation($device: ID!) { readmitDevice(device: $device) { pending } }"
NOTHING_IS_LEFT = "indexedDB.databases().then((all) => all.length === 0)"


def test_a_tablet_from_its_first_day_to_its_last(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = Clerk(tablet, hub)
    made = hub.ask(CODE, {"site": SITE}, "jijiang")["createPairingCode"]
    clerk.page.goto(made["url"])
    expect(clerk.find("enrol-code")).to_have_value(made["code"])
    clerk.fill("enrol-username", "sipaifang-1")
    clerk.fill("enrol-password", PASSWORD)
    clerk.fill("enrol-label", "窗口 1 号平板")
    clerk.tap("enrol-submit")
    clerk.choose_pin()
    expect(clerk.find("start-birth-service")).to_be_visible()
    expect(clerk.page).to_have_url(f"{hub.url}/app/")

    device = {"device": f"{SITE}A1"}
    hub.ask(END, {**device, "why": "SUSPENDED", "wipe": False}, "jijiang")
    clerk.page.reload()
    expect(clerk.find("ended")).to_contain_text("暂停使用")
    tablet.set_offline(True)
    clerk.page.reload()
    expect(clerk.find("ended")).to_be_visible()
    clerk.tap("ask-again")
    expect(clerk.find("ended")).to_be_visible()
    tablet.set_offline(False)
    hub.ask(READMIT, device, "jijiang")
    clerk.tap("ask-again")
    clerk.unlock()
    expect(clerk.find("start-birth-service")).to_be_visible()

    hub.ask(END, {**device, "why": "STOLEN", "wipe": True}, "jijiang")
    expect(clerk.find("ended")).to_contain_text("已删除")  # it hears by itself
    until(clerk.page, NOTHING_IS_LEFT)  # over the page that is begun anew to delete it all
    clerk.page.reload()
    expect(clerk.find("enrol-code")).to_have_value("")
