"""What keeps a person from reading or touching a screen: axe-core's rules, and what a real layout shows."""

from pathlib import Path

from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[1] / "interop" / "node_modules" / "axe-core" / "axe.min.js"
TABLET, PHONE = (1280, 800), (400, 800)
SHOWN = (("zh", TABLET), ("zh", PHONE), ("en", TABLET), ("en", PHONE))
RULED = (("zh", TABLET), ("en", PHONE))  # each language and each size once: the rules take a second each time
LEAST_TARGET = 48  # CSS pixels, both ways
LEAST_TEXT = 18  # of the tablet's base text

RULES = """async () => {
  const found = await axe.run(
    { exclude: [['.paper']] },
    { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] },
  )
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all }) => `${id}: ${target} ${[...any, ...all].map((one) => one.message)}`))
}"""

LAYOUT = """([leastTarget, leastText]) => {
  const told = []
  const page = document.documentElement
  const over = page.scrollWidth - page.clientWidth
  if (over > 0) told.push(`${over} px wider than the screen`)
  const bar = document.querySelector('header.bar')
  if (bar && bar.offsetHeight > 110) told.push(`the status bar is ${bar.offsetHeight} px high`)
  const base = parseFloat(getComputedStyle(document.body).fontSize)
  if (base < leastText && innerWidth > 700) told.push(`base text of ${base} px`)
  for (const target of document.querySelectorAll('button, input, select, textarea, summary, a[href]')) {
    if (target.closest('.paper, .unseen') || !target.checkVisibility({ visibilityProperty: true })) continue
    const { width, height } = target.getBoundingClientRect()
    if (Math.round(width) >= leastTarget && Math.round(height) >= leastTarget) continue
    told.push(`a target of ${width} by ${height} px: ${target.outerHTML.slice(0, 120)}`)
  }
  return told
}"""

# A button that can be tapped from now on takes a moment to look so, and a picture is of the frame before.
NOTHING_FADES = """() => [...document.querySelectorAll('.van-button:enabled')]
  .every((button) => getComputedStyle(button).opacity === '1')"""

TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Inspector:
    """Looks at screens as they come and keeps what is wrong with each."""

    def __init__(self, ruled: tuple[tuple[str, tuple[int, int]], ...] = RULED) -> None:
        """`ruled`: in which languages and sizes axe-core looks as well."""
        self.faults: list[str] = []
        self._ruled = ruled

    def look(self, page: Page, screen: str) -> None:
        """At a screen in both languages and at both sizes; leaves it Chinese and large."""
        steady(page)
        for language, (width, height) in SHOWN:
            shown_in(page, language, width, height)
            page.evaluate(TWO_FRAMES)  # a paper takes its new size a frame after the screen
            faults: list[str] = page.evaluate(LAYOUT, [LEAST_TARGET, LEAST_TEXT])
            if (language, (width, height)) in self._ruled:
                faults += _against_rules(page)
            self.faults += [f"{screen}, {language}, {width} px: {fault}" for fault in faults]
        shown_in(page, "zh", *TABLET)


def _against_rules(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RULES)
    return found


def steady(page: Page) -> None:
    """Returns once nothing on the screen is under way."""
    expect(page.locator(".van-button--loading, .van-toast:visible")).to_have_count(0)
    page.wait_for_function(NOTHING_FADES)
    page.evaluate(TWO_FRAMES)


def shown_in(page: Page, language: str, width: int, height: int) -> None:
    """A screen with no button for the language is opened anew, in the one that was chosen last."""
    page.set_viewport_size({"width": width, "height": height})
    spoken = page.evaluate("document.documentElement.lang.slice(0, 2)")
    button = page.locator('[data-test="language"]')
    if spoken == language:
        return
    if button.count():
        button.evaluate("button => button.click()")  # help may lie over it
        return
    page.evaluate("(language) => localStorage.setItem('language', language)", language)
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
