"""A browser throws away what a tablet holds, a part or all of it: it is said, and nothing is given twice."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.test_sealed import SITE
from tests.browser.test_story import enrolled, everything_is_sent, first_visit
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

# Of the databases whose names begin so.
THROW_AWAY = """async (beginning) => {
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith(beginning)) continue
    await new Promise((done, failed) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = done
      request.onerror = request.onblocked = failed
    })
  }
}"""


def throw_away(clerk: Clerk, beginning: str) -> None:
    """While the app is closed."""
    clerk.page.goto(f"{clerk.hub.url}/app/icon.svg")
    clerk.page.evaluate(THROW_AWAY, beginning)
    clerk.page.goto(f"{clerk.hub.url}/app/")


def places_at(hub: LiveHub) -> list[int]:
    return sorted(one["seq"] for one in hub.documents(f"site-{SITE}") if "seq" in one)


def test_a_part_is_thrown_away(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = enrolled(hub, tablet)
    first_visit(clerk)
    clerk.tap("out-notice")
    everything_is_sent(clerk)
    safe = places_at(hub)
    tablet.set_offline(True)
    clerk.tap("continue")
    clerk.page.evaluate("location.hash = '#/home'")
    expect(clerk.find("status-waiting")).not_to_contain_text("待同步 0")
    lost = int(clerk.find("status-waiting").get_attribute("data-count") or 0)
    hub.kill()
    tablet.set_offline(False)
    throw_away(clerk, "_pouch_sealed")
    clerk.unlock()
    expect(clerk.find("lost-places")).to_contain_text(f"缺 {lost} 条")
    clerk.tap("lost-read")
    expect(clerk.find("status-lost")).to_be_visible()

    hub.start(now="2021-06-08T10:00")
    expect(clerk.find("case")).to_be_visible()
    first_visit(clerk)
    clerk.tap("out-notice")
    expect(clerk.find("home-sync")).to_be_visible()
    clerk.tap("status-lost")
    expect(clerk.find("lost-places")).to_contain_text(f"缺 {lost} 条")
    expect(clerk.find("records-unsent")).to_have_text("0")
    now = places_at(hub)
    assert len(set(now)) == len(now)
    assert now[: len(safe)] == safe
    assert now[len(safe)] == safe[-1] + lost + 1, "no place is used twice"


def test_all_is_thrown_away(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = enrolled(hub, tablet)
    first_visit(clerk)
    clerk.tap("out-notice")
    everything_is_sent(clerk)
    throw_away(clerk, "")
    expect(clerk.find("evicted")).to_contain_text(f"{SITE}A1")
    expect(clerk.find("evicted-nothing")).to_contain_text(f"{len(places_at(hub))} 条")
    clerk.tap("enrol-anew")
    clerk.enrol("sipaifang-1", "1111-1111")
    expect(clerk.find("case")).to_be_visible()
