"""Makes `docs/screens/district-*.png` and their page: `python -m tests.browser.desk_pictures`."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.accessible import PHONE, TABLET, shown_in
from tests.browser.conftest import FIRST_DAY, QUIET, chromium
from tests.browser.desk import Desk
from tests.browser.screens import LANGUAGES, SCREENS, keep
from tests.browser.test_set_up import PEOPLE, WRONG, bring_in, found
from tests.live_hub import ADMINISTRATOR, LiveHub

CASES = 60
SITE = "500116001901"
HEAD = """# The district's desk

In the browser, in Chinese and English: first a district from nothing, then a demo district. All people are
synthetic. Made by `python -m tests.browser.desk_pictures`.
"""


def begin(_: Desk) -> None:
    """As it is opened."""


def wrong_line(desk: Desk) -> None:
    found(desk)
    bring_in(desk, "import-people", WRONG)
    desk.find("import-people").scroll_into_view_if_needed()


def slips(desk: Desk) -> None:
    bring_in(desk, "import-people", PEOPLE)
    desk.click("import-people-commit")
    desk.find("passwords").scroll_into_view_if_needed()


def first_tablet(desk: Desk) -> None:
    desk.click("passwords-close")
    desk.click("sure")
    desk.fill(pairing_site="500120001001")
    desk.click("pairing-send")
    desk.find("pairing-code").scroll_into_view_if_needed()


def reply(desk: Desk) -> None:
    desk.click("file-open")
    desk.fill(
        file_site=SITE, file_source="PHONE", file_cause="NETWORK", file_content="窗口说网络不好，让改天再来"
    )
    desk.click("file-send")
    desk.row("窗口说网络不好").get_by_role("button", name="答复").first.click()
    desk.fill(reply_outcome="UPHELD", reply_content="已当场受理，并重新培训经办人员。")


def sample(desk: Desk) -> None:
    desk.page.locator("[data-test^=look-]").first.click()
    desk.page.locator("[data-test^=find-]").first.click()
    desk.page.evaluate("scrollTo(0, 0)")


def exposure(desk: Desk) -> None:
    desk.fill(search="四牌坊")
    desk.page.locator("[data-test^=exposure-]").first.click()
    desk.page.locator("[data-test^=end-]").first.click()


def story(desk: Desk) -> None:
    desk.fill(search="四牌坊")
    desk.page.locator("[data-test^=story-]").first.click()
    desk.page.locator("[data-test^=end-]").first.click()
    desk.fill(end_why="SUSPENDED")
    desk.click("end-send")
    desk.click("sure")
    desk.click("exposure-close")
    expect(desk.find("trouble-ENDED")).to_be_visible()


def new_person(desk: Desk) -> None:
    desk.click("add-person-open")
    desk.fill(person_display_name="孙经办", person_name="Sun", person_area=SITE)
    desk.click("add-person-send")
    expect(desk.find("person-name")).to_be_focused()


def limit(desk: Desk) -> None:
    desk.click("limit-open")
    desk.fill(limit_township=SITE[:9], limit_days="15")
    desk.click("limit-send")
    desk.is_told("15 个工作日")


def draft(desk: Desk) -> None:
    desk.click("draft-further-birth")
    desk.fill(guide_days="15")
    desk.click("asks-M18 couple")
    desk.click("guide-check")
    expect(desk.find("verdict")).to_contain_text("可以发布")
    desk.find("differences").scroll_into_view_if_needed()


def year(desk: Desk) -> None:
    desk.fill(year="2022")


Views = tuple[tuple[str, str, Callable[[Desk], None], str], ...]  # name, page, what is done there, a sentence

VIEWS: Views = (
    ("complaints", "complaints", reply, "Complaints: open ones first, answered once."),
    ("inspections", "inspections", sample, "A sample that anybody can draw again, and what is found."),
    ("publicity", "publicity", begin, "What each site has still to show."),
    ("tablets", "devices", exposure, "A tablet is ended; what is on it is seen first."),
    ("tablet", "devices", story, "One tablet's story: what stands in its way, and what to do about it."),
    ("people", "people", new_person, "Somebody new: what is wrong stands at its field."),
    ("sites", "sites", limit, "Townships and sites, and the limit that a township promises."),
    ("guide", "guides", draft, "The next version of a guide, beside it what differs."),
    ("calendar", "calendar", year, "The working days of a year."),
    ("violations", "violations", begin, "What should not have been."),
    ("who-looked", "audit", begin, "Who looked behind the mask, and what for."),
)
SET_UP: Views = (
    ("setup", "setup", begin, "A hub that has nothing: what to do, in order."),
    (
        "setup-wrong-line",
        "",
        wrong_line,
        "A list is looked through first; one wrong line, and nothing comes in.",
    ),
    ("setup-passwords", "", slips, "First passwords are shown once, to be printed."),
    ("setup-tablet", "", first_tablet, "The last step: a pairing code for the first tablet."),
)
ON_A_PHONE = {"setup", "complaints", "calendar"}


def picture_of(name: str, language: str, *, is_phone: bool = False) -> str:
    return f"district-{name}{'.phone' if is_phone else ''}.{language}.png"


def page_of_all() -> str:
    """The page that shows them."""
    lines = [HEAD]
    for name, _, _, sentence in (*SET_UP, *VIEWS):
        zh, en = (picture_of(name, language) for language in LANGUAGES)
        lines += [f"**{name}** — {sentence}{_on_a_phone(name)}\n", "| 中文 | English |\n|---|---|"]
        lines += [f"| ![{name}]({zh}) | ![{name}]({en}) |\n"]
    return "\n".join(lines)


def _on_a_phone(name: str) -> str:
    if name not in ON_A_PHONE:
        return ""
    zh, en = (picture_of(name, language, is_phone=True) for language in LANGUAGES)
    return f" On a phone: [中文]({zh}), [English]({en})."


def leave_for(desk: Desk, page: str) -> None:
    """What the picture before shows was typed and never sent: the desk asks whether it may go."""
    desk.click(f"page-{page}")
    sure = desk.find("sure")
    expect(sure.or_(desk.page.locator(f'[data-test="page-{page}"][aria-current]')).first).to_be_visible()
    if sure.is_visible():
        sure.click()
    desk.open(page)


def take(desk: Desk, views: Views) -> None:
    for name, page, prepare, _ in views:
        if page:
            leave_for(desk, page)
        prepare(desk)
        desk.is_read()
        for language in LANGUAGES:
            for size in (TABLET, PHONE):
                if size == PHONE and name not in ON_A_PHONE:
                    continue
                shown_in(desk.page, language, *size)
                file = picture_of(name, language, is_phone=size == PHONE)
                keep(desk.page.screenshot(), SCREENS / file)
        shown_in(desk.page, "zh", *TABLET)


def pictured(browser: Browser, hub: LiveHub, user: str, views: Views) -> None:
    desk = Desk(browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai"), hub)
    try:
        desk.sign_in(user)
        take(desk, views)
    finally:
        hub.stop()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        empty, demo = (LiveHub(Path(folder) / name) for name in ("empty", "demo"))
        empty.start_empty()
        pictured(browser, empty, ADMINISTRATOR, SET_UP)
        demo.start(FIRST_DAY, CASES)
        pictured(browser, demo, "district", VIEWS)
        browser.close()
    (SCREENS / "desk.md").write_text(page_of_all(), encoding="utf-8")


if __name__ == "__main__":
    main()
