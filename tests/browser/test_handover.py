"""Told what is missing at one office, issued at another, and neither has a network: "any office nearby"."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.paper import qrs_on
from tests.browser.test_story import (
    SECOND_VISIT,
    enrolled,
    everything_is_sent,
    first_visit,
    hand_over,
)
from tests.live_hub import LiveHub
from tests.people import ANOTHER_WIFE, MR_ZHAO, MRS_ZHAO, WIDOWER

pytestmark = pytest.mark.browser

OFFICES = ("500116001901", "500116002901")
WHAT_THE_DISTRICT_ASKS = """{
  cases(first: 10) { edges { node {
    state
    site { code }
    heldBy { code }
    events { kind site online }
    notices { n }
    violations { rule }
  } } }
}"""


@contextmanager
def _office(playwright: Playwright, hub: LiveHub, profile: Path, user: str, code: str) -> Iterator[Clerk]:
    """A tablet that knows what the district has published, and then loses the network."""
    context = open_tablet(playwright, profile)
    clerk = enrolled(hub, context, user, code)
    everything_is_sent(clerk)
    context.set_offline(True)
    yield clerk
    context.close()


def _tick_the_answers(clerk: Clerk) -> None:
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
        clerk.tap(answer)
    clerk.tap("question-next")


def _scanned(clerk: Clerk, slip: str) -> None:
    """A scanner types what it reads."""
    clerk.tap("scan")
    clerk.fill("slip-text", slip)
    clerk.tap("slip-read")


def test_a_case_goes_on_at_another_office_with_neither_online(
    hub: LiveHub, playwright: Playwright, tmp_path: Path
) -> None:
    with (
        _office(playwright, hub, tmp_path / "first", "sipaifang-1", "1111-1111") as first,
        _office(playwright, hub, tmp_path / "second", "degan-1", "2222-2222") as second,
    ):
        first_visit(first)
        (slip,) = [link for link in qrs_on(first.save_as_pdf(tmp_path / "notice.pdf")) if "/H/" in link]
        first.tap("out-notice")

        second.turn_the_clock_to(SECOND_VISIT)
        second.reload()
        _scanned(second, slip[:200])
        expect(second.find("slip-refused")).to_be_visible()
        second.page.go_back()
        _scanned(second, slip)
        expect(second.find("slip-says")).to_contain_text("四牌坊社区")
        second.tap("slip-next")
        second.fill_in(MR_ZHAO, MRS_ZHAO)
        _tick_the_answers(second)
        for booklet in ("M02:husband", "M02:wife"):  # the rest stays ticked: it was shown at the first
            second.tap(f"tick-{booklet}-shown")
        second.tap("materials-next")
        second.tap("accept")
        second.tap("pledge-marital-first-marriage")
        second.tap("pledge-children-0")
        second.sign()
        second.tap("pledge-sign")
        second.tap("confirm-date")
        second.tap("issue")
        expect(second.find("out-certificate")).to_be_visible()
        hand_over(second)

        for clerk in (second, first):
            clerk.context.set_offline(False)
            everything_is_sent(clerk)
        (edge,) = hub.ask(WHAT_THE_DISTRICT_ASKS)["cases"]["edges"]
        case = edge["node"]
        assert (case["state"], case["violations"], len(case["notices"])) == ("CLOSED", [], 1)
        assert (case["site"]["code"], case["heldBy"]["code"]) == OFFICES
        assert not any(event["online"] for event in case["events"])
        done = {event["kind"]: event["site"] for event in case["events"]}
        assert (done["notice"], done["certificate"], done["handover"]) == (OFFICES[0], *[OFFICES[1]] * 2)


def test_a_slip_is_no_use_to_another_couple(hub: LiveHub, playwright: Playwright, tmp_path: Path) -> None:
    with (
        _office(playwright, hub, tmp_path / "first", "sipaifang-1", "1111-1111") as first,
        _office(playwright, hub, tmp_path / "second", "degan-1", "2222-2222") as second,
    ):
        first_visit(first)
        (slip,) = [link for link in qrs_on(first.save_as_pdf(tmp_path / "notice.pdf")) if "/H/" in link]
        _scanned(second, slip)
        second.tap("slip-next")
        expect(second.find("continues-slip")).to_contain_text("四牌坊社区")
        second.type_in(WIDOWER, ANOTHER_WIFE)
        expect(second.find("slip-refused")).to_contain_text("身份证与凭单不符")
        expect(second.find("couple-next")).to_be_disabled()
