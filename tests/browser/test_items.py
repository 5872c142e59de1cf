"""A further birth and an only child at the window: asked, told and accepted by their own guides."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.paper import words_on
from tests.browser.test_story import enrolled
from tests.live_hub import LiveHub
from tests.people import MR_ZHAO, MRS_ZHAO

pytestmark = pytest.mark.browser


@pytest.fixture
def clerk(hub: LiveHub, tablet: BrowserContext) -> Clerk:
    return enrolled(hub, tablet)


def answer_what_both_items_ask(clerk: Clerk) -> None:
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
        clerk.tap(answer)


def test_a_further_birth_is_told_once_then_accepted_with_its_day(clerk: Clerk, tmp_path: Path) -> None:
    clerk.take_down(MR_ZHAO, MRS_ZHAO, "further-birth")
    answer_what_both_items_ask(clerk)
    clerk.tap("child-add")
    clerk.take_down_child(1, "赵小明", "2018-09-01", "male")
    clerk.tap("reason-policy")
    clerk.tap("question-next")
    clerk.tap("materials-all")
    clerk.tap("tick-M15d:child-1/child-page-none")
    clerk.tap("materials-next")
    expect(clerk.find("paper-notice")).to_be_visible()
    told = words_on(clerk.save_as_pdf(tmp_path / "notice.pdf"))
    assert "第1个子女的小孩登记页或者出生医学证明" in told
    assert "原件1份，复印件1份" in told
    clerk.tap("print-notice")
    clerk.tap("out-notice")

    clerk.tap("continue")
    clerk.tap("tick-M15d:child-1/birth-medical-certificate-shown")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("pledge-children-1")
    clerk.sign()
    clerk.tap("pledge-sign")
    expect(clerk.find("limit")).to_contain_text("20 个工作日，2021-07-07 前办结")
    expect(clerk.find("duty-M16:husband")).to_be_visible()
    expect(clerk.find("case-homework")).to_contain_text("核实承诺：赵明")
    receipt = words_on(clerk.save_as_pdf(tmp_path / "receipt.pdf"))
    assert "承诺件：20个工作日，2021年7月7日前办结" in receipt
    assert "自取或邮寄" in receipt
    assert "婚育情况证明：由经办窗口所在的村、社区出具" in receipt
    assert "是否共同育有子女的证明" not in receipt, "neither is remarried"
    clerk.tap("all-papers")
    clerk.tap("paper-of-pledge")
    pledge = words_on(clerk.save_as_pdf(tmp_path / "pledge.pdf"))
    assert "本人赵明承诺：本人目前婚姻状况为初婚；已生育、收养子女共1人" in pledge
    clerk.tap("print-pledge")
    clerk.tap("out-pledge")
    expect(clerk.find("paper-of-pledge")).to_contain_text("已打印 1 次")
    clerk.tap("back")
    clerk.tap("print-receipt")
    clerk.tap("out-receipt")
    expect(clerk.find("case")).to_contain_text("再生育服务证 · 已受理")
    expect(clerk.find("todo-counts")).to_contain_text("核实承诺 1")


def test_an_only_child_waits_for_the_offices_own_opinion_and_for_nothing_else(
    clerk: Clerk, tmp_path: Path
) -> None:
    clerk.take_down(MR_ZHAO, MRS_ZHAO, "only-child")
    answer_what_both_items_ask(clerk)
    clerk.take_down_child(1, "赵小明", "2018-09-01", "male")
    clerk.tap("opinion-from-committee")
    clerk.tap("question-next")
    expect(clerk.find("material-M03:couple")).to_have_count(0)
    clerk.tap("materials-all")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("pledge-decline")
    expect(clerk.find("duty-M23:couple")).to_be_visible()
    receipt = words_on(clerk.save_as_pdf(tmp_path / "receipt.pdf"))
    assert "单位意见或者村（居）民委员会意见：由经办窗口所在的村、社区出具" in receipt
    assert "身份证复印件、户口簿复印件、申请人一寸免冠近照" in receipt
