"""Somebody of the district or a township at the desk in the browser."""

from playwright.sync_api import Locator, Page, expect

from tests.live_hub import PASSWORD, LiveHub


class Desk:
    """One browser with one person."""

    def __init__(self, page: Page, hub: LiveHub) -> None:
        self.page, self.hub = page, hub
        self.complaints: list[str] = []  # of the browser
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def find(self, name: str) -> Locator:
        return self.page.locator(f'[data-test="{name}"]')

    def click(self, name: str) -> None:
        self.find(name).click()

    def fill(self, **fields: str) -> None:
        """By the names of the fields, with `_` for `-`; a list is chosen from by its value."""
        for name, text in fields.items():
            field = self.find(name.replace("_", "-"))
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)

    def sign_in(self, user: str, password: str = PASSWORD, page: str = "") -> None:
        """And open a page of the desk."""
        self.page.goto(f"{self.hub.url}/desk/{page}")
        self.fill(username=user, password=password)
        self.click("submit")
        expect(self.find("who")).to_be_visible()

    def sign_out(self) -> None:
        self.click("sign-out")
        expect(self.find("username")).to_be_visible()

    def open(self, page: str) -> None:
        self.click(f"page-{page}")
        expect(self.find(f"page-{page}")).to_have_attribute("aria-current", "page")
        self.is_read()

    def is_read(self) -> None:
        """Everything that was asked has been answered."""
        expect(self.page.locator('main [aria-busy="true"]')).to_have_count(0)

    def is_told(self, sentence: str) -> None:
        """In the live region."""
        expect(self.find("said")).to_contain_text(sentence)

    def row(self, text: str) -> Locator:
        return self.page.locator("tbody tr", has_text=text)
