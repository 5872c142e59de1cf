"""What the office does itself after acceptance: each work item leads to where it is done."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.accessible import Inspector
from tests.browser.clerk import Clerk
from tests.browser.paper import words_on
from tests.browser.test_items import answer_what_both_items_ask
from tests.browser.test_story import enrolled
from tests.live_hub import LiveHub
from tests.people import ANOTHER_WIFE, MR_ZHAO, Person

pytestmark = pytest.mark.browser

OFFICE = "成都市武侯区浆洗街街道办事处"


@pytest.fixture
def clerk(hub: LiveHub, tablet: BrowserContext) -> Clerk:
    return enrolled(hub, tablet)


def work_item(clerk: Clerk, kind: str) -> Locator:
    return clerk.page.locator(f'[data-test="todo"][data-kind="{kind}"]')


def do(clerk: Clerk, kind: str) -> None:
    """The first work item of a kind on the screen."""
    work_item(clerk, kind).locator('[data-test="todo-open"]').first.click()
    clerk.taps += 1


def take_case(clerk: Clerk, item: str, wife: Person) -> None:
    clerk.take_down(MR_ZHAO, wife, item)
    answer_what_both_items_ask(clerk)
    if item == "further-birth":
        clerk.tap("child-add")
    clerk.take_down_child(1, "赵小明", "2018-09-01", "male")
    clerk.tap("opinion-from-committee" if item == "only-child" else "reason-policy")
    clerk.tap("question-next")
    clerk.tap("materials-all")
    if item == "further-birth":
        clerk.tap("tick-M15d:child-1/child-page-shown")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("pledge-children-1")
    clerk.sign()
    clerk.tap("pledge-sign")
    expect(clerk.find("case-homework")).to_be_visible()


def call(clerk: Clerk, *, answered: bool) -> None:
    """A call to the office where his hukou is, noted down."""
    clerk.tap("way-phone")
    clerk.fill("office", OFFICE)
    clerk.fill("contact", "028-00000000")
    clerk.tap("step-next")
    clerk.tap(f"answered-{str(answered).lower()}")
    if answered:
        clerk.fill("person", "李同志（计生专干）")
        clerk.tap("as-pledged")
        clerk.tap("step-next")
    clerk.tap("step-next")
    expect(clerk.find("way-phone")).to_be_visible()


def conclude(clerk: Clerk, result: str) -> None:
    clerk.tap("way-conclude")
    clerk.tap(f"result-{result}")
    clerk.tap("step-next")


def test_an_only_child_certificate_with_no_network_from_the_pledge_to_the_hand_over(
    clerk: Clerk, tablet: BrowserContext, tmp_path: Path
) -> None:
    tablet.set_offline(True)
    clerk.reload()
    expect(clerk.find("status-net")).to_contain_text("离线")
    take_case(clerk, "only-child", ANOTHER_WIFE)
    expect(work_item(clerk, "look-up")).to_contain_text("不用管")

    do(clerk, "pledge")
    expect(clerk.find("pledged-children")).to_contain_text("1")
    expect(clerk.find("way-conclude")).to_have_count(0)
    call(clerk, answered=True)
    expect(clerk.find("attempt")).to_have_count(1)
    conclude(clerk, "consistent")

    do(clerk, "opinion")
    clerk.tap("confirm-date")
    clerk.tap("basis-pledge")
    expect(clerk.find("paper-opinion")).to_contain_text("情况属实，同意")
    opinion = words_on(clerk.save_as_pdf(tmp_path / "opinion.pdf"))
    assert "由经办窗口所在的村（社区）出具，不由本人回户籍地出具" in opinion
    clerk.tap("print-opinion")
    clerk.tap("out-opinion")

    clerk.tap("issue")
    clerk.tap("out-certificate")
    clerk.tap("papers-returned")
    clerk.sign()
    clerk.tap("finish")
    clerk.tap("handover-home")
    expect(clerk.find("todo")).to_have_count(0)
    expect(clerk.find("all-work")).to_have_count(0)


def test_a_further_birth_goes_to_the_township_once_the_offices_own_part_is_done(
    clerk: Clerk, tablet: BrowserContext, tmp_path: Path
) -> None:
    take_case(clerk, "further-birth", ANOTHER_WIFE)
    clerk.tap("to-home")
    do(clerk, "pledge")
    call(clerk, answered=False)
    clerk.tap("way-phone")
    expect(clerk.find("office")).to_have_value(OFFICE)
    clerk.tap("back")
    do(clerk, "pledge")
    expect(clerk.find("contact")).to_have_value("028-00000000")
    clerk.tap("step-next")
    clerk.tap("answered-false")
    clerk.tap("step-next")
    expect(clerk.find("way-letter")).to_contain_text("建议")
    clerk.tap("way-letter")
    clerk.fill("contact", "成都市武侯区某路 1 号")
    clerk.tap("step-next")
    clerk.tap("step-next")
    expect(clerk.find("paper-letter")).to_be_visible()
    letter = words_on(clerk.save_as_pdf(tmp_path / "letter.pdf"))
    assert OFFICE in letter
    clerk.tap("print-letter")
    clerk.tap("out-letter")
    clerk.tap("way-reply")
    clerk.tap("step-next")
    clerk.fill("person", "王同志")
    clerk.fill("content", "初婚，已生育一个子女")
    clerk.tap("step-next")
    clerk.tap("step-next")
    conclude(clerk, "consistent")

    clerk.tap("all-work")
    expect(work_item(clerk, "proof")).to_have_count(2)  # the hub has looked her up
    tablet.set_offline(True)
    for spouse in ("husband", "wife"):
        do(clerk, "proof")
        expect(clerk.find(f"grounds-{spouse}")).to_contain_text("初婚，子女 1 个")
        expect(clerk.find("paper-status-proof")).to_be_visible()
        proof = words_on(clerk.save_as_pdf(tmp_path / f"{spouse}.pdf"))
        assert "生育、收养子女1人" in proof
        clerk.tap("print-status-proof")
        clerk.tap("out-status-proof")
    expect(clerk.find("sent-to-township")).to_be_visible()
    clerk.tap("to-home")
    expect(clerk.find("todo")).to_have_count(0)
    expect(clerk.find("case")).to_contain_text("镇街审核中")


def test_every_screen_of_the_offices_own_work_is_accessible(clerk: Clerk, inspector: Inspector) -> None:
    page = clerk.page
    take_case(clerk, "only-child", ANOTHER_WIFE)
    inspector.look(page, "accepted, with work")
    do(clerk, "opinion")
    inspector.look(page, "opinion, what it rests on")
    clerk.tap("basis-phone")
    expect(page.locator("h2", has_text="问的哪个村（居）委会")).to_be_focused()
    inspector.look(page, "opinion, the call")
    clerk.fill("opinion-office", OFFICE)
    clerk.fill("opinion-content", "情况属实")
    clerk.tap("step-next")
    inspector.look(page, "opinion, the sheet")
    clerk.tap("back")
    do(clerk, "opinion")
    expect(clerk.find("paper-opinion")).to_contain_text(OFFICE)  # as it was left
    clerk.tap("back")

    do(clerk, "pledge")
    inspector.look(page, "verify, what now")
    clerk.tap("way-phone")
    inspector.look(page, "verify, the office")
    clerk.fill("office", OFFICE)
    clerk.fill("contact", "028-00000000")
    clerk.tap("step-next")
    clerk.tap("answered-true")
    inspector.look(page, "verify, what was said")
    clerk.fill("person", "李同志")
    clerk.tap("as-pledged")
    clerk.tap("step-next")
    inspector.look(page, "verify, to be checked")
    clerk.tap("step-next")
    clerk.tap("show-record")
    inspector.look(page, "verify, the record")
    clerk.tap("close-paper")
    clerk.tap("way-conclude")
    clerk.tap("result-false")
    clerk.fill("evidence", "对方称已有两个子女")
    clerk.tap("step-next")
    inspector.look(page, "verify, not consistent")
    page.evaluate("location.hash = '#/home'")
    clerk.tap("all-work")
    inspector.look(page, "all work")
