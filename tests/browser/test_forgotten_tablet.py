"""A hub is restored from a backup of before a tablet was enrolled: a paper that it printed, scanned at the
desk, brings it back, and what it has issued meanwhile is good."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import FIRST_DAY, QUIET, chromium
from tests.browser.desk import Desk
from tests.browser.paper import qr_on, qrs_on
from tests.browser.test_story import (
    NUMBER,
    SECOND_VISIT,
    enrolled,
    everything_is_sent,
    first_visit,
    hand_over,
    second_visit,
)
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

TABLET = "500116001901A1"
VERIFY = "query($t: String!) { verifyCertificate(token: $t) { status } }"


@pytest.fixture
def desk(playwright: Playwright, hub: LiveHub) -> Iterator[Desk]:
    """Of the township."""
    browser: Browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
    size = {"width": 1280, "height": 800}
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=size)  # type: ignore[arg-type]
    yield Desk(context.new_page(), hub)
    browser.close()


def test_a_forgotten_tablet_is_taken_up_again_by_its_paper(
    hub: LiveHub, tablet: BrowserContext, desk: Desk, tmp_path: Path
) -> None:
    yici("backup", tmp_path / "hub.tar", hub)
    clerk = enrolled(hub, tablet)
    first_visit(clerk)
    notice = clerk.save_as_pdf(tmp_path / "notice.pdf")
    clerk.tap("out-notice")
    everything_is_sent(clerk)
    hub.stop()
    hub.data_dir.rename(tmp_path / "lost")
    yici("restore", tmp_path / "hub.tar", hub)
    hub.start(now=FIRST_DAY)

    expect(clerk.page.get_by_text("区县不认得本机了")).to_be_visible()
    tablet.set_offline(True)
    clerk.turn_the_clock_to(SECOND_VISIT)
    clerk.reload()
    second_visit(clerk)
    certificate = qr_on(clerk.save_as_pdf(tmp_path / "certificate.pdf"))
    hand_over(clerk)

    desk.sign_in("jijiang", page="devices")
    expect(desk.row(TABLET)).to_have_count(0)
    desk.click("forgotten-open")
    scan(desk, f"{hub.url}/status?case=1&code=2")
    expect(desk.find("forgotten")).to_contain_text("这不是平板打印的二维码")
    scan(desk, altered(certificate))
    desk.click("sure")
    expect(desk.find("problem")).to_contain_text("被改过，或者是假的")
    (slip,) = (text for text in qrs_on(notice) if "/H/" in text)
    scan(desk, slip)
    expect(desk.page.get_by_role("dialog")).to_contain_text(TABLET)
    expect(desk.page.get_by_role("dialog")).to_contain_text("四牌坊社区")
    desk.click("sure")
    desk.is_told("又能用了")
    expect(desk.row(TABLET)).to_contain_text("在用")

    tablet.set_offline(False)
    everything_is_sent(clerk)
    token = {"t": certificate.rpartition("/")[2]}
    assert hub.ask(VERIFY, token)["verifyCertificate"]["status"] == "VALID"
    (edge,) = hub.ask("{ cases(first: 2) { edges { node { state certificates { certNo } } } } }")["cases"][
        "edges"
    ]
    assert edge["node"] == {"state": "CLOSED", "certificates": [{"certNo": NUMBER}]}


def test_the_desk_is_told_of_a_tablet_that_another_one_speaks_of(
    hub: LiveHub, desk: Desk, tmp_path: Path
) -> None:
    yici("backup", tmp_path / "hub.tar", hub)
    colleague = Colleague(hub)
    hub.stop()
    hub.data_dir.rename(tmp_path / "lost")
    yici("restore", tmp_path / "hub.tar", hub)
    hub.start(now=FIRST_DAY)
    colleague.application()
    colleague.push(refused=len(colleague.facts))
    while not hub.ask("{ forgottenDevices { device } }")["forgottenDevices"]:
        pass  # until it is in the tables

    desk.sign_in("jijiang", page="devices")
    told = desk.find(f"forgotten-{colleague.device}")
    for said in (
        colleague.device,
        "四牌坊社区",
        f"{len(colleague.facts)} 条记录没有收下",
        "扫一张它打印的证",
    ):
        expect(told).to_contain_text(said)
    expect(desk.find("forgotten-paper")).to_be_visible()
    desk.click("language")
    expect(told).to_contain_text(f"{len(colleague.facts)} of its records were refused")


def scan(desk: Desk, text: str) -> None:
    """A scanner types what it reads, and Enter."""
    field = desk.find("forgotten-paper")
    field.fill("")
    field.press_sequentially(text)
    field.press("Enter")


def altered(text: str) -> str:
    """In one letter of the tablet's signature."""
    return text[:-20] + ("A" if text[-20] != "A" else "B") + text[-19:]


def yici(command: str, file: Path, hub: LiveHub) -> None:
    arguments = [command, str(file), "--data-dir", str(hub.data_dir)]
    subprocess.run(
        [sys.executable, "-m", "server.cli", *arguments], check=True, capture_output=True, timeout=60
    )
