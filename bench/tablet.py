"""A cheap tablet with no network: a real Chromium whose processor is slowed four times."""

import asyncio
import contextlib
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
from playwright.sync_api import CDPSession, expect, sync_playwright

from bench.scale import Scale
from bench.table import Table
from schema.envelope import from_base64url
from tests.browser.clerk import PIN, Clerk
from tests.browser.conftest import open_tablet
from tests.browser.test_story import FIRST_VISIT, SECOND_VISIT, everything_is_sent
from tests.hub import as_revision
from tests.live_hub import LiveHub
from tests.people import couple
from tests.tablet import Tablet

SLOWER = 4
PARTS = {
    "navigation to the PIN asked for": "asked",
    "last digit to the first tap taken": "opened",
    "last digit to all cases read": "read",
    "tap on issue to the paper ready to print": "issued",
}
AT_ONCE = 1_000  # facts in one push
_SITE, _CLERK = "500116001901", "sipaifang-1"
_ENROL = """mutation($code: String!, $key: String!) {
  enrolDevice(pairingCode: $code, publicKey: $key, label: "窗口二") { device credential }
}"""
# All is counted in the page itself: from where the browser counts its own navigation, from the last digit,
# from the tap. The PIN is typed as soon as it is asked for.
_START = """
(() => {
  const at = (globalThis.start = {})
  const look = () => {
    const digits = [...'PIN'].map((digit) => document.querySelector(`[data-test="pin-${digit}"]`))
    if (!at.asked && digits.every((digit) => digit && !digit.disabled)) {
      at.asked = performance.now()
      for (const digit of digits) digit.click()
    }
    const button = document.querySelector('[data-test="start-birth-service"]')
    if (button && !button.disabled) at.taken ??= performance.now()
    if (document.querySelector('[data-test="status-waiting"][data-count]')) at.read = performance.now()
    else requestAnimationFrame(look)
  }
  look()
})()
""".replace("PIN", PIN)
_STARTED = """async () => {
  while (!globalThis.start.read) await new Promise(requestAnimationFrame)
  const { asked, taken, read } = globalThis.start
  return [asked, taken - asked, read - asked]
}"""
_ISSUE = """() => new Promise((ready) => {
  const tapped = performance.now()
  globalThis.print = () => requestAnimationFrame(() => ready(performance.now() - tapped))
  document.querySelector('[data-test="issue"]').click()
})"""
MEGABYTE = 1_000_000


@dataclass(slots=True)
class Measured:
    """Milliseconds, and megabytes."""

    asked: list[float]  # from the navigation until the PIN can be typed
    opened: list[float]  # from its last digit to the first tap taken
    read: list[float]  # from its last digit until all cases are read, and a certificate can be issued
    issued: list[float]  # from the tap on issue until the paper is ready to print
    heap: float  # of JavaScript, with the cases on the first screen


async def tablet(scale: Scale) -> Table:
    few, many = [await asyncio.to_thread(_measured, cases, scale.issues) for cases in scale.local_cases]
    of = [f"{cases:,} cases" for cases in scale.local_cases]
    table = Table(
        "A tablet with no network, milliseconds",
        ["", *(f"{each}, {what}" for each in of for what in ("median", "slowest"))],
        note=f"Chromium, processor slowed {SLOWER} times, {scale.issues} of each. JavaScript's heap with "
        f"all cases read: {few.heap:.0f} MB with {of[0]}, {many.heap:.0f} MB with {of[1]}.",
    )
    for name, part in PARTS.items():
        table.rows.append([name, *_figures(getattr(few, part)), *_figures(getattr(many, part))])
    return table


def _figures(taken: list[float]) -> list[str]:
    return [f"{statistics.median(taken):,.0f}", f"{max(taken):,.0f}"]


def _measured(cases: int, times: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hub = LiveHub(Path(folder) / "hub")
        hub.start(now=f"{FIRST_VISIT:%Y-%m-%dT%H:%M}")
        context = open_tablet(playwright, Path(folder) / "profile")
        try:
            _fill(hub, cases)
            clerk = _enrolled(Clerk(context, hub), cases)
            tools = _offline(clerk)
            started = _starts(clerk, tools, times)
            heap = _heap(tools)
            return Measured(*started, _issues(clerk, tools, times, first=cases), heap)
        finally:
            context.close()
            hub.stop()


def _fill(hub: LiveHub, count: int) -> None:
    """Cases of another tablet of the site, each told what is missing."""
    writer = Tablet(f"{_SITE}Z9", _CLERK, secret=9)
    enrolled = hub.ask(_ENROL, {"code": "1111-1111", "key": writer.public_key}, user=_CLERK)["enrolDevice"]
    writer.device, writer.credential = enrolled["device"], from_base64url(enrolled["credential"])
    for n in range(count):
        husband, wife = couple(n)
        case = writer.application(husband=husband, wife=wife)
        writer.visit(case)
        writer.materials(case, "M01:husband", "M01:wife", "M03:couple")
        writer.notice(case, "M02:husband", "M02:wife")
    for batch in range(0, len(writer.facts), AT_ONCE):
        docs = [as_revision(fact) for fact in writer.facts[batch : batch + AT_ONCE]]
        httpx2.post(
            f"{hub.url}/couchdb/site-{_SITE}/_bulk_docs",
            json={"new_edits": False, "docs": docs},
            headers={"Authorization": f"Bearer {hub.sign_in(_CLERK)}"},
            timeout=60,
        ).raise_for_status()


def _enrolled(clerk: Clerk, cases: int) -> Clerk:
    """Everything of the site is on the tablet."""
    clerk.open_app()
    clerk.turn_the_clock_to(FIRST_VISIT)
    clerk.open_app()
    clerk.enrol(_CLERK, "1111-1111")
    last = couple(cases - 1)[0]["name"]
    clerk.fill("search", last)
    expect(clerk.find("case").first).to_contain_text(last, timeout=300_000)
    everything_is_sent(clerk)
    return clerk


def _offline(clerk: Clerk) -> CDPSession:
    """The network goes."""
    clerk.context.set_offline(True)
    clerk.turn_the_clock_to(SECOND_VISIT)
    return clerk.context.new_cdp_session(clerk.page)


@contextlib.contextmanager
def _slow(tools: CDPSession) -> Iterator[None]:
    """Only what is measured takes a slow processor's time."""
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def _heap(tools: CDPSession) -> float:
    tools.send("HeapProfiler.collectGarbage")
    heap: float = tools.send("Runtime.getHeapUsage")["usedSize"]
    return heap / MEGABYTE


def _starts(clerk: Clerk, tools: CDPSession, count: int) -> tuple[list[float], list[float], list[float]]:
    """At the first screen; the page itself types the PIN."""
    clerk.context.add_init_script(_START)
    clerk.page.evaluate("location.hash = '#/home'")
    taken = []
    with _slow(tools):
        for _ in range(count):
            clerk.page.reload()
            taken.append(clerk.page.evaluate(_STARTED))
    asked, opened, read = zip(*taken, strict=True)
    return list(asked), list(opened), list(read)


def _issues(clerk: Clerk, tools: CDPSession, count: int, first: int) -> list[float]:
    taken: list[float] = []
    for n in range(count):
        husband, wife = couple(first + n)
        clerk.take_down(husband, wife)
        for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
            clerk.tap(answer)
        clerk.tap("question-next")
        for paper in ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple"):
            clerk.tap(f"tick-{paper}-shown")
        clerk.tap("materials-next")
        clerk.tap("accept")
        if not n:
            clerk.tap("confirm-date")
        expect(clerk.find("issue")).to_be_enabled()
        with _slow(tools):
            taken.append(clerk.page.evaluate(_ISSUE))
        clerk.page.evaluate("location.hash = '#/home'")
    return taken
