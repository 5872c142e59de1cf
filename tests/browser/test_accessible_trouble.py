"""Every screen on which something is not as it should be: what happened, what was kept, what to do next."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.accessible import Inspector
from tests.browser.clerk import Clerk
from tests.browser.test_eviction import throw_away
from tests.browser.test_story import FIRST_VISIT, everything_is_sent, first_visit
from tests.live_hub import PASSWORD, LiveHub
from tests.people import MR_ZHAO

pytestmark = pytest.mark.browser

OWN = "500116001901A1"
# Noted as the tablet itself does after the hub's answer; a locked tablet reads its notes when it is opened.
NOTE = """([key, value]) => new Promise((done) => {
  const request = indexedDB.open('yici-tablet')
  request.onsuccess = () => {
    const writing = request.result.transaction('notes', 'readwrite')
    writing.objectStore('notes').put(value, key)
    writing.oncomplete = () => done(request.result.close())
  }
})"""
# A disk that cannot be read.
BROKEN = """
if (localStorage.getItem('test.broken')) {
  indexedDB.open = () => { throw new Error('the disk cannot be read') }
}
"""
AHEAD = (
    "(by) => localStorage.setItem('test.clock-shift', Number(localStorage.getItem('test.clock-shift')) + by)"
)
FOUR_DAYS, TWENTY_MINUTES = 4 * 86_400_000, 20 * 60_000


@pytest.fixture
def clerk(hub: LiveHub, tablet: BrowserContext) -> Clerk:
    tablet.add_init_script(BROKEN)
    clerk = Clerk(tablet, hub)
    clerk.open_app_at(FIRST_VISIT)
    return clerk


def test_a_browser_that_promises_nothing(clerk: Clerk, inspector: Inspector) -> None:
    clerk.page.evaluate("localStorage.setItem('test.unkept', 'yes')")
    for field, text in (("username", "sipaifang-1"), ("password", PASSWORD), ("code", "1111-1111")):
        clerk.fill(f"enrol-{field}", text)
    clerk.fill("enrol-label", "窗口 1 号平板")
    clerk.tap("enrol-submit")
    expect(clerk.find("enrol-unkept")).to_be_visible()
    inspector.look(clerk.page, "enrol, nothing is promised")
    clerk.fill("enrol-unkept-reason", "李主任同意：平板无法安装应用")
    clerk.tap("enrol-submit")
    clerk.choose_pin()
    expect(clerk.find("start-birth-service")).to_be_visible()
    clerk.tap("status-net")
    expect(clerk.find("unkept")).to_be_visible()
    inspector.look(clerk.page, "sync, nothing is promised")


def test_a_tablet_of_two_clerks_one_of_whom_forgot(clerk: Clerk, inspector: Inspector) -> None:
    clerk.enrol("sipaifang-1", "1111-1111")
    clerk.tap("status-net")
    clerk.tap("to-people")
    clerk.fill("people-username", "sipaifang-2")
    clerk.fill("people-password", PASSWORD)
    clerk.tap("people-sign-in")
    expect(clerk.find("pin-1")).to_be_visible()
    inspector.look(clerk.page, "people, a new PIN")
    clerk.choose_pin("314159")
    expect(clerk.find("people-done")).to_be_visible()
    inspector.look(clerk.page, "people, several")
    clerk.tap("lock")
    expect(clerk.find("who-sipaifang-2")).to_be_visible()
    inspector.look(clerk.page, "locked, who is it")
    clerk.tap("help")
    inspector.look(clerk.page, "locked, help")
    clerk.tap("help-close")
    clerk.tap("who-sipaifang-1")
    clerk.tap("forgotten")
    inspector.look(clerk.page, "recover")


def test_a_wrong_clock_a_refused_record_a_copied_tablet_and_a_file(
    clerk: Clerk, inspector: Inspector
) -> None:
    clerk.enrol("sipaifang-1", "1111-1111")
    wrong_by(clerk, TWENTY_MINUTES)
    inspector.look(clerk.page, "home, the clock is wrong")
    wrong_by(clerk, FOUR_DAYS)
    expect(clerk.find("status-clock")).to_contain_text("4 天")
    inspector.look(clerk.page, "home, the date is wrong")

    wrong_by(clerk, -FOUR_DAYS - TWENTY_MINUTES)
    clerk.context.set_offline(True)
    first_visit(clerk)
    clerk.tap("out-notice")
    clerk.page.evaluate(NOTE, ["refusals", [{"id": f"notice:{OWN}:4", "reason": "role 请由镇街办理"}]])
    clerk.reload()
    expect(clerk.find("status-refused")).to_be_visible()
    clerk.tap("status-net")
    with clerk.page.expect_download():
        clerk.tap("courier-pack")
    expect(clerk.find("courier-packed")).to_be_visible()
    expect(clerk.find("refusal")).to_have_count(1)
    inspector.look(clerk.page, "sync, a file and a refused record")

    clerk.page.evaluate(NOTE, [f"copied:{OWN}", True])
    clerk.reload()
    expect(clerk.find("status-copied")).to_be_visible()
    inspector.look(clerk.page, "sync, copied")
    expect(clerk.page.get_by_text(MR_ZHAO["idNo"])).to_have_count(0)


def wrong_by(clerk: Clerk, more: int) -> None:
    """The tablet's own clock is set on by so many milliseconds; the hub tells it better."""
    clerk.page.evaluate(AHEAD, more)
    clerk.reload()
    expect(clerk.find("status-net")).to_have_attribute("data-online", "true")


def test_a_tablet_that_cannot_be_opened(clerk: Clerk, inspector: Inspector) -> None:
    clerk.page.evaluate("localStorage.setItem('test.broken', 'yes')")
    clerk.page.reload()
    expect(clerk.find("failed")).to_be_visible()
    inspector.look(clerk.page, "failed")


def test_a_tablet_that_lost_all_it_held(clerk: Clerk, inspector: Inspector) -> None:
    clerk.enrol("sipaifang-1", "1111-1111")
    first_visit(clerk)
    clerk.tap("out-notice")
    everything_is_sent(clerk)
    throw_away(clerk, "")
    expect(clerk.find("evicted-nothing")).to_be_visible()
    inspector.look(clerk.page, "evicted")
