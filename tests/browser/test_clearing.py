"""A case that is over leaves the tablet after thirty days, and nothing of it is lost at the district."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.test_sealed import SITE, WHAT_IS_STORED, told
from tests.browser.test_story import enrolled, everything_is_sent, first_visit
from tests.browser.waiting import until
from tests.live_hub import LiveHub
from tests.people import ANOTHER_WIFE, WIDOWER, Person, couple

pytestmark = pytest.mark.browser

LATER = datetime(2021, 7, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DOCS = f"_pouch_sealed-site-{SITE}/docs"
HAS_LEFT = f"async (named) => !(await ({WHAT_IS_STORED})())['{DOCS}'].includes(named)"
VOID = """mutation($n: String!) {
  voidCertificate(certNo: $n, why: CLERICAL_ERROR, grounds: "姓名有误") { pending } }"""


def whole_case(clerk: Clerk, husband: Person, wife: Person) -> str:
    """Taken down, issued and handed over at once; the number of the certificate."""
    clerk.take_down(husband, wife)
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
        clerk.tap(answer)
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("issue")
    number = clerk.find("paper-certificate").get_by_text("FS5001160019").first.inner_text().split()[-1]
    clerk.tap("out-certificate")
    clerk.tap("papers-returned")
    clerk.tap("finish-unsigned")
    expect(clerk.find("done")).to_be_visible()
    clerk.tap("handover-home")
    return number


def written_at(hub: LiveHub) -> dict[str, str]:
    """What people wrote, with its revision."""
    return {one["_id"]: one["_rev"] for one in hub.documents(f"site-{SITE}") if one["type"] != "receipt"}


def held(clerk: Clerk, case: str) -> bool:
    """Whether anything of a case lies in the tablet's database."""
    return f'"{case}"' in told(clerk.page)[DOCS]


def weeks_later(clerk: Clerk, hub: LiveHub) -> None:
    hub.stop()
    hub.start(now="2021-07-20T09:00")
    clerk.turn_the_clock_to(LATER)
    clerk.reload()
    everything_is_sent(clerk)


def has_left(clerk: Clerk, case: str) -> None:
    clerk.tap("status-net")
    expect(clerk.find("removed-count")).to_contain_text("1")
    until(clerk.page, HAS_LEFT, f'"{case}"')
    clerk.tap("back")


def test_a_case_that_is_over_leaves_and_comes_back(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = enrolled(hub, tablet)
    number = whole_case(clerk, WIDOWER, ANOTHER_WIFE)
    first_visit(clerk)
    clerk.tap("out-notice")
    everything_is_sent(clerk)
    opened = [one for one in hub.documents(f"site-{SITE}") if one["type"] == "application"]
    over, waiting = [one["case"] for one in sorted(opened, key=lambda one: one["seq"])]
    assert held(clerk, over)

    weeks_later(clerk, hub)
    before = written_at(hub)
    has_left(clerk, over)
    assert held(clerk, waiting)

    clerk.fill("search", number)
    expect(clerk.find("removed-case")).to_be_visible()
    tablet.set_offline(True)
    expect(clerk.find("fetch-back")).to_be_disabled()
    tablet.set_offline(False)
    clerk.reload()
    whole_case(clerk, *couple(1))
    everything_is_sent(clerk)
    assert before.items() <= written_at(hub).items(), "what left the tablet is at the hub"

    hub.ask(VOID, {"n": number}, "jijiang")
    expect(clerk.page.locator('[data-kind="void-notice"]')).to_be_visible()
    clerk.fill("search", WIDOWER["name"])
    expect(clerk.find("case")).to_have_attribute("data-case", over)
    assert held(clerk, over)
    clerk.tap("status-net")
    expect(clerk.find("records-receipted")).to_be_visible()
    expect(clerk.find("removed-count")).to_have_count(0)


def test_a_case_that_left_is_fetched_by_its_number(hub: LiveHub, tablet: BrowserContext) -> None:
    clerk = enrolled(hub, tablet)
    number = whole_case(clerk, WIDOWER, ANOTHER_WIFE)
    everything_is_sent(clerk)
    (opened,) = [one for one in hub.documents(f"site-{SITE}") if one["type"] == "application"]
    weeks_later(clerk, hub)
    has_left(clerk, opened["case"])
    clerk.fill("search", number)
    clerk.tap("fetch-back")
    expect(clerk.find("case")).to_contain_text(WIDOWER["name"])
    clerk.tap("continue")
    expect(clerk.find("history")).to_contain_text(number)
