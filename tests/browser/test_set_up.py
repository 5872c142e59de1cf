"""A district from nothing: set up at the desk in a browser, until a clerk issues the first certificate."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Playwright, expect

from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.desk import Desk
from tests.live_hub import ADMINISTRATOR, LiveHub
from tests.people import couple

pytestmark = pytest.mark.browser

OFFICES = """代码,名称,英文名称,类别
500120001,璧城街道,Bicheng Subdistrict,镇街
500120001001,东街社区,Dongjie Community,社区
"""
PEOPLE = """登录名,姓名,岗位,所在地代码
bicheng,璧城街道办,镇街,500120001
dongjie-1,钱经办,经办人,500120001001
"""
HERE = {"area": "500120", "address": "重庆市璧山区东街"}
WRONG = PEOPLE + "dongjie-2,孙经办,经办人,500120001009\n"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LiveHub]:
    live = LiveHub(tmp_path / "hub")
    live.start_empty()
    yield live
    live.stop()


@pytest.fixture
def office(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    context = open_tablet(playwright, tmp_path / "office")
    yield context
    context.close()


def bring_in(desk: Desk, name: str, csv: str) -> None:
    saved = csv.encode("gb18030")  # as Excel does in China
    desk.find(f"{name}-file").set_input_files(
        FilePayload(name=f"{name}.csv", mimeType="text/csv", buffer=saved)
    )


def found(desk: Desk) -> None:
    """The district says who it is, and which townships and sites it has."""
    desk.fill(
        district_code="500120", district_name="重庆市璧山区", district_name_en="Bishan District, Chongqing"
    )
    expect(desk.find("loopback")).to_contain_text("YICI_PUBLIC_URL")
    desk.fill(district_code="5001", district_phone="")
    desk.click("found-send")
    expect(desk.find("found").locator("[aria-invalid=true]")).to_have_count(2)  # both at once
    desk.fill(district_code="500120", district_phone="023-40000000")
    desk.click("found-send")
    desk.is_told("重庆市璧山区")
    bring_in(desk, "import-sites", OFFICES)
    desk.click("import-sites-commit")
    expect(desk.find("state-SITES")).to_have_text("好了")


def comes_back_from_the_dashboard(desk: Desk) -> None:
    """Of a district without an office there is nothing to count: it says what is missing."""
    desk.page.goto(f"{desk.hub.url}/dashboard/")
    expect(desk.find("no-offices")).to_contain_text("镇街")
    expect(desk.find("nowhere")).to_be_hidden()
    desk.click("to-set-up")
    expect(desk.page.locator("main h1")).to_have_text("开通")


def add_people(desk: Desk) -> None:
    """With one wrong line nobody is added, and of a workbook nothing."""
    workbook = FilePayload(name="people.xlsx", mimeType="text/csv", buffer=b"PK\3\4\0\0")
    desk.find("import-people-file").set_input_files(workbook)
    expect(desk.find("import-people")).to_contain_text("“people.xlsx”不是 CSV 文件")
    bring_in(desk, "import-people", WRONG)
    for told in ("孙经办", "有误", "所在地代码：没有代码为 500120001009 的村社区"):
        expect(desk.row("dongjie-2")).to_contain_text(told)
    expect(desk.find("import-people-commit")).to_be_disabled()
    bring_in(desk, "import-people", PEOPLE)
    desk.click("import-people-commit")


def password_of(desk: Desk, name: str) -> str:
    return desk.find(f"password-{name}").inner_text()


def pair(desk: Desk) -> str:
    desk.fill(pairing_site="500120001001")
    desk.click("pairing-send")
    code = desk.find("code").inner_text()
    desk.page.reload()
    expect(desk.find("code")).to_have_text(code)  # as long as it is good
    return code


def enrol(clerk: Clerk, password: str, code: str) -> None:
    clerk.open_app()
    for field, text in (
        ("username", "dongjie-1"),
        ("password", password),
        ("code", code),
        ("label", "窗口 1"),
    ):
        clerk.fill(f"enrol-{field}", text)
    clerk.tap("enrol-submit")
    for field in ("new", "again"):
        clerk.fill(f"own-{field}", "东街的密码只有我知道")
    clerk.tap("own-choose")
    clerk.choose_pin()
    expect(clerk.find("start-birth-service")).to_be_visible()


def issue(clerk: Clerk) -> None:
    """To a couple who live here and have all their papers with them."""
    husband, wife = couple(1)
    clerk.take_down({**husband, "hukou": HERE, "residence": HERE}, {**wife, "hukou": HERE, "residence": HERE})
    for answer in ("husband-remarried-after-none", "wife-remarried-after-none", "same-booklet-false"):
        clerk.tap(answer)
    clerk.tap("question-next")
    for paper in ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple"):
        clerk.tap(f"tick-{paper}-shown")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()


def test_from_an_empty_folder_to_the_first_certificate(
    hub: LiveHub, office: BrowserContext, tablet: BrowserContext
) -> None:
    desk = Desk(office.new_page(), hub)
    desk.page.goto(hub.url)
    expect(desk.page).to_have_url(re.compile("/desk/$"))
    desk.sign_in(ADMINISTRATOR)
    expect(desk.page.locator("main h1")).to_have_text("开通")  # nothing else has anything to show yet
    comes_back_from_the_dashboard(desk)
    found(desk)
    add_people(desk)
    password = password_of(desk, "dongjie-1")
    desk.click("passwords-close")
    desk.click("sure")
    expect(desk.find("passwords")).to_be_hidden()
    clerk = Clerk(tablet, hub)
    enrol(clerk, password, pair(desk))
    desk.click("look-again")
    expect(desk.page.locator("main")).to_contain_text("都好了，可以受理了。")
    issue(clerk)
    expect(clerk.find("status-waiting")).to_contain_text("待同步 0")
    desk.page.goto(f"{hub.url}/")
    desk.page.get_by_role("link", name="窗口平板").click()
    expect(desk.page).to_have_url(re.compile("/app/"))
