"""Makes `docs/screens`, a picture of every screen: `python -m tests.browser.screens`.

The tests that walk through all screens to see that they can be read and touched walk here too; instead of
being judged, each screen is photographed. So there is a picture of what is tested, and of nothing else.
"""

import io
import re
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.accessible import LANGUAGES, SIZES, Inspector, shown_in, steady

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
HERE = Path(__file__).parent
WALKS = [str(HERE / f"test_{name}.py") for name in ("accessible", "desk", "office")]
ON_A_PHONE = ("home-with-work", "couple-not-filled-in", "materials", "issue-before", "desk", "locked")
COLOURS = (64, 32, 16)  # as many as fit
MOST_BYTES = 80_000


def photograph(_: Inspector, page: Page, screen: str) -> None:
    """In both languages, and a few as a phone shows them."""
    steady(page)
    name = "-".join(re.findall(r"\w+", screen))
    for language in LANGUAGES:
        for width, height in SIZES:
            if width < height and name not in ON_A_PHONE:
                continue
            shown_in(page, language, width, height)
            steady(page)
            phone = ".phone" if width < height else ""
            _keep(page.screenshot(), SCREENS / f"{name}{phone}.{language}.png")
    shown_in(page, LANGUAGES[0], *SIZES[0])


def _keep(png: bytes, path: Path) -> None:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return


def main() -> None:
    """`-k home` and what else pytest takes chooses among the walks."""
    SCREENS.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Inspector, "look", photograph)
        chosen = sys.argv[1:] or ["-k", "accessible"]
        raise SystemExit(pytest.main(["-q", "-m", "browser", *chosen, *WALKS]))


if __name__ == "__main__":
    main()
