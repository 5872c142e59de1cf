"""A tablet at a window: its clerk works, its network comes and goes, its page is killed at any moment."""

import asyncio
import contextlib
import random
import re
import time
from collections import deque
from datetime import datetime

from playwright.async_api import BrowserContext, ConsoleMessage, Error, Page

from tests.browser.clerk import PROMISES, WALL_CLOCK
from tests.browser.soak.clerk import SoakClerk, type_pin, unlock
from tests.browser.soak.ledger import Held, is_fact
from tests.browser.soak.screen import Seen, is_saved, look, tap
from tests.live_hub import PASSWORD

PATIENCE_MS = 20_000
SLOWEST_S = 60  # for all to be sent, once the network is back
CONNECTED_S, CUT_S = (2, 15), (1, 10)
KILLED_WITHIN_S = 0.7
MOST_MISSED = 4  # taps, one after the other, of what was there a moment ago
FORMS = ("couple", "materials")
EXPECTED = re.compile(r"net::ERR_|status of 404 |status of 401 ")  # no network, no checkpoint, an old token
MOVED_ON = re.compile(
    r"^\w+: ([a-z-]+ of )?\d{12}[0-9A-Z]{2}-\d+: "
)  # a colleague did it first: told so, nothing is lost
_TEST_CLOCK = "if (location.protocol === 'http:') localStorage['test.clock-shift'] ??= {ahead};"
_TURN_THE_CLOCK = "(ahead) => { localStorage['test.clock-shift'] = ahead }"
_WHAT_IT_HOLDS = """async () => {
  const settled = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })
  const ids = []
  let device
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name))
    const stores = [...database.objectStoreNames]
    const read = (store) => database.transaction(store).objectStore(store)
    if (stores.includes('docs')) ids.push(...await settled(read('docs').getAllKeys()))
    if (stores.includes('notes')) device = (await settled(read('notes').get('device'))).device
    database.close()
  }
  return { device, ids }
}"""


class SoakTablet:
    """One browser context. `told` are the failures that it showed and nobody expects."""

    def __init__(self, context: BrowserContext, url: str, seed: str, n: int) -> None:
        self._context, self._url, self._name = context, url, f"tablet {n}"
        self._chance = random.Random(f"{seed} {n}")
        self._clerk = SoakClerk(self._chance, first_couple=1000 * n)
        self._lately: deque[str] = deque(maxlen=12)
        self._page: Page
        self.steps = self.kills = 0
        self.told: list[str] = []
        context.set_default_timeout(PATIENCE_MS)

    async def enrol(self, user: str, code: str, now: datetime) -> None:
        """`now` is what its own clock shows."""
        await self._context.add_init_script(_TEST_CLOCK.format(ahead=_ahead(now)) + WALL_CLOCK)
        await self._context.add_init_script(PROMISES)
        await self._open(f"{self._url}/app/")
        page = self._page
        for field, text in (
            ("username", user),
            ("password", PASSWORD),
            ("code", code),
            ("label", self._name),
        ):
            await page.locator(f'[data-test="enrol-{field}"]').fill(text)
        await tap(page, "enrol-submit")
        for _ in range(2):
            await type_pin(page)
        await page.locator('[data-test="home-sync"]').wait_for()
        await page.evaluate("navigator.serviceWorker.ready.then(() => {})")
        await self.everything_is_sent()

    async def begin_the_day(self, now: datetime) -> None:
        """Switched off overnight, and on again."""
        await self._page.evaluate(_TURN_THE_CLOCK, _ahead(now))
        await self._kill()
        await self._open(f"{self._url}/app/")
        await unlock(self._page)

    async def work(self, until: float) -> None:
        """Until a moment of `time.monotonic`; then it is online."""
        weather = asyncio.create_task(self._weather(random.Random(self._chance.random())))
        missed = 0
        try:
            while time.monotonic() < until:
                try:
                    await self._go_on()
                    missed = 0
                except Error as late:  # what was there is gone: a fact of a colleague came in
                    missed += 1
                    if missed > MOST_MISSED:
                        raise AssertionError(f"{self}: {late}") from late
        finally:
            weather.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await weather
            await self._cut(False)

    async def _go_on(self) -> None:
        self.steps += 1
        match self._chance.choices(("step", "reload", "kill", "kill a form"), (90, 2, 4, 4))[0]:
            case "step":
                self._lately.append(await self._clerk.step(self._page))
            case "reload":
                self._lately.append("reload")
                await self._page.reload()
            case "kill":
                await self._kill_in_the_middle()
            case _:
                await self._kill_over_a_form()

    async def _kill_in_the_middle(self) -> None:
        """Of whatever the clerk does just now."""
        step = asyncio.create_task(self._clerk.step(self._page))
        await asyncio.sleep(self._chance.uniform(0, KILLED_WITHIN_S))
        await self._kill()
        with contextlib.suppress(Error):
            await step
        await self._open(f"{self._url}/app/")

    async def _kill_over_a_form(self) -> None:
        """What had been filled in, and was on the disk, stands there again."""
        before = await look(self._page)
        if before.screen not in FORMS or not (before.chosen or any(before.texts.values())):
            return
        saved = await is_saved(self._page, "couple" if before.screen == "couple" else "ticks")
        first, before, url = before, await look(self._page), self._page.url
        if before.screen != first.screen or "locked" in before:
            return  # it was written down meanwhile, and its draft is done with; or the clerk has locked it
        if not saved:
            self.told.append(f"{self}: the draft did not come to the disk: {before}")
            return
        await self._kill()
        await self._open(url)
        await unlock(self._page)
        after = await self._steady(before)
        if after.screen == before.screen and (after.texts, after.chosen) != (before.texts, before.chosen):
            self.told.append(f"{self}: lost of a form: {before} became {after}")

    async def _steady(self, before: Seen) -> Seen:
        until = time.monotonic() + PATIENCE_MS / 1000
        while (seen := await look(self._page)) != before and time.monotonic() < until:
            if seen.screen != before.screen:
                break  # the case has gone on at a colleague's
            await asyncio.sleep(0.2)
        return seen

    async def _kill(self) -> None:
        self.kills += 1
        self._lately.append("kill")
        await self._page.close()

    async def _open(self, url: str) -> None:
        self._page = await self._context.new_page()
        self._page.on("console", self._hear)
        self._page.on("pageerror", lambda error: self.told.append(f"{self}: {error}"))
        await self._page.goto(url)
        await self._page.locator("[data-test]").first.wait_for()

    async def _weather(self, chance: random.Random) -> None:
        while True:
            await asyncio.sleep(chance.uniform(*CONNECTED_S))
            await self._cut(True)
            await asyncio.sleep(chance.uniform(*CUT_S))
            await self._cut(False)

    async def _cut(self, is_cut: bool) -> None:
        """Again, where a page was killed at just that moment."""
        for _ in range(MOST_MISSED):
            with contextlib.suppress(Error):
                return await self._context.set_offline(is_cut)
        return await self._context.set_offline(is_cut)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type != "error" or EXPECTED.search(message.text) or MOVED_ON.search(message.text):
            return
        self.told.append(f"{self}: {message.text} {message.location}")

    async def everything_is_sent(self) -> None:
        """All is at the hub, by its receipts, and nothing is in question."""
        if "locked" in await look(self._page):
            await unlock(self._page)
        waiting = self._page.locator('[data-test="status-waiting"][data-count="0"]')
        await waiting.wait_for(timeout=SLOWEST_S * 1000)
        seen = await look(self._page)
        self.told += [f"{self}: {word}" for word in ("status-refused", "status-copied") if word in seen]

    async def held(self) -> Held:
        """Read from the disk, as a tablet that starts would."""
        found = await self._page.evaluate(_WHAT_IT_HOLDS)
        return Held(found["device"], frozenset(filter(is_fact, found["ids"])), frozenset(self._clerk.shown))

    def __str__(self) -> str:
        return f"{self._name} after {self.steps} steps, the last of them {list(self._lately)}"


def _ahead(now: datetime) -> float:
    """Of the machine's clock, in milliseconds."""
    return (now.timestamp() - time.time()) * 1000
