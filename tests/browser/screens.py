"""Makes `docs/screens`, a picture of every screen: `make screens`, or `python -m tests.browser.screens`.

The tests that walk through all screens to see that they can be read and touched walk here too; instead of
being judged, each screen is photographed. So there is a picture of what is tested, and of nothing else.
Pictures of screens that are no more go. `-k desk` and what else pytest takes chooses among the walks.
"""

import io
import re
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.accessible import SHOWN, TABLET, Inspector, shown_in, steady
from tests.browser.screen_list import CHAPTERS, ON_A_PHONE

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
HERE = Path(__file__).parent
WALKS = [*sorted(HERE.glob("test_accessible*.py")), HERE / "test_desk.py", HERE / "test_office.py"]
LANGUAGES = ("zh", "en")
LISTED = {screen for screens in CHAPTERS.values() for screen in screens}
OF_THE_DISTRICT = ("dashboard-", "district-")  # made by dashboard_pictures.py and desk_pictures.py
COLOURS = (64, 32, 16)  # as many as fit
MOST_BYTES = 80_000
HEAD = """# The screens of the tablet

Every screen in Chinese and English, at 1280 by 800, the main ones as a phone of 400 by 800 shows them. All
people are synthetic. Made from the running app by `make screens`, on the walks of the tests that hold every
screen readable and touchable: a screen that is not tested is not here. The sentences are in
`tests/browser/screen_list.py`. The district's [dashboard](dashboard.md) and [desk](desk.md) have pages of
their own.
"""


def photograph(_: Inspector, page: Page, screen: str) -> None:
    """In both languages, and the main ones as a phone shows them."""
    steady(page)
    for language, (width, height) in SHOWN:
        is_phone = width < height
        if is_phone and screen not in ON_A_PHONE:
            continue
        shown_in(page, language, width, height)
        steady(page)
        keep(page.screenshot(), SCREENS / picture_of(screen, language, is_phone=is_phone))
    shown_in(page, "zh", *TABLET)


def picture_of(screen: str, language: str, *, is_phone: bool) -> str:
    """`issue, before` on a phone in Chinese is `issue-before.phone.zh.png`."""
    name = "-".join(re.findall(r"\w+", screen))
    return f"{name}{'.phone' if is_phone else ''}.{language}.png"


def pictures() -> set[str]:
    """Those that there are to be."""
    return {
        picture_of(screen, language, is_phone=is_phone)
        for screen in LISTED
        for language in LANGUAGES
        for is_phone in {False, screen in ON_A_PHONE}
    }


def page_of_all() -> str:
    """The README that shows them."""
    lines = [HEAD]
    for chapter, screens in CHAPTERS.items():
        lines += [f"## {chapter}\n"]
        for screen, sentence in screens.items():
            also = _on_a_phone(screen) if screen in ON_A_PHONE else ""
            lines += [f"**{screen.replace(',', '')}** — {sentence}{also}\n"]
            zh, en = (picture_of(screen, language, is_phone=False) for language in LANGUAGES)
            alt = zh.partition(".")[0]
            lines += ["| 中文 | English |\n|---|---|", f"| ![{alt}]({zh}) | ![{alt}]({en}) |\n"]
    return "\n".join(lines)


def _on_a_phone(screen: str) -> str:
    zh, en = (picture_of(screen, language, is_phone=True) for language in LANGUAGES)
    return f" On a phone: [中文]({zh}), [English]({en})."


def keep(png: bytes, path: Path) -> None:
    """With as many colours as fit."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return


def main() -> None:
    SCREENS.mkdir(exist_ok=True)
    chosen = sys.argv[1:] or ["-k", "accessible"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Inspector, "look", photograph)
        code = pytest.main(["-q", "-m", "browser and not soak", *chosen, *map(str, WALKS)])
    for path in SCREENS.glob("*.png"):
        if path.name not in pictures() and not path.name.startswith(OF_THE_DISTRICT):
            path.unlink()
    (SCREENS / "README.md").write_text(page_of_all(), encoding="utf-8")
    raise SystemExit(code)


if __name__ == "__main__":
    main()
