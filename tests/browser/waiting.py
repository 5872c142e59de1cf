"""Waiting for what a page stores: Playwright's own wait takes a promise for true, whatever comes of it."""

import time
from typing import Any

from playwright.sync_api import Error, Page

BETWEEN_LOOKS_MS = 100
PATIENCE = 90  # seconds: a tablet, or a village hub, has found the district again within them


def until(page: Page, promise: str, arg: Any = None) -> None:
    """Until the promise of a function comes to something that is true; over a page that is begun anew."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if page.evaluate(promise, arg):
                return
        except Error as error:
            if "navigation" not in error.message:
                raise
        assert time.monotonic() < deadline, f"it does not come true: {promise}"
        page.wait_for_timeout(BETWEEN_LOOKS_MS)
