"""A tablet without a network exports what it wrote; the file goes in elsewhere, the receipt comes back."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Playwright, expect

from tests.browser.clerk import Clerk
from tests.browser.test_desk import DESK, at_a_tablet
from tests.browser.test_story import first_visit
from tests.live_hub import PASSWORD, LiveHub
from tests.people import MR_ZHAO

pytestmark = pytest.mark.browser

SITE = "500116001901"


def carried(clerk: Clerk, folder: Path) -> Path:
    """Exported at the sync screen, and copied to a folder."""
    clerk.tap("status-net")
    with clerk.page.expect_download() as download:
        clerk.tap("courier-pack")
    expect(clerk.find("courier-packed")).to_be_visible()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def facts_at(hub: LiveHub) -> list[str]:
    return [one["_id"] for one in hub.documents(f"site-{SITE}") if "seq" in one]


def test_records_go_on_foot(hub: LiveHub, tablet: BrowserContext, tmp_path: Path) -> None:
    clerk = Clerk(tablet, hub)
    clerk.open_app()
    clerk.enrol("sipaifang-1", "1111-1111")
    tablet.set_offline(True)
    first_visit(clerk)
    clerk.tap("out-notice")
    file = carried(clerk, tmp_path)
    n = int(clerk.find("records-unsent").inner_text())
    assert file.name == f"yici-{SITE}A1-1-{n}.yici"
    assert MR_ZHAO["name"].encode() not in file.read_bytes()
    assert facts_at(hub) == []

    address = hub.url.replace("//", f"//jijiang:{PASSWORD}@")
    command = [sys.executable, "-m", "server.cli", "import", str(file), address]
    brought = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"taken                {n}" in brought.stdout
    assert len(facts_at(hub)) == n

    tablet.set_offline(False)
    expect(clerk.find("records-receipted")).to_have_text(str(n))
    expect(clerk.find("records-unsent")).to_have_text("0")
    clerk.find("courier-file").set_input_files(file)
    expect(clerk.find("courier-brought")).to_contain_text(f"原来已有 {n} 条")
    clerk.find("courier-file").set_input_files({"name": "letter.yici", "mimeType": "", "buffer": b"a letter"})
    expect(clerk.find("courier-problem")).to_contain_text("不是“一次办”导出的文件")
    assert len(facts_at(hub)) == n


def test_the_township_hands_in_what_a_village_sent_on_foot(
    hub: LiveHub, playwright: Playwright, tablet: BrowserContext, tmp_path: Path
) -> None:
    village = Clerk(tablet, hub)
    village.open_app()
    village.enrol("sipaifang-1", "1111-1111")
    tablet.set_offline(True)
    first_visit(village)
    village.tap("out-notice")
    file = carried(village, tmp_path)
    n = int(village.find("records-unsent").inner_text())
    with at_a_tablet(playwright, hub, tmp_path / "desk", DESK) as desk:
        desk.tap("desk-bring")
        desk.fill("at-hub-password", PASSWORD)
        desk.tap("at-hub-sign-in")
        desk.find("courier-file").set_input_files(file)
        expect(desk.find("courier-brought")).to_contain_text(f"新收 {n} 条")
        another: FilePayload = {
            "name": "other.yici",
            "mimeType": "",
            "buffer": file.read_bytes().replace(b"1901A", b"2901A", 1),
        }
        desk.find("courier-file").set_input_files(another)
        expect(desk.find("courier-problem")).to_contain_text("别的镇街")
    assert len(facts_at(hub)) == n
