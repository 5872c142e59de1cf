"""The township's desk: what a community accepted is decided and issued there, and a certificate made void."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.browser.accessible import Inspector
from tests.browser.clerk import Clerk
from tests.browser.colleague import Colleague
from tests.browser.conftest import open_tablet
from tests.browser.paper import words_on
from tests.browser.test_items import answer_what_both_items_ask
from tests.browser.test_story import FIRST_VISIT, everything_is_sent
from tests.live_hub import PASSWORD, LiveHub
from tests.people import ANOTHER_WIFE, CHILD, JIANGJIN, MR_ZHAO, MRS_ZHAO, OUTSIDE_WIFE, WIDOWER
from tests.server.workers.office import birth_service, further_birth

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
def at_a_tablet(
    playwright: Playwright, hub: LiveHub, profile: Path, who: tuple[str, str, str]
) -> Iterator[Clerk]:
    context = open_tablet(playwright, profile)
    clerk = Clerk(context, hub)
    clerk.open_app_at(FIRST_VISIT)
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


def _only_case(hub: LiveHub) -> Any:
    (edge,) = hub.ask(WHAT_THE_DISTRICT_ASKS)["cases"]["edges"]
    return edge["node"]


def test_a_further_birth_is_decided_and_issued_offline_at_the_desk_then_made_void(
    hub: LiveHub, playwright: Playwright, tmp_path: Path
) -> None:
    with (
        at_a_tablet(playwright, hub, tmp_path / "community", COMMUNITY) as community,
        at_a_tablet(playwright, hub, tmp_path / "desk", DESK) as desk,
    ):
        _accept(community)
        expect(_todos(community, "proof")).to_have_count(2)
        (case,) = {one["case"] for one in hub.documents(f"site-{SITE}") if one["type"] == "application"}
        Colleague(hub).prove_status(case)
        expect(desk.find("desk-decide")).to_have_attribute("data-count", "1")
        expect(desk.find("desk-left")).to_contain_text("2021-07-07 还剩 20 个工作日")

        desk.context.set_offline(True)
        expect(desk.find("status-net")).to_contain_text("离线")
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
        expect(desk.find("ready")).to_be_visible()
        expect(desk.find("status-waiting")).not_to_contain_text("待同步 0")

        desk.context.set_offline(False)
        desk.page.evaluate("location.hash = '#/home'")
        everything_is_sent(desk)
        expect(desk.find("desk-delivery")).to_contain_text("等来取")
        expect(community.find("case")).to_contain_text("已制证")
        _todos(community, "fetch").locator('[data-test="todo-open"]').click()
        expect(community.find("at-another")).to_contain_text("证在几江街道，在那里领")
        expect(community.find("delivery-handover")).to_have_count(0)
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


def _what_the_desk_is_for(colleague: Colleague) -> None:
    """One case each to decide, to confirm, to make void, and a couple with two certificates."""
    to_decide = further_birth(colleague, husband=IN_TOWN, wife=MRS_ZHAO, children=(CHILD,))
    wanted_void = birth_service(colleague, husband=WIDOWER, wife=MRS_ZHAO)
    asked = {"certNo": wanted_void["certNo"], "why": "applicant-asks", "grounds": "搬走了"}
    colleague.fact("void-request", wanted_void["case"], **asked)
    for _ in range(2):
        birth_service(colleague, husband=WIDOWER, wife=ANOTHER_WIFE)
    disputed = colleague.application(husband=WIDOWER, wife=OUTSIDE_WIFE)
    pledge = colleague.pledge(disputed, "wife")["_id"]
    office = {"office": "武侯区卫生健康局", "contact": "028-12345678", "person": "值班员"}
    call = {"method": "phone", "answered": True, "content": "登记有两孩", **office}
    colleague.fact("verification", disputed, pledge=pledge, **call)
    colleague.fact("conclusion", disputed, pledge=pledge, result="false", evidence="登记有两孩，承诺零孩")
    colleague.push()
    colleague.prove_status(to_decide)


def test_every_screen_of_the_desk_does_its_work_and_is_accessible(
    hub: LiveHub, playwright: Playwright, tmp_path: Path, inspector: Inspector
) -> None:
    with at_a_tablet(playwright, hub, tmp_path / "desk", DESK) as desk:

        def begin(kind: str) -> None:
            work = desk.find(f"desk-{kind}")
            expect(work).to_be_visible()
            work.locator('[data-test="desk-open"]').first.click()

        def look(screen: str) -> None:
            inspector.look(desk.page, screen)

        expect(desk.find("desk-none")).to_be_visible()
        look("desk, nothing waits")
        desk.tap("help")
        look("desk, help")
        desk.tap("help-close")
        _what_the_desk_is_for(Colleague(hub))
        for kind in ("decide", "confirm", "void", "duplicate"):
            expect(desk.find(f"desk-{kind}")).to_be_visible()
        look("desk")
        ways = {
            "desk-window": "window of the desk",
            "void-elsewhere": "void elsewhere",
            "desk-bring": "village file",
        }
        for way, screen in ways.items():
            desk.tap(way)
            look(screen)
            desk.tap("back")

        begin("decide")
        desk.tap("answer-refuse")
        desk.tap("reason-not-eligible")
        desk.fill("grounds", "丈夫为外地户口")
        expect(desk.find("decide-hindrance")).to_have_attribute("data-why", "watched")
        look("decide")
        desk.tap("back")
        begin("decide")
        expect(desk.find("grounds")).to_have_value("丈夫为外地户口")
        desk.fill("grounds", "夫妻已生育三个子女")
        desk.tap("decide")
        desk.be_sure()
        expect(desk.find("paper-refusal")).to_contain_text("夫妻已生育三个子女")
        look("refusal")
        _home(desk)

        begin("confirm")
        expect(desk.find("dispute")).to_contain_text("登记有两孩，承诺零孩")
        look("confirm")
        desk.tap("confirm-agree")
        desk.be_sure()
        expect(desk.find("desk-confirm")).to_have_count(0)

        begin("void")
        expect(desk.find("void-request")).to_contain_text("搬走了")
        look("void")
        desk.tap("make-void")
        desk.be_sure()
        expect(desk.find("paper-void-notice")).to_be_visible()
        _home(desk)

        begin("duplicate")
        desk.tap("keep-both")
        expect(desk.find("duplicate-confirm")).to_be_disabled()
        look("duplicate, both stay")
        desk.fill("both-grounds", "为两个孩子办的")
        desk.fill("at-hub-password", PASSWORD)
        desk.tap("at-hub-sign-in")
        desk.tap("duplicate-confirm")
        expect(desk.find("desk-duplicate")).to_have_count(0)
        everything_is_sent(desk)
        _tablets(desk, inspector)


def _home(desk: Clerk) -> None:
    desk.page.evaluate("location.hash = '#/home'")
    expect(desk.find("desk-window")).to_be_visible()


def _tablets(desk: Clerk, inspector: Inspector) -> None:
    """One is admitted, one is lost and found; nothing of it without the network."""
    desk.tap("desk-tablets")
    expect(desk.find("tablet")).to_have_count(2)
    inspector.look(desk.page, "tablets")
    desk.tap("admit-tablet")
    inspector.look(desk.page, "site of a pairing code")
    desk.tap(f"pair-site-{SITE}")
    expect(desk.find("pairing-code")).to_have_text(re.compile(r"^\d{4}-\d{4}$"))
    inspector.look(desk.page, "pairing code")
    desk.tap("pairing-done")

    lost = desk.page.locator(f'[data-device="{SITE}A1"]')
    lost.locator('[data-test="tablet-report"]').click()
    desk.tap("end-why-STOLEN")
    inspector.look(desk.page, "end a tablet")
    desk.tap("end-tablet")
    desk.be_sure()
    expect(desk.find("exposure")).to_contain_text("存有 5 件")
    inspector.look(desk.page, "exposure")
    desk.tap("exposure-back")
    expect(lost.locator('[data-test="tablet-ended"]')).to_contain_text("已报失窃")
    lost.locator('[data-test="tablet-readmit"]').click()
    desk.be_sure()
    expect(lost.locator('[data-test="tablet-report"]')).to_be_visible()

    desk.context.set_offline(True)
    expect(desk.find("at-hub-offline")).to_be_visible()
    inspector.look(desk.page, "tablets, offline")
