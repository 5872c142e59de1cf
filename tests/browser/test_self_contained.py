"""The app asks no host but its hub, and nothing in it needs what its policy forbids."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.test_story import FIRST_VISIT, first_visit
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser


def test_a_whole_case_asks_nobody_else_and_breaks_no_policy(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = Clerk(tablet, hub)
    hosts: set[str] = set()
    forbidden: list[str] = []
    tablet.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    clerk.page.on(
        "console",
        lambda said: forbidden.append(said.text) if "Content Security Policy" in said.text else None,
    )
    clerk.open_app_at(FIRST_VISIT)
    clerk.enrol("sipaifang-1", "1111-1111")
    first_visit(clerk)
    clerk.tap("out-notice")
    clerk.tap("continue")
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("pledge-decline")
    clerk.tap("issue")
    clerk.tap("out-certificate")
    expect(clerk.find("finish")).to_be_visible()
    assert hosts - {""} == {urlsplit(hub.url).netloc}
    assert forbidden == []
