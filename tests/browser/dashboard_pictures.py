"""Makes `docs/screens/dashboard-*.png` and their page: `python -m tests.browser.dashboard_pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.accessible import shown_in
from tests.browser.analyst import Analyst
from tests.browser.conftest import FIRST_DAY, QUIET, chromium
from tests.browser.screens import LANGUAGES, SCREENS, keep
from tests.live_hub import LiveHub

CASES = 600
PROJECTOR, DESK, PHONE = (1920, 1080), (1280, 800), (400, 800)
IN_TOWNSHIP = "area=500116004&figure=ONE_TIME_NOTICE_COMPLETENESS&part=DENOMINATOR"
# Name, address, what stands at the top, size, and a sentence.
VIEWS = (
    (
        "district",
        "",
        "",
        PROJECTOR,
        "In a meeting: who has not reported, and the main figures.",
    ),
    ("charts", "", "chart-visits", PROJECTOR, "Twelve months; each chart is a table as well."),
    ("lists", "&list=pledges", "lists", PROJECTOR, "What needs somebody, and townships by any figure."),
    ("figures", "", "figures", PROJECTOR, "All figures; each opens, for its meaning and for its cases."),
    ("cases", f"&{IN_TOWNSHIP}", "", PROJECTOR, "A figure followed down to its cases, names masked."),
    ("township", "&area=500116004", "", DESK, "A township: its offices side by side."),
    ("bulletin", "&view=bulletin", "", DESK, "The bulletin, on a sheet of A4: no person is in it."),
    ("phone", "", "", PHONE, "The same on a phone."),
)
TO_COME = '[data-test="cases"] > [role="status"], .chart:not(:has(canvas))'
TO_THE_TOP = "found => scrollBy(0, found.getBoundingClientRect().top - 16)"
HEAD = """# The district's dashboard

From a demo district of 600 cases, in Chinese and English. All people are synthetic. Made by
`python -m tests.browser.dashboard_pictures`.
"""


def picture_of(name: str, language: str) -> str:
    return f"dashboard-{name}.{language}.png"


def page_of_all() -> str:
    """The page that shows them."""
    lines = [HEAD]
    for name, _, _, _, sentence in VIEWS:
        zh, en = (picture_of(name, language) for language in LANGUAGES)
        lines += [f"**{name}** — {sentence}\n", "| 中文 | English |\n|---|---|"]
        lines += [f"| ![{name}]({zh}) | ![{name}]({en}) |\n"]
    return "\n".join(lines)


def take(page: Page, hub: LiveHub) -> None:
    analyst = Analyst(page, hub)
    analyst.open()
    for name, address, top, size, _ in VIEWS:
        page.goto(f"{hub.url}/dashboard/?period=quarter{address}")
        for language in LANGUAGES:
            shown_in(page, language, *size)
            analyst.is_read()
            expect(page.locator(TO_COME)).to_have_count(0)
            if top:
                analyst.find(top).first.evaluate(
                    "found => scrollBy(0, found.getBoundingClientRect().top - 16)"
                )
            keep(page.screenshot(), SCREENS / picture_of(name, language))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hub = LiveHub(Path(folder) / "hub")
        hub.start(FIRST_DAY, CASES)
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        try:
            take(browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai"), hub)
        finally:
            browser.close()
            hub.stop()
    (SCREENS / "dashboard.md").write_text(page_of_all(), encoding="utf-8")


if __name__ == "__main__":
    main()
