"""The desk in a browser: who may do what, that it is done, and that nothing typed is lost on the way."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, Route, expect

from tests.browser.accessible import AXE, RULES, SHOWN, shown_in
from tests.browser.conftest import QUIET, chromium
from tests.browser.desk import Desk
from tests.browser.test_story import enrolled
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

SITE, TABLET = "500116001901", "500116001901A1"
OF_THE_DISTRICT = (
    "complaints inspections publicity devices people sites guides calendar violations audit setup"
)
OF_OTHERS = {
    "jijiang": "complaints inspections publicity devices people sites guides violations",
    "auditor": "complaints inspections publicity devices people sites guides calendar violations audit",
    "reporter": "publicity sites guides violations",
}
GONE = '{"data": null, "errors": [{"message": "Sign in first.", "extensions": {"code": "unauthorized"}}]}'
OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
DeskOf = Callable[..., Desk]


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
    yield running
    running.close()


@pytest.fixture
def desk_of(browser: Browser, hub: LiveHub) -> Iterator[DeskOf]:
    """A desk for each person who is named, in a browser of their own."""
    desks: list[Desk] = []

    def open_desk(user: str, page: str = "", password: str = "") -> Desk:
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        desk = Desk(context.new_page(), hub)
        desks.append(desk)
        desk.sign_in(user, **{"password": password} if password else {}, page=page)
        return desk

    yield open_desk
    for desk in desks:
        desk.page.context.close()
        assert desk.complaints == []  # the content security policy's among them


def test_a_clerk_who_was_added_signs_in_and_chooses_a_password(desk_of: DeskOf) -> None:
    desk = desk_of("jijiang", "people")
    desk.click("add-person-open")
    desk.click("add-person-send")
    expect(desk.find("person-display-name")).to_be_focused()  # what is wrong first
    desk.fill(person_display_name="孙经办", person_name="Sun", person_area=SITE)
    desk.click("add-person-send")
    expect(desk.find("add-person")).to_contain_text(
        "登录名为 2 至 40 个小写字母"
    )  # the hub's word, at its field
    desk.fill(person_name="sipaifang-3")
    desk.click("add-person-send")
    desk.is_told("孙经办 已添加")
    first = desk.find("password-sipaifang-3").inner_text()
    desk.click("passwords-close")
    desk.click("sure")

    clerk = desk_of("sipaifang-3", password=first)
    clerk.fill(old=first, new="eight-at-least", new_again="eight-at-least")
    clerk.click("change-password")
    expect(clerk.page.locator("main")).to_contain_text("您的账号不用办这里的事")
    clerk.sign_out()
    clerk.sign_in("sipaifang-3", "eight-at-least")

    expect(desk.row("sipaifang-3")).to_contain_text("孙经办")
    desk.click("suspend-sipaifang-3")
    desk.fill(suspend_reason="调走")
    desk.click("suspend-person-send")
    expect(desk.row("sipaifang-3")).to_contain_text("已停用 调走")
    clerk.sign_out()
    clerk.fill(username="sipaifang-3", password="eight-at-least")
    clerk.click("submit")
    expect(clerk.page.get_by_role("alert")).to_contain_text("这个账号已被停用")


def test_a_complaint_is_filed_by_the_district_and_answered_once_by_the_township(desk_of: DeskOf) -> None:
    district = desk_of("district", "complaints")
    district.click("file-open")
    district.fill(
        file_site=SITE, file_source="PHONE", file_cause="EXTRA_MATERIAL", file_received="2021-06-05"
    )
    district.fill(file_content="要求提供指南以外的材料")
    district.click("file-send")
    district.is_told("已登记")
    expect(district.find("file-content")).to_have_value("")

    township = desk_of("jijiang", "complaints")
    expect(township.find("file")).to_have_count(0)
    waits = township.row("要求提供指南以外的材料")
    expect(waits).to_contain_text("待答复")
    expect(waits.locator("td.number").first).to_have_text("3")  # days
    waits.get_by_role("button").click()
    township.fill(reply_outcome="UPHELD", reply_content="已致歉并重新培训")
    township.click("reply-send")
    township.click("not-sure")
    expect(township.find("reply-content")).to_have_value("已致歉并重新培训")
    township.click("reply-send")
    township.click("sure")
    township.is_told("已答复")
    expect(waits).to_contain_text("属实")
    expect(waits.get_by_role("button")).to_have_count(0)


def test_a_complaint_that_was_filed_wrongly_is_withdrawn_and_stays_on_record(desk_of: DeskOf) -> None:
    district = desk_of("district", "complaints")
    district.click("file-open")
    district.fill(file_site=SITE, file_source="PHONE", file_cause="ATTITUDE", file_received="2021-06-05")
    district.fill(file_content="登记错了单位")
    district.click("file-send")
    district.is_told("已登记")
    wrong = district.row("登记错了单位")
    wrong.get_by_role("button", name="撤销").click()
    district.fill(withdraw_reason="投诉的是另一个站点")
    district.click("withdraw-send")
    district.click("sure")
    district.is_told("已撤销")
    expect(wrong).to_contain_text("投诉的是另一个站点")
    expect(wrong.get_by_role("button")).to_have_count(0)


def test_a_guide_is_drafted_compared_and_published(desk_of: DeskOf) -> None:
    desk = desk_of("district", "guides")
    desk.click("draft-further-birth")
    desk.fill(guide_version="2021-8", guide_days="30", guide_phone="12345")
    desk.click("guide-check")
    for wrong in ("承诺时限最多 20 个工作日（R23，通知第 93 行）", "监督投诉电话是 023-47292152"):
        expect(desk.find("verdict").get_by_role("listitem").filter(has_text=wrong)).to_be_visible()
    desk.fill(guide_phone="023-47292152")
    desk.fill(guide_days="10")
    differs = desk.find("differences")
    expect(differs.locator("tr", has_text="承诺时限")).to_contain_text(re.compile("20.*10"))
    desk.page.reload()
    desk.click("draft-further-birth")  # goes on with what is kept
    expect(desk.find("guide-days")).to_have_value("10")
    desk.click("guide-check")
    expect(desk.find("verdict")).to_contain_text("可以发布")
    desk.click("guide-json-open")
    good = desk.find("guide-json").input_value()
    desk.fill(guide_json=good + "}")
    desk.click("guide-check")
    expect(desk.find("verdict")).to_contain_text("JSON 没有收下")
    expect(desk.find("verdict")).not_to_contain_text("可以发布")
    desk.fill(guide_json=good)
    desk.click("guide-check")
    expect(desk.find("verdict")).to_contain_text("可以发布")
    desk.click("guide-send")
    expect(desk.page.get_by_role("dialog")).to_contain_text("2021-06-09 起")
    desk.click("sure")
    desk.is_told("2021-8 已发布")
    expect(desk.row("2021-8")).to_contain_text("将要生效")
    desk.click("compare-guide:further-birth:2021-8")
    expect(desk.find("compared")).to_contain_text("承诺时限")


def test_a_calendar_is_corrected_with_a_reason(desk_of: DeskOf) -> None:
    desk = desk_of("district", "calendar")
    desk.fill(year="2022")
    day = desk.find("day-2022-03-01")
    expect(day).to_have_accessible_name(re.compile("上班"))
    day.click()
    desk.page.keyboard.press("ArrowRight")
    expect(desk.find("day-2022-03-02")).to_be_focused()
    expect(day).to_have_accessible_name(re.compile("放假"))
    desk.click("calendar-send")
    expect(desk.find("calendar-correction")).to_be_focused()
    desk.fill(calendar_correction="国务院调整放假安排")
    desk.click("calendar-send")
    desk.click("sure")
    desk.is_told("2022 年的日历已发布")
    tables = {one["_id"]: one for one in desk.hub.documents("reference")}
    assert "2022-03-01" in tables["calendar:2022"]["daysOff"]
    assert tables["calendar:2022"]["corrections"][0]["reason"] == "国务院调整放假安排"


def test_a_stolen_tablet_is_ended_and_what_was_on_it_is_shown(
    desk_of: DeskOf, hub: LiveHub, tablet: BrowserContext
) -> None:
    enrolled(hub, tablet)
    desk = desk_of("jijiang", "devices")
    expect(desk.row(TABLET)).to_contain_text("在用")
    desk.click(f"end-{TABLET}")
    desk.click("end-send")
    expect(desk.find("end-why")).to_be_focused()
    for which in ("四牌坊社区", TABLET):
        expect(desk.find("end-which")).to_contain_text(which)
    desk.fill(end_why="STOLEN", end_note="办公室被盗")
    desk.find("end-wipe").check()
    desk.click("end-send")
    for said in ("四牌坊社区", TABLET, "您勾了“删掉平板上的全部数据（还没上传的也会丢）”"):
        expect(desk.page.get_by_role("dialog")).to_contain_text(said)
    desk.click("sure")
    desk.is_told("没用的证号现在已经作废。数据要等平板联网时才会删掉")
    expect(desk.find("exposure")).to_contain_text("生育服务证 1–")
    expect(desk.row(TABLET)).to_contain_text("被偷了")
    desk.click(f"readmit-{TABLET}")
    desk.click("sure")
    expect(desk.row(TABLET)).to_contain_text("在用")


def test_publicity_is_put_down_until_nothing_is_lacking(desk_of: DeskOf) -> None:
    desk = desk_of("jijiang", "publicity")
    desk.click("publicity-open")
    office = desk.row("四牌坊社区")
    for kind, lacking in (("LEAFLET", "电子屏"), ("BOARD", "渝快办指引"), ("ONLINE_GUIDANCE", "已完成")):
        desk.fill(
            publicity_site=SITE, publicity_kind=kind, publicity_place="大厅", publicity_done="2021-06-01"
        )
        desk.fill(publicity_guide="guide:birth-service:2021-7")
        desk.click("publicity-send")
        desk.is_told("已登记")
        expect(office).to_contain_text(lacking)


def test_what_is_found_is_put_right(desk_of: DeskOf) -> None:
    district = desk_of("district", "inspections")
    district.click("draw-open")
    district.click("draw-send")
    district.is_told("抽到 0 件")
    district.click("finding-open")
    district.fill(finding_site=SITE, finding_cause="ATTITUDE", finding_content="态度一般")
    district.click("finding-send")
    district.is_told("已记下")
    township = desk_of("jijiang", "inspections")
    expect(township.find("draw")).to_have_count(0)
    expect(township.find("districts")).to_contain_text("抽查由区县来做")
    township.click("tablet")
    expect(township.page.get_by_role("dialog")).to_contain_text("关掉它就回到这里")
    township.click("not-sure")
    township.row("态度一般").get_by_role("button").click()
    township.fill(mend_done="重新培训")
    township.click("mend-send")
    expect(township.row("态度一般")).to_contain_text("2021-06-08 重新培训")


def test_an_office_that_looked_at_its_own_work_puts_right_what_it_found(desk_of: DeskOf) -> None:
    desk = desk_of("jijiang", "inspections")
    desk.click("self-open")
    desk.fill(self_site=SITE, self_checklist="窗口自查表", self_rectified="2021-06-01")
    desk.click("self-send")
    expect(desk.find("self-rectified")).to_be_focused()  # put right before it was found
    desk.fill(self_rectified="", self_finding="旧版材料清单还在窗口")
    desk.click("self-send")
    desk.is_told("自查已登记")
    desk.row("旧版材料清单").get_by_role("button").click()
    desk.fill(mend_done="已收走")
    desk.click("mend-send")
    expect(desk.row("旧版材料清单")).to_contain_text("2021-06-08")
    expect(desk.row("旧版材料清单").get_by_role("button")).to_have_count(0)


def test_what_was_typed_outlives_the_sign_in(desk_of: DeskOf) -> None:
    desk = desk_of("district", "complaints")
    desk.click("file-open")
    desk.fill(file_site=SITE, file_source="PHONE", file_cause="ATTITUDE", file_content="打13800000000没人接")
    desk.click("file-send")
    expect(desk.find("file")).to_contain_text("里面有身份证号或手机号")
    desk.fill(file_content="态度差")

    def refuse(route: Route) -> None:
        answer = {"x-hub-instance": "the hub", "content-type": "application/json"}
        route.fulfill(status=200, headers=answer, body=GONE)

    desk.page.route("**/graphql", refuse, times=1)
    desk.click("file-send")
    expect(desk.find("username")).to_have_value("district")
    desk.fill(password="yici-demo")
    desk.click("submit")
    expect(desk.find("file-content")).to_have_value("态度差")
    desk.click("file-send")
    desk.is_told("已登记")


def test_nobody_leaves_what_was_typed_or_a_first_password_behind_unasked(desk_of: DeskOf) -> None:
    desk = desk_of("district", "complaints")
    desk.click("file-open")
    desk.fill(file_content="态度差")
    desk.click("page-people")
    desk.click("not-sure")
    expect(desk.find("file-content")).to_have_value("态度差")
    desk.click("page-people")
    desk.click("sure")
    desk.click("reset-sipaifang-2")
    desk.click("sure")
    expect(desk.find("password-sipaifang-2")).to_be_visible()
    for way in ("page-sites", "sign-out"):
        desk.click(way)
        desk.click("not-sure")
        expect(desk.find("password-sipaifang-2")).to_be_visible()
    desk.page.go_back()
    desk.click("not-sure")
    expect(desk.find("password-sipaifang-2")).to_be_visible()
    expect(desk.page).to_have_url(re.compile("/desk/people$"))
    desk.click("passwords-close")
    desk.click("sure")
    desk.open("sites")  # with nothing to lose nobody is asked


@pytest.mark.parametrize("user", OF_OTHERS)
def test_a_page_is_shown_to_those_whom_it_is_for(desk_of: DeskOf, user: str) -> None:
    desk = desk_of(user)
    links = desk.page.locator("[data-test^=page-]").evaluate_all("all => all.map(one => one.dataset.test)")
    assert [link.removeprefix("page-") for link in links] == OF_OTHERS[user].split()
    for page in OF_OTHERS[user].split():
        desk.open(page)
        desk.page.wait_for_load_state("networkidle")
        expect(desk.page.get_by_role("alert")).to_have_count(0)  # nothing was asked in vain


def test_every_page_can_be_read_by_everybody(desk_of: DeskOf) -> None:
    desk, faults = desk_of("district"), []
    page = desk.page
    for name in OF_THE_DISTRICT.split():
        desk.open(name)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for language, (width, height) in SHOWN:
            shown_in(page, language, width, height)
            at = f"{name}, {language}, {width} px"
            page.evaluate(AXE.read_text(encoding="utf-8"))
            faults += [f"{at}: {fault}" for fault in page.evaluate(RULES)]
            faults += [f"{at}: {over} px too wide" for over in [page.evaluate(OVER)] if over > 0]
    assert faults == []
