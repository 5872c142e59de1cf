"""A morning of mistakes, the app started anew on every screen: wrong answers and ticks, the right paper."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.paper import words_on
from tests.live_hub import LiveHub
from tests.people import MR_ZHAO, MRS_ZHAO

pytestmark = pytest.mark.browser

MORNING = datetime(2021, 6, 8, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PHONE = "13800000000"

ALL_THAT_IS_STORED = """async () => {
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result) })
  const said = [JSON.stringify({ ...localStorage })]
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      said.push(JSON.stringify(await done(database.transaction(store).objectStore(store).getAll())))
    }
    database.close()
  }
  return said.join()
}"""

WHAT_THE_DISTRICT_HOLDS = """{ cases(first: 10) { edges { node {
  state husband { name } notices { n missing { key } } violations { rule }
  events { kind } pledges { spouse } certificates { certNo }
} } } }"""


def interrupted(clerk: Clerk, shows: str) -> None:
    """The app is started anew, and somebody goes back and forth; `shows` stands there as before."""
    expect(clerk.page.locator("html[data-keeping]")).to_have_count(0)
    clerk.reload()
    expect(clerk.find(shows).first).to_be_visible()
    here = clerk.page.evaluate("history.state.steps")
    clerk.page.go_back()
    clerk.page.wait_for_function("(here) => history.state?.steps !== here", arg=here)
    clerk.page.go_forward()
    expect(clerk.find(shows).first).to_be_visible()


def chosen(clerk: Clerk, name: str) -> None:
    expect(clerk.find(name)).to_have_attribute("aria-checked", "true")


def take_down_wrongly(clerk: Clerk) -> None:
    """His name is misspelt, and she is said to have been divorced."""
    clerk.tap("start-birth-service")
    clerk.type_in({**MR_ZHAO, "name": "赵朋"}, MRS_ZHAO)
    interrupted(clerk, "couple-next")
    expect(clerk.find("husband-name")).to_have_value("赵朋")
    expect(clerk.find("wife-id")).to_have_value(MRS_ZHAO["idNo"])
    clerk.tap("couple-next")
    for answer in ("husband-remarried-after-none", "wife-remarried-after-divorce"):
        clerk.tap(answer)
    interrupted(clerk, "question-next")
    chosen(clerk, "wife-remarried-after-divorce")
    clerk.tap("same-booklet-false")
    clerk.tap("question-next")


def tick_too_much(clerk: Clerk) -> None:
    """Every paper, though the marriage certificate is a copy; the divorce papers nobody has."""
    clerk.tap("materials-all")
    interrupted(clerk, "materials-next")
    chosen(clerk, "tick-M03:couple-shown")
    clerk.tap("tick-M04:wife/divorce-certificate-none")
    clerk.tap("materials-next")
    expect(clerk.find("print-notice")).to_be_visible()
    interrupted(clerk, "print-notice")


def mend_the_answers(clerk: Clerk) -> None:
    """Two taps away from the result."""
    clerk.tap("amend")
    clerk.tap("wife-remarried-after-none")
    interrupted(clerk, "amend-changes")
    clerk.fill("husband-name", MR_ZHAO["name"])
    expect(clerk.find("amend-changes")).to_contain_text("赵朋 → 赵明")
    expect(clerk.find("list-dropped")).to_contain_text("妻子")
    clerk.tap("amend-save")
    expect(clerk.find("amended")).to_be_visible()
    expect(clerk.find("material-M04:wife/divorce-certificate")).to_have_count(0)


def take_a_tick_back(clerk: Clerk) -> None:
    clerk.tap("untick-M03:couple")
    interrupted(clerk, "tick-M03:couple-copy")
    expect(clerk.find("materials-next")).to_be_disabled()
    clerk.tap("tick-M03:couple-copy")
    clerk.tap("materials-next")
    expect(clerk.find("print-notice")).to_be_visible()  # nobody has been told: it is missing with the rest
    clerk.tap("back")
    chosen(clerk, "tick-M03:couple-copy")
    clerk.tap("tick-M03:couple-shown")  # it was in the other bag
    clerk.tap("materials-next")
    expect(clerk.find("complete")).to_be_visible()
    interrupted(clerk, "accept")


def accept_and_pledge(clerk: Clerk) -> None:
    clerk.tap("accept")
    clerk.fill("pledge-phone", PHONE)
    clerk.tap("pledge-children-0")
    interrupted(clerk, "pledge-sign")
    expect(clerk.find("pledge-phone")).to_have_value(PHONE)
    chosen(clerk, "pledge-children-0")
    nothing_is_in_clear(clerk)
    clerk.sign()
    clerk.tap("pledge-sign")


def issue_and_hand_over(clerk: Clerk, paper: Path) -> None:
    expect(clerk.find("issue")).to_be_visible()
    interrupted(clerk, "issue")
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()
    clerk.save_as_pdf(paper)
    clerk.tap("out-certificate")
    clerk.tap("papers-returned")
    interrupted(clerk, "finish")
    chosen(clerk, "papers-returned")
    clerk.sign()
    clerk.tap("finish")
    expect(clerk.find("done")).to_be_visible()
    clerk.tap("handover-home")


def nothing_is_in_clear(clerk: Clerk) -> None:
    """What the browser stores of notes is sealed: no word that was typed stands there."""
    stored = clerk.page.evaluate(ALL_THAT_IS_STORED)
    for word in (PHONE, "赵朋", MRS_ZHAO["idNo"]):
        assert word not in stored


def test_every_mistake_is_mended_and_nothing_typed_is_lost(
    hub: LiveHub, tablet: BrowserContext, tmp_path: Path
) -> None:
    clerk = Clerk(tablet, hub)
    clerk.open_app_at(MORNING)
    clerk.enrol("sipaifang-1", "1111-1111")
    take_down_wrongly(clerk)
    tick_too_much(clerk)
    mend_the_answers(clerk)
    take_a_tick_back(clerk)
    accept_and_pledge(clerk)
    issue_and_hand_over(clerk, tmp_path / "certificate.pdf")

    words = words_on(tmp_path / "certificate.pdf")
    assert MR_ZHAO["name"] in words
    assert "赵朋" not in words
    expect(clerk.find("home-sync")).to_be_visible()
    expect(clerk.find("status-waiting")).to_contain_text("待同步 0")
    (edge,) = hub.ask(WHAT_THE_DISTRICT_HOLDS)["cases"]["edges"]
    case = edge["node"]
    assert (case["state"], case["notices"], case["violations"]) == ("CLOSED", [], [])
    kinds = [event["kind"] for event in case["events"]]
    assert [kinds.count(kind) for kind in ("declaration", "untick", "pledge", "certificate")] == [1, 1, 1, 1]
