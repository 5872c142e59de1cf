"""A cheap tablet with no network: a real Chromium whose processor is slowed four times."""

import asyncio
import statistics
import tempfile
from pathlib import Path

import httpx2
from playwright.sync_api import expect, sync_playwright

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
_SITE, _CLERK = "500116001901", "sipaifang-1"
_ENROL = """mutation($code: String!, $key: String!) {
  enrolDevice(pairingCode: $code, publicKey: $key, label: "窗口二") { device credential }
}"""
# Both are counted in the page itself: from where the browser counts its own navigation, and from the tap.
# The PIN is typed as soon as it is asked for.
_FIRST_TAP = """
(() => {
  let typed = false
  const look = () => {
    const digits = [...'PIN'].map((digit) => document.querySelector(`[data-test="pin-${digit}"]`))
    if (!typed && digits.every((digit) => digit && !digit.disabled)) {
      typed = true
      for (const digit of digits) digit.click()
    }
    const button = document.querySelector('[data-test="start-birth-service"]')
    if (button && !button.disabled) globalThis.firstTap = performance.now()
    else requestAnimationFrame(look)
  }
  look()
})()
""".replace("PIN", PIN)
_WHEN = """async () => {
  while (!globalThis.firstTap) await new Promise(requestAnimationFrame)
  return globalThis.firstTap
}"""
_ISSUE = """() => new Promise((ready) => {
  const tapped = performance.now()
  globalThis.print = () => requestAnimationFrame(() => ready(performance.now() - tapped))
  document.querySelector('[data-test="issue"]').click()
})"""


async def tablet(scale: Scale) -> Table:
    starts, issues = await asyncio.to_thread(_measured, scale)
    table = Table(
        "A tablet with no network, milliseconds",
        ["", "median", "slowest"],
        note=f"Chromium, processor slowed {SLOWER} times, {scale.local_cases} cases on the tablet, "
        f"{scale.issues} of each.",
    )
    table.rows.append(["navigation to the first tap taken", *_figures(starts)])
    table.rows.append(["tap on issue to the paper ready to print", *_figures(issues)])
    return table


def _figures(taken: list[float]) -> list[str]:
    return [f"{statistics.median(taken):,.0f}", f"{max(taken):,.0f}"]


def _measured(scale: Scale) -> tuple[list[float], list[float]]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hub = LiveHub(Path(folder) / "hub")
        hub.start(now=f"{FIRST_VISIT:%Y-%m-%dT%H:%M}")
        context = open_tablet(playwright, Path(folder) / "profile")
        try:
            _fill(hub, scale.local_cases)
            clerk = _offline(Clerk(context, hub), scale.local_cases)
            return _starts(clerk, scale.issues), _issues(clerk, scale.issues)
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
    httpx2.post(
        f"{hub.url}/couchdb/site-{_SITE}/_bulk_docs",
        json={"new_edits": False, "docs": [as_revision(fact) for fact in writer.facts]},
        headers={"Authorization": f"Bearer {hub.sign_in(_CLERK)}"},
        timeout=60,
    ).raise_for_status()


def _offline(clerk: Clerk, cases: int) -> Clerk:
    """Everything is on the tablet, then the network goes and the processor is slow."""
    clerk.open_app()
    clerk.turn_the_clock_to(FIRST_VISIT)
    clerk.open_app()
    clerk.enrol(_CLERK, "1111-1111")
    expect(clerk.find("case")).to_have_count(cases, timeout=120_000)
    everything_is_sent(clerk)
    clerk.context.set_offline(True)
    clerk.turn_the_clock_to(SECOND_VISIT)
    clerk.context.new_cdp_session(clerk.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return clerk


def _starts(clerk: Clerk, count: int) -> list[float]:
    clerk.context.add_init_script(_FIRST_TAP)
    taken = []
    for _ in range(count):
        clerk.page.reload()
        expect(clerk.find("start-birth-service")).to_be_enabled()
        taken.append(clerk.page.evaluate(_WHEN))
    return taken


def _issues(clerk: Clerk, count: int) -> list[float]:
    taken: list[float] = []
    for n in range(count):
        husband, wife = couple(400 + n)
        clerk.take_down(husband, wife)
        for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
            clerk.tap(answer)
        clerk.tap("question-next")
        for paper in ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple"):
            clerk.tap(f"tick-{paper}-shown")
        clerk.tap("materials-next")
        clerk.tap("accept")
        clerk.tap("confirm-date")
        expect(clerk.find("issue")).to_be_enabled()
        taken.append(clerk.page.evaluate(_ISSUE))
        clerk.open_app()
    return taken
