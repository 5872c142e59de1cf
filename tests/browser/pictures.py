"""Makes the pictures in `docs/pictures` from the running app: `python -m tests.browser.pictures`."""

import io
import tempfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import BrowserContext, expect, sync_playwright

from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.test_story import FIRST_VISIT, SECOND_VISIT, everything_is_sent, first_visit, second_visit
from tests.live_hub import LiveHub

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SCREEN_DPI = 80
GUIDES = (
    ("guide-phone", "birth-service", 400, 800),
    ("guide-phone-en", "birth-service?lang=en", 400, 800),
    ("guide-hall", "birth-service/screen", 1920, 1080),
    ("guide-hall-en", "birth-service/screen?lang=en", 1920, 1080),
    ("guide-hall-upright", "birth-service/screen", 1080, 1920),
)


def take(clerk: Clerk, work: Path) -> None:
    """The story up to the certificate, a picture at each point worth showing."""
    clerk.open_app_at(FIRST_VISIT)
    clerk.enrol("sipaifang-1", "1111-1111")
    first_visit(clerk)
    _paper(clerk, work, "notice")
    clerk.tap("out-notice")
    everything_is_sent(clerk)
    clerk.context.set_offline(True)
    clerk.turn_the_clock_to(SECOND_VISIT)
    clerk.reload()
    second_visit(clerk)
    clerk.page.screenshot(path=PICTURES / "issue-offline.png")
    _paper(clerk, work, "certificate")
    clerk.tap("show-receipt")
    expect(clerk.find("out-receipt")).to_be_visible()
    _paper(clerk, work, "receipt")


def guides(tablet: BrowserContext, hub: LiveHub) -> None:
    """As a telephone and the screens of halls show them."""
    page = tablet.new_page()
    for name, path, width, height in GUIDES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{hub.url}/guides/{path}")
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(32, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def _paper(clerk: Clerk, work: Path, name: str) -> None:
    with pypdfium2.PdfDocument(clerk.save_as_pdf(work / f"{name}.pdf")) as document:
        document[0].render(scale=SCREEN_DPI / 72).to_pil().quantize(32).save(PICTURES / f"{name}.png")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        hub = LiveHub(work / "hub")
        hub.start(now=f"{FIRST_VISIT:%Y-%m-%dT%H:%M}")
        tablet = open_tablet(playwright, work / "profile")
        try:
            take(Clerk(tablet, hub), work)
            guides(tablet, hub)
        finally:
            tablet.close()
            hub.stop()


if __name__ == "__main__":
    main()
