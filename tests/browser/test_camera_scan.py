"""The tablet's camera reads a QR with no network, by a reader that was fetched before it was wanted."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.clerk import Clerk
from tests.browser.conftest import QUIET, chromium
from tests.browser.test_story import enrolled
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

SAYS = "NO CERTIFICATE OF ANYBODY 2021"
WIDTH, HEIGHT = 640, 480


def film(path: Path) -> Path:
    """What the camera sees: the QR on a sheet of paper, as uncompressed video."""
    drawn = BytesIO()
    segno.make_qr(SAYS, error="m").save(drawn, kind="png", scale=8)
    code = Image.open(drawn).convert("L")
    sheet = Image.new("L", (WIDTH, HEIGHT), 230)
    sheet.paste(code, ((WIDTH - code.width) // 2, (HEIGHT - code.height) // 2))
    grey = b"\x80" * (WIDTH * HEIGHT // 4)
    frame = b"FRAME\n" + sheet.tobytes() + grey + grey
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 5)
    return path


def tablet_with(playwright: Playwright, folder: Path, *camera: str) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        folder / "profile",
        executable_path=chromium(),
        args=[*QUIET, *camera],
        viewport={"width": 1280, "height": 800},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )


@pytest.fixture
def seeing(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A tablet whose camera is held over a QR."""
    context = tablet_with(
        playwright,
        tmp_path,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film(tmp_path / 'qr.y4m')}",
    )
    context.add_init_script("delete globalThis.BarcodeDetector")  # as on most tablets: our own is used
    yield context
    context.close()


def at_verify(context: BrowserContext, hub: LiveHub) -> Clerk:
    return enrolled(hub, context)


def test_a_qr_is_read_with_no_network(seeing: BrowserContext, hub: LiveHub) -> None:
    clerk = at_verify(seeing, hub)
    asked: list[str] = []
    clerk.page.on("request", lambda request: asked.append(request.url))
    clerk.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    clerk.context.set_offline(True)
    clerk.reload()
    clerk.tap("home-verify")
    clerk.tap("verify-camera")
    expect(clerk.find("verify-text")).to_have_value(SAYS)
    expect(clerk.find("verdict")).to_be_visible()
    expect(clerk.find("scan-view")).to_have_count(0)
    assert [url for url in asked if not url.startswith(hub.url)] == [], "no other host is asked"
    assert any("zxing_reader" in url for url in asked), "what is tested is our own reader"


def test_a_tablet_without_a_camera_says_so(tablet: BrowserContext, hub: LiveHub) -> None:
    clerk = at_verify(tablet, hub)
    clerk.tap("home-verify")
    clerk.tap("verify-camera")
    expect(clerk.find("scan-hindrance")).to_contain_text("没有")
    clerk.tap("scan-close")
    expect(clerk.find("scan-view")).to_have_count(0)
    expect(clerk.find("verify-text")).to_be_visible()
