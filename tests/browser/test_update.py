"""A new version is fetched while people work, interrupts nobody, and is taken at the next start."""

import asyncio
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from server.pages.built import TABLET, Built
from tests.browser.conftest import open_tablet
from tests.live_app import served

pytestmark = pytest.mark.browser

APP = TABLET.parent
NEWER = "99.0.0"
FETCHED, RUNS_BY_ITSELF = (
    f"""async () => {{
      const all = await navigator.serviceWorker.ready
      while (!({state})) await new Promise((again) => setTimeout(again, 50))
    }}"""
    for state in ("all.waiting", "all.active?.state === 'activated'")
)


def _build(folder: Path) -> None:
    command = ["npx", "vite", "build", "--outDir", str(folder), "--emptyOutDir", "--logLevel", "error"]
    subprocess.run(command, cwd=APP, env={**os.environ, "YICI_APP_VERSION": NEWER}, check=True, timeout=300)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Of a host that serves whichever build lies in `tmp_path/app`."""
    shutil.copytree(TABLET, tmp_path / "app")
    site = Starlette(routes=[Mount("/app", app=Built(tmp_path / "app"))])
    told: queue.Queue[tuple[int, Callable[[], object]]] = queue.Queue()

    async def serve() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        async with served(site) as port:
            told.put((port, lambda: loop.call_soon_threadsafe(stop.set)))
            await stop.wait()

    serving = threading.Thread(target=lambda: asyncio.run(serve()))
    serving.start()
    port, end = told.get(timeout=30)
    yield f"http://127.0.0.1:{port}/app/"
    end()
    serving.join()


def test_the_old_version_goes_on_until_the_next_start(
    playwright: Playwright, address: str, tmp_path: Path
) -> None:
    tablet = open_tablet(playwright, tmp_path / "profile")
    page = tablet.pages[0]
    version = page.locator('[data-test="version"]')
    page.goto(address)
    page.evaluate(RUNS_BY_ITSELF)
    old = version.text_content() or ""
    assert NEWER not in old

    _build(tmp_path / "app")
    page.reload()
    page.evaluate("navigator.serviceWorker.ready.then((all) => all.update())")
    page.evaluate(FETCHED)
    tablet.set_offline(True)
    page.reload()
    expect(version).to_have_text(old)
    expect(page.locator('[data-test="enrol-offline"]')).to_be_visible()
    tablet.close()

    again = open_tablet(playwright, tmp_path / "profile")
    again.set_offline(True)
    page = again.pages[0]
    page.goto(address)
    expect(page.locator('[data-test="version"]')).to_contain_text(NEWER)
    again.close()
