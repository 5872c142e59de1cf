"""A clerk comes to a new tablet with a slip of a first password: one screen more, and the tablet works."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

SITE = "500116001901"
CODE = "mutation($site: String!) { createPairingCode(site: $site) { code } }"
CREATE = f"""mutation {{ createPerson(name: "li-1", displayName: "李经办", role: CLERK, area: "{SITE}") {{
  initialPassword }} }}"""


def test_who_enrols_with_a_first_password_chooses_their_own_there(
    hub: LiveHub, tablet: BrowserContext
) -> None:
    clerk = Clerk(tablet, hub)
    clerk.page.goto(f"{hub.url}/app/")
    clerk.fill("enrol-username", "li-1")
    clerk.fill("enrol-password", hub.ask(CREATE, {}, "jijiang")["createPerson"]["initialPassword"])
    clerk.fill("enrol-code", hub.ask(CODE, {"site": SITE}, "jijiang")["createPairingCode"]["code"])
    clerk.fill("enrol-label", "窗口 1 号平板")
    clerk.tap("enrol-submit")
    for _ in range(2):  # there and back again
        clerk.tap("language")
    expect(clerk.find("help")).to_be_visible()
    clerk.tap("own-back")
    expect(clerk.find("enrol-username")).to_have_value("li-1")  # what was filled in is still there
    clerk.tap("enrol-submit")
    clerk.fill("own-new", "short")
    clerk.fill("own-again", "short")
    clerk.tap("own-choose")
    expect(clerk.page.locator("#own-new-hint")).to_contain_text("8")
    clerk.fill("own-new", "我自己的密码真好")
    clerk.fill("own-again", "我自己的密码真")
    expect(clerk.find("own-choose")).to_be_disabled()
    clerk.fill("own-again", "我自己的密码真好")
    clerk.tap("own-choose")
    clerk.choose_pin()
    expect(clerk.find("start-birth-service")).to_be_visible()
