"""What happens to a certificate after it is issued: spoiled, lost, wrong, mailed, all without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.clerk import Clerk
from tests.browser.conftest import QUIET, chromium
from tests.browser.test_story import enrolled, everything_is_sent
from tests.live_hub import PASSWORD, LiveHub
from tests.people import ANOTHER_WIFE, MR_ZHAO, MRS_ZHAO, WIDOWER, Person

pytestmark = pytest.mark.browser

SITE = "500116001901"
WHAT_THE_DISTRICT_ASKS = """{
  cases(first: 10) { edges { node {
    state
    events { kind online }
    certificates { void }
    violations { rule }
  } } }
  numberLedger(areaCode: "500116001901") { addsUp counts { issued spoiled void awaited skipped } }
}"""


@pytest.fixture
def clerk(playwright: Playwright, tmp_path: Path, hub: LiveHub) -> Iterator[Clerk]:
    """At a tablet with a touch screen that has heard from the hub, and then loses the network."""
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=chromium(),
        args=QUIET,
        viewport={"width": 1280, "height": 800},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=True,
    )
    clerk = enrolled(hub, context)
    everything_is_sent(clerk)
    context.set_offline(True)
    yield clerk
    context.close()


def _accepted(clerk: Clerk, item: str, husband: Person, wife: Person) -> None:
    clerk.take_down(husband, wife, item)
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
        clerk.tap(answer)
    if item == "only-child":
        clerk.take_down_child(1, "赵小明", "2018-09-01", "male")
        clerk.tap("opinion-from-employer")
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    if husband is MR_ZHAO:
        clerk.tap("pledge-decline")


def _handed_over(clerk: Clerk, *, again: bool = False) -> None:
    """Who comes for another certificate has laid no papers on the table."""
    clerk.tap("out-certificate")
    expect(clerk.find("finish-unsigned")).to_be_visible()
    expect(clerk.find("papers-returned")).to_have_count(0 if again else 1)
    if not again:
        clerk.tap("papers-returned")
    clerk.tap("finish-unsigned")
    expect(clerk.find("done")).to_be_visible()


def _found(clerk: Clerk, name: str) -> None:
    clerk.tap("handover-home")
    clerk.fill("search", name)
    clerk.tap("continue")
    expect(clerk.find("history")).to_be_visible()


def test_a_certificate_is_spoiled_then_lost_then_put_right_and_rated(hub: LiveHub, clerk: Clerk) -> None:
    _accepted(clerk, "birth-service", MR_ZHAO, MRS_ZHAO)
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()
    clerk.tap("to-spoiled")
    clerk.tap("spoiled-jam")
    clerk.tap("reissue")
    _handed_over(clerk)
    clerk.tap("rate-5")
    expect(clerk.find("rated")).to_contain_text("5")

    _found(clerk, "赵明")
    expect(clerk.find("history")).to_contain_text("证纸损毁")
    clerk.tap("way-lost")
    clerk.page.locator(".van-dialog__confirm").tap()
    clerk.tap("reissue")
    _handed_over(clerk, again=True)

    _found(clerk, "赵明")
    clerk.tap("way-mend")
    clerk.fill("mend-husband-name", "赵铭")
    expect(clerk.find("mend-was")).to_contain_text("赵明")
    clerk.tap("mend-next")
    expect(clerk.find("paper-certificate")).to_contain_text("赵铭")
    clerk.tap("reissue")
    _handed_over(clerk, again=True)

    clerk.tap("handover-home")
    clerk.context.set_offline(False)
    everything_is_sent(clerk)
    seen = hub.ask(WHAT_THE_DISTRICT_ASKS)
    (case,) = [edge["node"] for edge in seen["cases"]["edges"]]
    assert (case["state"], case["violations"]) == ("CLOSED", [])
    assert [one["void"] for one in case["certificates"]] == ["spoiled", "superseded", "superseded", ""]
    assert not any(event["online"] for event in case["events"])
    assert [fact["stars"] for fact in _facts(hub, "rating")] == [5]
    assert seen["numberLedger"] == {
        "addsUp": True,
        "counts": {"issued": 1, "spoiled": 1, "void": 2, "awaited": 0, "skipped": 0},
    }


def test_a_certificate_is_mailed_comes_back_and_is_sent_again(hub: LiveHub, clerk: Clerk) -> None:
    _accepted(clerk, "only-child", WIDOWER, ANOTHER_WIFE)
    clerk.tap("to-delivery")
    expect(clerk.find("not-ready")).to_be_visible()
    clerk.tap("delivery-mail")
    clerk.fill("home-phone", "13900000000")
    clerk.fill("home-address", "重庆市江津区德感街道某路 1 号")
    clerk.tap("home-keep")
    expect(clerk.find("address-kept")).to_contain_text("某路 1 号")
    clerk.page.go_back()
    clerk.find("todo-open").first.tap()
    clerk.tap("basis-own-residents")
    clerk.tap("print-opinion")
    clerk.tap("out-opinion")
    clerk.tap("issue")
    clerk.tap("out-certificate")
    expect(clerk.find("address-kept")).to_contain_text("13900000000")
    for tracking, end in (("EA111", "returned"), ("EA222", "delivered")):
        clerk.fill("tracking", tracking)
        clerk.tap("mail")
        clerk.tap(f"track-{end}")
    expect(clerk.find("mailing")).to_have_count(2)

    clerk.page.evaluate("location.hash = '#/home'")
    clerk.context.set_offline(False)
    everything_is_sent(clerk)
    (case,) = [edge["node"] for edge in hub.ask(WHAT_THE_DISTRICT_ASKS)["cases"]["edges"]]
    assert (case["state"], case["violations"]) == ("CLOSED", [])
    assert [fact["state"] for fact in _facts(hub, "tracking")] == ["returned", "delivered"]
    (chosen,) = _facts(hub, "delivery")
    assert (chosen["method"], len(chosen["address"])) == ("mail", 43), "the address is sealed, and only named"


SUBMIT = """mutation($a: OnlineApplicationInput!) { submitApplication(application: $a) { case } }"""
PICTURE = (
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQ"
    "CgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k="
)


def test_an_online_application_is_work_and_its_papers_are_opened_at_the_hub(
    hub: LiveHub, clerk: Clerk
) -> None:
    application = {
        "reference": "2021060800001",
        "item": "BIRTH_SERVICE",
        "sameBooklet": True,
        "site": SITE,
        "husband": {key: MR_ZHAO[key] for key in ("name", "idNo", "hukou", "residence")},
        "wife": {key: MRS_ZHAO[key] for key in ("name", "idNo", "hukou", "residence")},
        "delivery": "PICK_UP",
        "uploads": [{"key": "M01:husband", "content": PICTURE}],
    }
    hub.ask(SUBMIT, {"a": application}, "portal")
    clerk.context.set_offline(False)
    work = clerk.page.locator('[data-kind="online"]')
    expect(work).to_contain_text("渝快办")
    work.locator('[data-test="todo-open"]').tap()
    clerk.fill("at-hub-password", PASSWORD)
    clerk.tap("at-hub-sign-in")
    clerk.tap("open-M01:husband")
    expect(clerk.find("opened-paper").locator("img")).to_be_visible()
    looks = [one for one in hub.documents("hub") if str(one["_id"]).startswith("audit:")]
    assert any("paper:" in field for one in looks for field in one["fields"])


def _facts(hub: LiveHub, kind: str) -> list[dict[str, Any]]:
    facts = [one for one in hub.documents(f"site-{SITE}") if one.get("type") == kind]
    return sorted(facts, key=lambda fact: int(fact["seq"]))
