"""One tablet's story at the desk: what stands in its way, and what to do about it."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessible import AXE, RULES, SHOWN, TABLET, shown_in
from tests.browser.colleague import Colleague
from tests.browser.desk import Desk
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

A_WEEK_LATER, YEARS_LATER = "2021-06-15T09:00", "2024-01-05T09:00"
OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def refused_and_silent(hub: LiveHub) -> str:
    """A tablet of which a fact was refused, and nothing was heard since; its name."""
    colleague = Colleague(hub)
    case = colleague.application()
    colleague.visit(case)
    broken = colleague.visit(case)
    broken["sig"] = colleague.facts[0]["sig"]
    colleague.push(refused=1)
    hub.stop()
    hub.start(now=A_WEEK_LATER)
    return colleague.device


def faults_of(page: Page) -> list[str]:
    """What keeps somebody from reading it, in both languages and sizes; leaves it Chinese and large."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults: list[str] = []
    for language, (width, height) in SHOWN:
        shown_in(page, language, width, height)
        faults += [f"{language}, {width} px: {fault}" for fault in page.evaluate(RULES)]
        over = page.evaluate(OVER)
        faults += [f"{language}, {width} px: {over} px too wide"] * (over > 0)
    shown_in(page, "zh", *TABLET)
    return faults


def test_the_desk_is_told_what_stands_in_the_way_of_a_tablet_and_what_to_do(
    hub: LiveHub, tablet: BrowserContext
) -> None:
    name = refused_and_silent(hub)
    desk = Desk(tablet.new_page(), hub)
    desk.sign_in("jijiang", page="devices")
    desk.click(f"story-{name}")
    expect(desk.page).to_have_url(re.compile(f"/desk/devices/{name}$"))
    expect(desk.find("story-summary")).to_contain_text("件事要处理")
    troubles = desk.page.locator("[data-test^=trouble-]:is(li)")
    for said in ("有 1 条记录没有收下", "第 3 条 · 到访：", "签名", "到窗口重新写一条"):
        expect(troubles.first).to_contain_text(said)
    for said in ("2021-06-08 09:0", "以后再没有它的消息", "打电话问站点", "挂失、停用"):
        expect(desk.find("trouble-SILENT")).to_contain_text(said)
    expect(desk.find("story-facts")).to_contain_text("四牌坊社区")

    desk.page.reload()
    expect(desk.find("trouble-REFUSED")).to_be_visible()
    assert faults_of(desk.page) == []
    desk.click("language")
    expect(desk.find("trouble-REFUSED")).to_contain_text("Records refused: 1.")
    expect(desk.find("trouble-REFUSED")).to_contain_text(
        "Record 3 · visit: The signature is not this tablet’s"
    )
    desk.click("language")

    desk.click(f"end-{name}")
    desk.fill(end_why="SUSPENDED")
    desk.click("end-send")
    desk.click("sure")
    for said in ("已停用（暂停使用", "点上面的“恢复使用”"):
        expect(troubles.first).to_contain_text(said)
    desk.click("exposure-close")
    desk.click(f"readmit-{name}")
    desk.click("sure")
    desk.is_told("已恢复使用")
    expect(desk.find("trouble-ENDED")).to_have_count(0)

    desk.click("trouble-REFUSED-page")
    expect(desk.row("没有收下")).to_contain_text("签名")
    desk.page.go_back()
    expect(desk.find("trouble-REFUSED")).to_be_visible()
    desk.page.go_back()
    expect(desk.row(name)).to_be_visible()
    desk.click(f"story-{name}")
    desk.click("story-back")
    expect(desk.row(name)).to_be_visible()
    assert desk.complaints == []


def test_a_tablet_whose_credential_ran_out_is_given_another(hub: LiveHub, tablet: BrowserContext) -> None:
    name = Colleague(hub).device
    hub.stop()
    hub.start(now=YEARS_LATER)
    desk = Desk(tablet.new_page(), hub)
    desk.sign_in("jijiang", page=f"devices/{name}")
    expect(desk.find("trouble-EXPIRED")).to_contain_text("点上面的“恢复使用”")
    desk.click(f"readmit-{name}")
    desk.click("sure")
    desk.is_told("已恢复使用")
    expect(desk.find("trouble-EXPIRED")).to_have_count(0)


def test_who_only_looks_is_told_whose_it_is_to_do(hub: LiveHub, tablet: BrowserContext) -> None:
    name = refused_and_silent(hub)
    desk = Desk(tablet.new_page(), hub)
    desk.sign_in("auditor", page=f"devices/{name}")
    for said in ("由镇街或区县管理员处理：", "打电话问站点"):
        expect(desk.find("trouble-SILENT")).to_contain_text(said)
    expect(desk.find(f"end-{name}")).to_have_count(0)


def test_what_is_no_tablet_of_the_township_has_no_story(hub: LiveHub, tablet: BrowserContext) -> None:
    name = "500116002901A1"
    desk = Desk(tablet.new_page(), hub)
    desk.sign_in("jijiang", page=f"devices/{name}")
    expect(desk.page.get_by_role("alert")).to_contain_text(f"没有编号为 {name} 的平板")
    expect(desk.find("page-devices")).to_have_attribute("aria-current", "page")
