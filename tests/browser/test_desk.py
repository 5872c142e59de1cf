"""The township's desk: what a community accepted is decided and issued there, and a certificate made void."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Locator, Playwright, expect

from schema.envelope import from_base64url
from schema.numbers import certificate_number
from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.paper import words_on
from tests.browser.test_items import answer_what_both_items_ask
from tests.browser.test_story import FIRST_VISIT, everything_is_sent
from tests.hub import ENROL, as_revision
from tests.live_hub import PASSWORD, LiveHub
from tests.people import JIANGJIN, MR_ZHAO, MRS_ZHAO
from tests.tablet import Tablet

pytestmark = pytest.mark.browser

SITE, TOWNSHIP = "500116001901", "500116001000"
IN_TOWN = {**MR_ZHAO, "hukou": JIANGJIN}
COMMUNITY = ("sipaifang-1", "1111-1111", "start-further-birth")
DESK = ("jijiang", "3333-3333", "desk-window")
WHAT_THE_DISTRICT_ASKS = """{
  cases(first: 10) { edges { node {
    state
    decision { granted by }
    certificates { certNo void }
    events { kind site online }
    violations { rule }
  } } }
}"""


@contextmanager
def _tablet(
    playwright: Playwright, hub: LiveHub, profile: Path, who: tuple[str, str, str]
) -> Iterator[Clerk]:
    context = open_tablet(playwright, profile)
    clerk = Clerk(context, hub)
    clerk.open_app()
    clerk.turn_the_clock_to(FIRST_VISIT)
    clerk.open_app()
    clerk.enrol(*who)
    yield clerk
    context.close()


def _accept(clerk: Clerk) -> None:
    """A further birth; both spouses are residents of the city, so the system looks them up."""
    clerk.take_down(IN_TOWN, MRS_ZHAO, "further-birth")
    answer_what_both_items_ask(clerk)
    clerk.tap("child-add")
    clerk.take_down_child(1, "赵小明", "2018-09-01", "male")
    clerk.tap("reason-policy")
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("tick-M15d:child-1/child-page-shown")
    clerk.tap("materials-next")
    clerk.tap("accept")
    expect(clerk.find("limit")).to_contain_text("20 个工作日")
    clerk.page.evaluate("location.hash = '#/home'")
    everything_is_sent(clerk)


def _todos(clerk: Clerk, kind: str) -> Locator:
    return clerk.page.locator(f'[data-test="todo"][data-kind="{kind}"]')


class Colleague(Tablet):
    """A second tablet at the community's window."""

    def __init__(self, hub: LiveHub) -> None:
        super().__init__(f"{SITE}Z9", "sipaifang-2", secret=11)
        self._hub = hub
        given = {"code": "1111-1111", "key": self.public_key}
        enrolled = hub.ask(ENROL, given, self.clerk)["enrolDevice"]
        self.device, self.credential = enrolled["device"], from_base64url(enrolled["credential"])

    def prove_status(self, case: str) -> None:
        """Of both spouses, as they were looked up."""
        lookups = {
            one["spouse"]: one for one in self._hub.documents(f"site-{SITE}") if one["type"] == "lookup"
        }
        for serial, (spouse, lookup) in enumerate(sorted(lookups.items()), start=1):
            today = self.now.date()
            self.fact(
                "status-proof",
                case,
                spouse=spouse,
                basis="lookup",
                of=lookup["_id"],
                certNo=certificate_number("status-proof", self.device, today, serial),
                block=f"block:{self.device}:status-proof:1",
                issuedOn=today.isoformat(),
                marital="初婚",
                children=1,
            )
        self._push()

    def _push(self) -> None:
        body = {"new_edits": False, "docs": [as_revision(fact) for fact in self.facts]}
        url, auth = f"{self._hub.url}/couchdb/site-{SITE}/_bulk_docs", (self.clerk, PASSWORD)
        answer = httpx2.post(url, json=body, auth=auth, timeout=30)
        assert (answer.status_code, answer.json()) == (201, [])


def _only_case(hub: LiveHub) -> Any:
    (edge,) = hub.ask(WHAT_THE_DISTRICT_ASKS)["cases"]["edges"]
    return edge["node"]


def test_a_further_birth_is_decided_and_issued_offline_at_the_desk_then_made_void(
    hub: LiveHub, playwright: Playwright, tmp_path: Path
) -> None:
    with (
        _tablet(playwright, hub, tmp_path / "community", COMMUNITY) as community,
        _tablet(playwright, hub, tmp_path / "desk", DESK) as desk,
    ):
        _accept(community)
        expect(_todos(community, "proof")).to_have_count(2, timeout=60_000)
        colleague = Colleague(hub)
        colleague.now = FIRST_VISIT.replace(hour=11)
        (case,) = {one["case"] for one in hub.documents(f"site-{SITE}") if one["type"] == "application"}
        colleague.prove_status(case)
        expect(desk.find("desk-decide")).to_have_attribute("data-count", "1", timeout=60_000)
        expect(desk.find("desk-left")).to_contain_text("2021-07-07 还剩 20 个工作日")

        desk.context.set_offline(True)
        desk.tap("desk-open")
        expect(desk.find("glance-husband")).to_contain_text("赵明")
        expect(desk.find("obtained")).to_contain_text("赵明：初婚，子女 1 人")
        desk.tap("answer-grant")
        desk.tap("decide")
        desk.be_sure()
        desk.tap("issue-offline")
        desk.tap("issue")
        expect(desk.find("out-certificate")).to_be_visible()
        paper = words_on(desk.save_as_pdf(tmp_path / "certificate.pdf"))
        assert "再生育服务证" in paper
        assert "几江街道" in paper
        desk.tap("out-certificate")
        expect(desk.find("status-waiting")).not_to_contain_text("待同步 0")

        desk.context.set_offline(False)
        desk.tap("to-home")
        everything_is_sent(desk)
        expect(community.find("case")).to_contain_text("已制证", timeout=60_000)
        seen = _only_case(hub)
        assert (seen["state"], seen["violations"]) == ("ISSUED", [])
        assert seen["decision"] == {"granted": True, "by": "jijiang"}
        done = {event["kind"]: event for event in seen["events"]}
        for kind in ("decision", "certificate"):
            assert (done[kind]["site"], done[kind]["online"]) == (TOWNSHIP, False)

        _make_void(desk, tmp_path / "void.pdf")
        everything_is_sent(desk)
        (certificate,) = _only_case(hub)["certificates"]
        assert certificate["void"] == "clerical-error"


def _make_void(desk: Clerk, paper: Path) -> None:
    desk.fill("desk-search", "赵明")
    desk.tap("desk-found")
    desk.tap("to-void")
    desk.tap("void-why-clerical-error")
    desk.fill("void-grounds", "妻子的姓名写错一字")
    desk.tap("make-void")
    desk.be_sure()
    expect(desk.find("paper-void-notice")).to_be_visible()
    assert "妻子的姓名写错一字" in words_on(desk.save_as_pdf(paper))
    desk.tap("print-void-notice")
    desk.tap("out-void-notice")
    desk.page.evaluate("location.hash = '#/home'")
