"""A hub that replays the week of the complaint, and a real Chromium with a profile on disk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect, sync_playwright

from tests.browser.accessible import RULED, SHOWN, Inspector
from tests.browser.waiting import PATIENCE
from tests.live_hub import LiveHub

expect.set_options(timeout=1000 * PATIENCE)  # how fast a machine is, no test asks

FIRST_DAY = "2021-06-08T09:00"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
QUIET += ["--disable-print-preview"]  # nobody closes it, and while it is open no PDF is made of the page


def chromium() -> str:
    """`YICI_CHROMIUM`, else one on the PATH."""
    named = os.environ.get("YICI_CHROMIUM")
    found = named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    assert found, "no Chromium: `make test` installs one, or YICI_CHROMIUM names one"
    return found


def open_tablet(playwright: Playwright, profile: Path, *flags: str) -> BrowserContext:
    """A tablet of 1280 by 800 that keeps what it stores in `profile`."""
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium(),
        args=[*QUIET, *flags],
        viewport={"width": 1280, "height": 800},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo district before its first case: passwords are hashed once, not for each test."""
    data_dir = tmp_path_factory.mktemp("founded") / "hub"
    live = LiveHub(data_dir)
    live.start(now=FIRST_DAY)
    live.stop()
    return data_dir


@pytest.fixture
def hub(founded: Path, tmp_path: Path) -> Iterator[LiveHub]:
    """Its clock starts on Tuesday, 8 June 2021, nine o'clock."""
    shutil.copytree(founded, tmp_path / "hub")
    live = LiveHub(tmp_path / "hub")
    live.start(now=FIRST_DAY)
    yield live
    live.stop()


@pytest.fixture
def tablet(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    context = open_tablet(playwright, tmp_path / "profile")
    yield context
    context.close()


@pytest.fixture(
    params=[pytest.param(RULED, id="quick"), pytest.param(SHOWN, marks=pytest.mark.soak, id="whole")]
)
def inspector(request: pytest.FixtureRequest) -> Iterator[Inspector]:
    """Fails a test at its end for what is wrong with the screens it looked at."""
    looking = Inspector(request.param)
    yield looking
    assert looking.faults == [], "\n".join(looking.faults)
