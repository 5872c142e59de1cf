"""Somebody of the district, a township or an office who looks at the dashboard in a browser."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.live_hub import PASSWORD, LiveHub

PARTS = re.compile(r"(\d+) ÷ (\d+)")


class Analyst:
    """One page of the dashboard."""

    def __init__(self, page: Page, hub: LiveHub) -> None:
        self.page, self.hub = page, hub
        self.complaints: list[str] = []  # of the browser
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def find(self, name: str) -> Locator:
        return self.page.locator(f'[data-test="{name}"]')

    def tap(self, name: str) -> None:
        self.find(name).first.click()

    def open(self, address: str = "", user: str = "district") -> None:
        """The dashboard, with an address that tells what to show."""
        self.page.goto(f"{self.hub.url}/dashboard/{address}")
        self.find("username").fill(user)
        self.find("password").fill(PASSWORD)
        self.tap("submit")
        self.is_read()

    def is_read(self) -> None:
        """Everything that was asked has been answered."""
        expect(self.page.locator('main.board[aria-busy="false"], [data-test="bulletin"]')).to_be_visible()
        expect(self.find("here").or_(self.find("bulletin")).or_(self.find("nowhere")).first).to_be_visible()

    def tile(self, figure: str) -> Locator:
        return self.find(f"tile-{figure}")

    def parts(self, tile: Locator) -> tuple[int, int]:
        """Numerator and denominator, as a tile shows them."""
        found = PARTS.search(tile.inner_text())
        assert found, tile.inner_text()
        return int(found[1]), int(found[2])
