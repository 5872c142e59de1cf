"""What lies on a locked tablet names nobody; what an earlier version left in clear is sealed."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clerk import Clerk
from tests.browser.test_story import enrolled, everything_is_sent, first_visit
from tests.browser.waiting import until
from tests.live_hub import PASSWORD, LiveHub
from tests.people import MR_ZHAO, MRS_ZHAO, SICHUAN, Person

pytestmark = pytest.mark.browser

SITE = "500116001901"
# Every value of every store, what is bytes also read as text.
WHAT_IS_STORED = """async () => {
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })
  const readable = (key, value) => {
    if (value instanceof CryptoKey) return `key that cannot be read out: ${!value.extractable}`
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value)
    return value
  }
  const found = {}
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store)
      const [keys, values] = await Promise.all([asked(all.getAllKeys()), asked(all.getAll())])
      found[`${name}/${store}`] = JSON.stringify([keys, values], readable)
    }
    database.close()
  }
  found.localStorage = JSON.stringify({ ...localStorage })
  found.sessionStorage = JSON.stringify({ ...sessionStorage })
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      found[`cache ${request.url}`] = request.url + await (await cache.match(request)).text()
    }
  }
  found.address = location.href + document.title
  found.screen = document.body.innerText
  return found
}"""
# A store of the same kind with one person in it.
IN_CLEAR = """(person) => new Promise((done) => {
  const request = indexedDB.open('control')
  const held = { husband: person }
  request.onupgradeneeded = () => request.result.createObjectStore('docs').put(held, 'application:x')
  request.onsuccess = () => done(request.result.close())
})"""

KEY_IS_LEFT = """() => new Promise((done) => {
  const request = indexedDB.open('yici-tablet')
  request.onsuccess = () => {
    const keys = request.result.transaction('notes').objectStore('notes').getAllKeys()
    keys.onsuccess = () => {
      request.result.close()
      done(keys.result.some((key) => key.startsWith('escrow:')))
    }
  }
})"""


def told(page: Page) -> dict[str, str]:
    stored: dict[str, str] = page.evaluate(WHAT_IS_STORED)
    assert any(name.startswith("_pouch_sealed-site-") for name in stored)
    assert any(name.startswith("cache ") for name in stored)
    return stored


def named_in(stored: dict[str, str]) -> set[str]:
    """Where somebody who came to the window is named, or a paper of his numbered."""
    words = [word for person in (MR_ZHAO, MRS_ZHAO) for word in words_of(person)]
    return {place for place, text in stored.items() if any(word in text for word in words)}


def words_of(person: Person) -> list[str]:
    return [person["name"], person["idNo"]] + ([SICHUAN["address"]] if person["hukou"] == SICHUAN else [])


def test_a_locked_tablet_names_nobody(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = enrolled(hub, tablet)
    first_visit(clerk)
    clerk.tap("out-notice")
    everything_is_sent(clerk)
    clerk.open_app()
    clerk.tap("start-only-child")
    clerk.fill("husband-name", MR_ZHAO["name"])
    clerk.fill("husband-id", MR_ZHAO["idNo"])

    clerk.tap("lock")
    expect(clerk.find("locked")).to_be_visible()
    assert named_in(told(clerk.page)) == set()
    clerk.page.reload()
    expect(clerk.find("locked")).to_be_visible()
    assert named_in(told(clerk.page)) == set()
    clerk.page.evaluate(IN_CLEAR, MR_ZHAO)
    assert named_in(told(clerk.page)) == {"control/docs"}, "what is in clear is found"

    clerk.type_pin("161803")
    expect(clerk.find("pin-problem")).to_contain_text("不对")
    tablet.set_offline(True)
    clerk.unlock()
    expect(clerk.find("husband-name")).to_have_value(MR_ZHAO["name"])
    clerk.open_app()
    expect(clerk.find("case")).to_have_count(1)


def test_a_forgotten_pin_loses_nothing(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = enrolled(hub, tablet)
    until(clerk.page, KEY_IS_LEFT)
    tablet.set_offline(True)
    first_visit(clerk)
    clerk.tap("out-notice")
    clerk.tap("lock")
    clerk.tap("forgotten")
    sign_in_again(clerk, "sipaifang-1")
    expect(clerk.find("recover-problem")).to_contain_text("连接不上")
    tablet.set_offline(False)
    sign_in_again(clerk, "degan-1")
    expect(clerk.find("recover-problem")).to_contain_text("不属于本站点")
    assert [one for one in hub.documents(f"site-{SITE}") if "seq" in one] == []

    sign_in_again(clerk, "sipaifang-1")
    expect(clerk.find("recovered")).to_contain_text("周经办")
    clerk.choose_pin("314159")
    expect(clerk.find("locked")).to_be_hidden()
    expect(clerk.find("case")).to_have_count(1)
    everything_is_sent(clerk)
    facts = [one for one in hub.documents(f"site-{SITE}") if "seq" in one]
    assert {fact["clerk"] for fact in facts} == {"sipaifang-1"}
    (record,) = [one for one in hub.documents("hub") if one["_id"].startswith("audit:")]
    assert (record["by"], record["purpose"]) == ("sipaifang-1", "恢复平板口令")


def sign_in_again(clerk: Clerk, user: str) -> None:
    clerk.fill("recover-username", user)
    clerk.fill("recover-password", PASSWORD)
    clerk.tap("recover-sign-in")


def test_two_clerks_of_one_tablet(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = Clerk(tablet, hub)
    clerk.open_app()
    clerk.enrol("sipaifang-1", "1111-1111")
    clerk.tap("status-net")
    clerk.tap("to-people")
    clerk.fill("people-username", "degan-1")
    clerk.fill("people-password", PASSWORD)
    clerk.tap("people-sign-in")
    expect(clerk.find("people-problem")).to_contain_text("不属于本站点")
    clerk.fill("people-username", "sipaifang-2")
    clerk.tap("people-sign-in")
    clerk.choose_pin("314159")
    expect(clerk.find("people-done")).to_be_visible()

    tablet.set_offline(True)
    clerk.tap("lock")
    clerk.unlock("sipaifang-2", "314159")
    expect(clerk.find("who")).to_contain_text("吴经办")
    first_visit(clerk)
    clerk.tap("out-notice")
    tablet.set_offline(False)
    everything_is_sent(clerk)
    facts = [one for one in hub.documents(f"site-{SITE}") if "seq" in one]
    assert {fact["clerk"] for fact in facts} == {"sipaifang-2"}

    clerk.tap("lock")
    clerk.unlock("sipaifang-1")
    expect(clerk.find("case")).to_have_count(1)

    clerk.tap("status-net")
    clerk.tap("to-people")
    clerk.tap("take-off-sipaifang-2")
    clerk.be_sure()
    expect(clerk.find("person-sipaifang-2")).to_have_count(0)
    clerk.tap("lock")
    expect(clerk.find("who-sipaifang-2")).to_have_count(0)
    clerk.type_pin("314159")
    expect(clerk.find("pin-problem")).to_contain_text("不对")
    clerk.unlock()
    expect(clerk.find("person-sipaifang-1")).to_be_visible()
