"""E21: lost, said at another office than the one that issued it, with no network. Nobody comes again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.test_story import FIRST_VISIT, everything_is_sent, hand_over
from tests.live_hub import PASSWORD, LiveHub
from tests.people import JIANGJIN, MRS_ZHAO, person

pytestmark = pytest.mark.browser

MR_OF_TOWN = person("赵明", "999999198803121012", JIANGJIN)  # of whom no pledge is asked
PHONE = "13900000000"
WHAT_THE_DISTRICT_ASKS = """{
  cases(first: 10) { edges { node {
    state site { code } visits { n } certificates { void } violations { rule } events { kind }
  } } }
}"""


@contextmanager
def office_of(playwright: Playwright, hub: LiveHub, profile: Path, user: str, code: str) -> Iterator[Clerk]:
    context = open_tablet(playwright, profile)
    clerk = Clerk(context, hub)
    clerk.open_app_at(FIRST_VISIT)
    clerk.enrol(user, code)
    everything_is_sent(clerk)
    yield clerk
    context.close()


def issued_and_handed_over(clerk: Clerk) -> None:
    clerk.take_down(MR_OF_TOWN, MRS_ZHAO)
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
        clerk.tap(answer)
    clerk.tap("question-next")
    for paper in ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple"):
        clerk.tap(f"tick-{paper}-shown")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("issue")
    hand_over(clerk)
    everything_is_sent(clerk)


def told_what_is_lost(clerk: Clerk) -> None:
    """They do not know the number. What is half typed outlives a restart."""
    clerk.fill("search", MR_OF_TOWN["name"])
    clerk.tap("to-wish")
    clerk.tap("wish-item-birth-service")
    for spouse, one in (("husband", MR_OF_TOWN), ("wife", MRS_ZHAO)):
        clerk.fill(f"{spouse}-name", one["name"])
        clerk.fill(f"{spouse}-id", one["idNo"])
    expect(clerk.page.locator("html")).not_to_have_attribute("data-keeping", "")
    clerk.reload()
    clerk.fill("home-recipient", MRS_ZHAO["name"])
    clerk.fill("home-phone", PHONE)
    clerk.fill("home-address", "重庆市江津区几江街道大西门路 8 号")


def _taken_down(clerk: Clerk) -> None:
    told_what_is_lost(clerk)
    clerk.tap("wish-keep")
    expect(clerk.find("wish-waits")).to_contain_text("补好后邮寄，不用再来")
    clerk.tap("to-home")
    expect(clerk.page.locator('[data-test="todo"][data-kind="wish-waits"]')).to_be_visible()


def address_opened(clerk: Clerk) -> None:
    clerk.fill("at-hub-password", PASSWORD)
    clerk.tap("at-hub-sign-in")
    clerk.tap("wish-address-open")
    expect(clerk.find("wish-address")).to_contain_text(PHONE)


def _reissued_and_mailed(clerk: Clerk) -> None:
    work = clerk.page.locator('[data-test="todo"][data-kind="wished"]')
    expect(work).to_be_visible()
    work.get_by_role("button").click()
    address_opened(clerk)
    clerk.context.set_offline(True)  # the rest needs no network
    clerk.tap("wish-reissue")
    clerk.tap("reissue")
    expect(clerk.find("out-certificate")).to_be_visible()
    clerk.tap("out-certificate")
    clerk.page.evaluate("location.hash = '#/home'")
    work.get_by_role("button").click()
    clerk.tap("wish-send")
    expect(clerk.find("address-kept")).to_contain_text(PHONE)
    clerk.fill("tracking", "EMS1")
    clerk.tap("mail")
    expect(clerk.find("mailing")).to_contain_text("EMS1")
    clerk.page.evaluate("location.hash = '#/home'")
    expect(clerk.find("home-sync")).to_be_visible()
    expect(work).to_be_hidden()
    clerk.context.set_offline(False)
    everything_is_sent(clerk)


def test_e21_r37_lost_elsewhere_with_no_network_is_reissued_and_mailed(
    hub: LiveHub, playwright: Playwright, tmp_path: Path
) -> None:
    with (
        office_of(playwright, hub, tmp_path / "there", "degan-1", "2222-2222") as there,
        office_of(playwright, hub, tmp_path / "here", "sipaifang-1", "1111-1111") as here,
    ):
        issued_and_handed_over(there)
        here.context.set_offline(True)
        _taken_down(here)
        here.context.set_offline(False)
        everything_is_sent(here)
        _reissued_and_mailed(there)
        waiting = here.page.locator('[data-test="todo"][data-kind="wish-waits"]')
        expect(waiting).to_be_hidden()
    (edge,) = hub.ask(WHAT_THE_DISTRICT_ASKS)["cases"]["edges"]
    case = edge["node"]
    assert (case["state"], case["site"]["code"], case["violations"]) == ("CLOSED", "500116002901", [])
    assert ([one["void"] for one in case["certificates"]], len(case["visits"])) == (["superseded", ""], 1)
    assert [event["kind"] for event in case["events"]][-1] == "mailing"
