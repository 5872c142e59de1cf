"""A clerk on the first day: knows the couple's papers, and of the app nothing but what its screens say."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from tests.people import JIANGJIN, Person

SHOWN, ONLY_A_COPY = "已出示", "只有复印件"
TRUE_OF_THEM = ("未再婚", "各有一本", "初婚", "0")  # the couple's answers to whatever is asked
PROVINCES = {"510000": "四川省"}
CHANGED = "(before) => document.querySelector('main')?.innerText !== before"
HERE, OUTSIDE = "江津区", "市外"


class Newcomer:
    """Fills in what is empty, answers what is asked, takes the button in colour; counts what that costs."""

    def __init__(self, page: Page, husband: Person, wife: Person) -> None:
        self._page = page
        self._couple = {"丈夫": husband, "妻子": wife}
        self.taps = self.fields = 0
        self._begun = time.monotonic()

    @property
    def cost(self) -> str:
        return f"{self.taps} taps, {self.fields} fields typed, {time.monotonic() - self._begun:.0f} s"

    def serve(self, begin_with: str, copies: tuple[str, ...], until: Locator) -> None:
        """From a button of the first screen; `copies` are the papers they have no original of here."""
        self._go_on(self._page.get_by_role("button", name=re.compile(begin_with)).first)
        for _ in range(20):
            expect(self._page.locator(".van-button--loading, .settling")).to_have_count(0)
            if until.is_visible():
                return
            self._fill_in()
            self._answer(copies)
            self._sign()
            self._go_on(self._page.locator(".van-button--primary:enabled:visible").last)
        raise AssertionError(f"lost at {self._page.get_by_role('heading', level=1).text_content()}")

    def _tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def _go_on(self, button: Locator) -> None:
        """Something else is on the screen afterwards."""
        before = self._page.locator("main").inner_text()
        self._tap(button)
        self._page.wait_for_function(CHANGED, arg=before)

    def _fill_in(self) -> None:
        for who, person in self._couple.items():
            card = self._page.locator("section").filter(
                has=self._page.get_by_role("heading", name=who, exact=True)
            )
            if not card.count() or card.get_by_role("textbox", name="姓名").input_value():
                continue
            self._type(card.get_by_role("textbox", name="姓名"), person["name"])
            self._type(card.get_by_role("textbox", name="公民身份号码"), person["idNo"])
            for label, place in (("户籍地", person["hukou"]), ("现居住地", person["residence"])):
                self._fill_in_place(card.get_by_role("group", name=re.compile(f"^{label}")), place)

    def _fill_in_place(self, group: Locator, place: dict[str, str]) -> None:
        at_home = place["area"] == JIANGJIN["area"]
        self._tap(group.get_by_role("radio", name=HERE if at_home else OUTSIDE))
        if not at_home:
            group.get_by_role("combobox").select_option(label=PROVINCES[place["area"]])
            self.taps += 1
        self._type(group.get_by_role("textbox"), place["address"])

    def _answer(self, copies: tuple[str, ...]) -> None:
        for group in self._page.get_by_role("radiogroup").all():
            if group.get_by_role("radio", checked=True).count():
                continue
            asked = group.get_attribute("aria-label") or ""
            papers = ONLY_A_COPY if any(paper in asked for paper in copies) else SHOWN
            words = [one.inner_text().strip() for one in group.get_by_role("radio").all()]
            (word,) = [word for word in words if word in (papers, *TRUE_OF_THEM)]
            self._tap(group.get_by_role("radio", name=word, exact=True))
        for box in self._page.get_by_role("checkbox", checked=False).all():
            self._tap(box)

    def _sign(self) -> None:
        pad = self._page.locator("canvas:visible")
        if not pad.count():
            return
        pad.scroll_into_view_if_needed()
        expect(self._page.locator(".settling")).to_have_count(0)
        box = pad.bounding_box()
        assert box is not None
        self._page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2)
        self._page.mouse.down()
        self._page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.4, steps=5)
        self._page.mouse.up()
        self.taps += 1

    def _type(self, field: Locator, text: str) -> None:
        field.fill(text)
        self.fields += 1
