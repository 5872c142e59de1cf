"""A clerk who takes what the screen offers, now and then mistakenly: chance decides which step comes next."""

import random
from itertools import count

from playwright.async_api import Page

from tests.browser.clerk import PIN
from tests.browser.soak.screen import Seen, fill, look, sign, tap
from tests.people import JIANGJIN, SICHUAN, Person, couple

# How readily each button is taken where it can be; a name that ends with "-" stands for all that begin so.
# What is not here is not taken: it leads to work that needs a letter from elsewhere or a camera.
READILY = {
    "start-birth-service": 8, "start-only-child": 2, "continue": 5, "desk-window": 4,
    "home-sync": 0.3, "home-verify": 0.3, "all-work": 0.5, "lock": 0.2, "language": 0.2,
    "back": 0.4, "to-home": 0.5, "no-case-home": 5, "handover-home": 5,
    "couple-next": 9, "couple-clear": 0.3, "question-next": 9,
    "materials-next": 8, "earlier-go-on": 9, "untick-": 0.5,
    "amend": 0.4, "amend-leave": 5, "amend-save": 9, "withdraw": 9,
    "accept": 9, "print-notice": 8, "out-notice": 8, "later-notice": 1,
    "confirm-date": 30, "pledge-sign": 9, "pledge-decline": 4, "to-issue": 8,
    "issue": 9, "out-certificate": 6, "later-certificate": 2, "print-certificate": 3,
    "show-receipt": 1, "print-receipt": 2, "out-receipt": 6, "later-receipt": 1,
    "to-spoiled": 1, "way-spoiled": 1, "spoiled-": 3, "to-case": 2, "way-": 1, "all-papers": 0.7,
    "paper-of-": 1, "to-handover": 6, "finish": 9, "finish-unsigned": 2, "take-over": 9, "retry": 9,
}  # fmt: skip
MOSTLY = 0.85  # the first of the answers: the paper is here, nobody was married before


class SoakClerk:
    """Works on a page; `couples` numbers the people who come to this window and to no other."""

    def __init__(self, chance: random.Random, first_couple: int) -> None:
        self._chance = chance
        self._couples = count(first_couple)
        self._at_the_window = couple(first_couple)
        self.shown: set[str] = set()  # numbers of certificates that stood on the screen

    async def step(self, page: Page) -> str:
        """One thing done at the window; the answer says what, for those who read why it failed."""
        seen = await look(page)
        self.shown.update(seen.numbers)
        if "locked" in seen:
            await unlock(page)
            return "unlock"
        if seen.dialog:
            sure = self._chance.random() < 0.7
            await page.locator(f".van-dialog__{'confirm' if sure else 'cancel'}").click()
            return f"sure {sure}"
        await self._fill_in(page, seen)
        return await self._take_one(page, await look(page))

    async def _take_one(self, page: Page, seen: Seen) -> str:
        names = [name for name in seen.names if _readily(name)]
        if not names:
            await page.evaluate("location.hash = '#/home'")
            return f"{seen.screen}: home, for want of anything else"
        (name,) = self._chance.choices(names, [_readily(one) for one in names])
        at = self._chance.randrange(names.count(name))
        await page.locator(f'[data-test="{name}"]').nth(at).click()
        return f"{seen.screen}: {name}"

    async def _fill_in(self, page: Page, seen: Seen) -> None:
        if seen.screen == "couple" and "husband-name" in seen:
            await self._take_down(page, seen)
            return
        if "child-1-name" in seen and not seen.texts["child-1-name"]:
            await fill(page, "child-1-name", "赵小测")
            await fill(page, "child-1-born", "2018-09-01")
        if "papers-returned" in seen:
            await tap(page, "papers-returned")
        for group in seen.open:
            await tap(page, self._answer(group))
        if "signature" in seen and self._chance.random() < 0.8:
            await sign(page)

    async def _take_down(self, page: Page, seen: Seen) -> None:
        """Those who are here, or what is left of them where the page was killed meanwhile."""
        if "couple-next" in seen:
            return
        if seen.texts["husband-name"] != self._at_the_window[0]["name"]:
            hukou = self._chance.choice((JIANGJIN, SICHUAN))
            self._at_the_window = couple(next(self._couples), hukou)
        for spouse, person in zip(("husband", "wife"), self._at_the_window, strict=True):
            await _fill_in_person(page, spouse, person)

    def _answer(self, group: list[str]) -> str:
        return group[0] if self._chance.random() < MOSTLY else self._chance.choice(group)


async def _fill_in_person(page: Page, spouse: str, person: Person) -> None:
    await fill(page, f"{spouse}-name", person["name"])
    await fill(page, f"{spouse}-id", person["idNo"])
    for field in ("hukou", "residence"):
        place, name = person[field], f"{spouse}-{field}"
        if place["area"].startswith("50"):
            await tap(page, f"{name}-area-{place['area']}")
        else:
            province = page.locator(f'[data-test="{name}-province"]')
            outside = page.locator(f'[data-test="{name}-area-outside"]')
            await province.or_(outside).first.click()
            await province.select_option(place["area"])
        await fill(page, f"{name}-address", place["address"])


async def type_pin(page: Page) -> None:
    await page.locator('[data-test="pin-1"]:enabled').wait_for()
    await page.keyboard.type(PIN)


async def unlock(page: Page) -> None:
    await type_pin(page)
    await page.locator('[data-test="locked"]').wait_for(state="detached")


def _readily(name: str) -> float:
    exact = READILY.get(name)
    if exact is not None:
        return exact
    return next(
        (weight for stem, weight in READILY.items() if stem.endswith("-") and name.startswith(stem)), 0
    )
