"""Several tablets in one run: opened, and compared with the hub when their work is done."""

import asyncio
import contextlib
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.async_api import async_playwright

from tests.browser.conftest import QUIET, chromium
from tests.browser.soak.ledger import Held, what_is_wrong
from tests.browser.soak.tablet import SoakTablet
from tests.live_hub import LiveHub

SITES = ("500116001901", "500116002901", "500116001000")
FIRST, SECOND, OTHER, TOWNSHIP = (
    ("sipaifang-1", "1111-1111"),
    ("sipaifang-2", "1111-1111"),
    ("degan-1", "2222-2222"),
    ("jijiang", "3333-3333"),
)
ARRIVED_S = 60  # for what one tablet sent to come to the others

Work = Callable[[list[SoakTablet]], Awaitable[None]]


def work_together(hub: LiveHub, count: int, work: Work) -> None:
    """What goes wrong at a tablet and nobody expects fails the test, and so does what is lost, doubled or
    refused at the end. The seed is printed; `YICI_SOAK_SEED` gives it again: the same choices, if not to the
    millisecond."""
    seed = os.environ.get("YICI_SOAK_SEED") or f"{random.SystemRandom().getrandbits(32):08x}"
    sys.stdout.write(f"\nYICI_SOAK_SEED={seed}\n")
    with ThreadPoolExecutor(1) as apart:  # this thread has a loop already: the other browser tests'
        apart.submit(asyncio.run, _together(hub, count, seed, work)).result()


async def _together(hub: LiveHub, count: int, seed: str, work: Work) -> None:
    async with _tablets(hub, count, seed) as tablets:
        await work(tablets)
        await asyncio.gather(*(tablet.everything_is_sent() for tablet in tablets))
        wrong, held = await _compared(hub, tablets)
        told = [failure for tablet in tablets for failure in tablet.told]
        assert not wrong + told, "\n".join(wrong + told)
        _it_was_worth_it(tablets, held)
        _and_would_have_been_found(hub, held)


@contextlib.asynccontextmanager
async def _tablets(hub: LiveHub, count: int, seed: str) -> AsyncIterator[list[SoakTablet]]:
    """That trust whatever certificate they are shown."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=[*QUIET, "--ignore-certificate-errors"]
        )
        contexts = [
            await browser.new_context(
                viewport={"width": 1280, "height": 800}, locale="zh-CN", timezone_id="Asia/Shanghai"
            )
            for _ in range(count)
        ]
        yield [SoakTablet(context, hub.url, seed, n) for n, context in enumerate(contexts, start=1)]
        await browser.close()


async def _compared(hub: LiveHub, tablets: list[SoakTablet]) -> tuple[list[str], list[Held]]:
    """What is wrong, once what was sent has had time to come to the other tablets."""
    until = time.monotonic() + ARRIVED_S
    while True:
        held = [await tablet.held() for tablet in tablets]
        wrong = what_is_wrong(held, _at_hub(hub), _quarantine(hub))
        if not wrong or time.monotonic() > until:
            return wrong, held
        await asyncio.sleep(1)


def _at_hub(hub: LiveHub) -> dict[str, list[dict[str, Any]]]:
    return {site: hub.documents(f"site-{site}") for site in SITES}


def _quarantine(hub: LiveHub) -> list[dict[str, Any]]:
    return [document for document in hub.documents("hub") if document["type"] == "quarantine"]


def _it_was_worth_it(tablets: list[SoakTablet], held: list[Held]) -> None:
    facts, issued = sum(len(one.own) for one in held), sum(len(one.shown) for one in held)
    steps, kills = sum(one.steps for one in tablets), sum(one.kills for one in tablets)
    sys.stdout.write(f"{steps} steps, {kills} killed tabs, {facts} facts, {issued} certificates\n")
    assert facts > len(tablets)
    assert kills > 0


def _and_would_have_been_found(hub: LiveHub, held: list[Held]) -> None:
    """Any one fact, were it dropped."""
    at_hub = _at_hub(hub)
    site = held[0].site
    fact = next(document for document in at_hub[site] if document["_id"] in held[0].own)
    at_hub[site].remove(fact)
    assert f"{fact['_id']} is not at the hub" in what_is_wrong(held, at_hub, [])
