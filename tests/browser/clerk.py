"""A clerk at the window: says what is tapped, in the words of the office."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.live_hub import PASSWORD, LiveHub
from tests.people import Person

PIN = "271828"

# The tablet's own clock, which the browser takes from the machine: moved by the test, never by the app.
WALL_CLOCK = """
(() => {
  const shift = Number(localStorage.getItem('test.clock-shift') ?? 0)
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...parts) { super(...(parts.length ? parts : [Real.now() + shift])) }
    static now() { return Real.now() + shift }
  }
})()
"""

# What headless Chromium promises nobody: to keep what is stored. `test.unkept` takes the promise back.
PROMISES = """
(() => {
  if (!navigator.storage) return
  const kept = async () => localStorage.getItem('test.unkept') === null
  Object.assign(navigator.storage, { persist: kept, persisted: kept })
})()
"""


class Clerk:
    """One tablet with one clerk. Counts the taps."""

    def __init__(self, context: BrowserContext, hub: LiveHub) -> None:
        self.context, self.hub = context, hub
        context.add_init_script(WALL_CLOCK)
        context.add_init_script(PROMISES)
        self.page: Page = context.pages[0] if context.pages else context.new_page()
        self.taps = 0

    def find(self, name: str) -> Locator:
        return self.page.locator(f'[data-test="{name}"]')

    def tap(self, name: str) -> None:
        self.find(name).click()
        self.taps += 1

    def fill(self, name: str, text: str) -> None:
        self.find(name).fill(text)

    def open_app(self) -> None:
        """And unlock it, where it is enrolled."""
        self.page.goto(f"{self.hub.url}/app/")
        self._come_in()

    def open_app_at(self, moment: datetime) -> None:
        """The same with the tablet's wall clock set to a moment."""
        self.page.goto(f"{self.hub.url}/healthz")  # shares what is stored with the app, and starts nothing
        self.turn_the_clock_to(moment)
        self.open_app()

    def reload(self) -> None:
        """Start the app anew, and unlock it."""
        self.page.reload()
        self._come_in()

    def _come_in(self) -> None:
        closed = self.find("enrol-code").or_(self.find("locked"))
        start = self.find("start-birth-service").or_(self.find("desk-window"))
        expect(closed.or_(start).first).to_be_visible()
        if self.find("locked").is_visible():
            self.unlock()

    def unlock(self, user: str = "", pin: str = PIN) -> None:
        """`user` is chosen where several work with the tablet."""
        if user:
            self.tap(f"who-{user}")
        self.type_pin(pin)
        expect(self.find("locked")).to_be_hidden()

    def choose_pin(self, pin: str = PIN) -> None:
        """Typed twice, with a keyboard."""
        self.type_pin(pin)
        self.type_pin(pin)

    def type_pin(self, pin: str) -> None:
        expect(self.find("pin-1")).to_be_enabled()
        self.page.keyboard.type(pin)

    def turn_the_clock_to(self, moment: datetime) -> None:
        """Set the tablet's wall clock; takes effect with the next start of the app."""
        self.page.evaluate(
            "(ahead) => localStorage.setItem('test.clock-shift', ahead)",
            (moment.timestamp() - time.time()) * 1000,
        )

    def enrol(self, user: str, pairing_code: str, start: str = "start-birth-service") -> None:
        """`start` is what stands on the screen that work begins at. From then on no network is needed."""
        self.fill("enrol-username", user)
        self.fill("enrol-password", PASSWORD)
        self.fill("enrol-code", pairing_code)
        self.fill("enrol-label", "窗口 1 号平板")
        self.tap("enrol-submit")
        self.choose_pin()
        expect(self.find(start)).to_be_visible()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => {})")

    def take_down(self, husband: Person, wife: Person, item: str = "birth-service") -> None:
        """From two identity cards and two household booklets."""
        self.tap(f"start-{item}")
        self.fill_in(husband, wife)

    def fill_in(self, husband: Person, wife: Person) -> None:
        """The couple screen, and on."""
        self.type_in(husband, wife)
        self.tap("couple-next")

    def type_in(self, husband: Person, wife: Person) -> None:
        """The couple screen."""
        for spouse, person in (("husband", husband), ("wife", wife)):
            self.fill(f"{spouse}-name", person["name"])
            self.fill(f"{spouse}-id", person["idNo"])
            self._place(f"{spouse}-hukou", person["hukou"])
            self._place(f"{spouse}-residence", person["residence"])

    def _place(self, field: str, place: dict[str, Any]) -> None:
        if place["area"].startswith("50"):
            self.tap(f"{field}-area-{place['area']}")
        else:
            self.find(f"{field}-province").or_(self.find(f"{field}-area-outside")).first.click()
            self.taps += 1
            self.find(f"{field}-province").select_option(place["area"])
        self.fill(f"{field}-address", place["address"])

    def take_down_child(self, n: int, name: str, born: str, sex: str) -> None:
        """One child, as the question about children asks."""
        self.fill(f"child-{n}-name", name)
        self.fill(f"child-{n}-born", born)
        self.tap(f"child-{n}-{sex}")

    def be_sure(self) -> None:
        """Yes to the question that comes before what cannot be undone."""
        self.page.locator(".van-dialog__confirm").click()
        self.taps += 1
        expect(self.page.locator(".van-dialog")).to_be_hidden()

    def settled(self) -> None:
        """Nothing on the screen has only just come: it takes a finger."""
        expect(self.page.locator(".settling")).to_have_count(0)

    def sign(self) -> None:
        """A hand-written signature, as strokes."""
        self.settled()
        box = self.find("signature").bounding_box()
        assert box is not None
        left, top, width, height = box["x"], box["y"], box["width"], box["height"]
        for stroke in (((0.2, 0.3), (0.5, 0.7)), ((0.4, 0.2), (0.4, 0.8)), ((0.6, 0.4), (0.8, 0.5))):
            (x, y), (to_x, to_y) = stroke
            self.page.mouse.move(left + width * x, top + height * y)
            self.page.mouse.down()
            self.page.mouse.move(left + width * to_x, top + height * to_y, steps=6)
            self.page.mouse.up()
        self.taps += 1

    def save_as_pdf(self, path: Path) -> Path:
        """What the printer would get of the paper on the screen now."""
        self.page.pdf(path=path, prefer_css_page_size=True, print_background=True)
        return path
