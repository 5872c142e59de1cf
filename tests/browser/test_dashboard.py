"""The district's dashboard in a real browser: followed down to cases, taken along as files, and live."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.browser.accessible import AXE, RULES
from tests.browser.analyst import Analyst
from tests.browser.conftest import FIRST_DAY, QUIET, chromium
from tests.browser.test_story import enrolled, everything_is_sent, first_visit
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

CASES = 60  # of the half year before
YEAR = "?period=year"
SIZES = ((1920, 1080), (1280, 800), (400, 800))
READABLE = 18  # pixels of a figure on a projector
A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
    yield running
    running.close()


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHub]:
    """A district with half a year behind it."""
    running = LiveHub(tmp_path_factory.mktemp("history") / "hub")
    running.start(FIRST_DAY, CASES)
    yield running
    running.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()


@pytest.fixture
def analyst(page: Page, history: LiveHub) -> Iterator[Analyst]:
    looking = Analyst(page, history)
    yield looking
    assert looking.complaints == []  # the content security policy's among them


def test_a_figure_is_followed_by_clicks_to_its_cases(analyst: Analyst) -> None:
    analyst.open(YEAR)
    visits, closed = analyst.parts(analyst.tile("VISITS_PER_CASE"))
    analyst.tile("VISITS_PER_CASE").get_by_role("button").click()
    analyst.find("chart-compared").locator('[data-test="as-table"]').click()
    _into_the_first_below(analyst, "各镇街")
    _into_the_first_below(analyst, "各站点")
    expect(analyst.find("cases")).to_be_visible()
    analyst.tap("cases-DENOMINATOR")
    analyst.is_read()
    here = int(analyst.find("cases-DENOMINATOR").inner_text().split()[-1])
    assert 0 < here < closed < visits
    expect(analyst.find("cases").locator("tbody tr")).to_have_count(here)
    expect(analyst.find("cases-total")).to_contain_text(f"列出 {here} 件，合计 {here}")

    analyst.tap("up-500116")
    expect(analyst.find("cases-DENOMINATOR")).to_contain_text(str(closed))
    analyst.page.go_back()
    expect(analyst.find("cases").locator("tbody tr")).to_have_count(here)


def _into_the_first_below(analyst: Analyst, level: str) -> None:
    compared = analyst.find("chart-compared")
    expect(compared.get_by_role("heading")).to_contain_text(level)
    analyst.is_read()
    with_cases = compared.locator("tbody tr").filter(has_not=analyst.page.get_by_text("–", exact=True))
    with_cases.first.get_by_role("button").click()


def test_the_cases_of_the_whole_district_add_up_to_the_figure(analyst: Analyst) -> None:
    analyst.open(f"{YEAR}&figure=VISITS_PER_CASE&part=NUMERATOR")
    visits = int(analyst.find("cases-NUMERATOR").inner_text().split()[-1])
    name, head, rows = _taken_along(analyst.find("cases"))
    assert name.startswith("平均跑动次数")
    assert head[-1] == "计入"
    assert sum(int(row[-1]) for row in rows) == visits
    assert all("*" in row[head.index("夫妻")] for row in rows)


def test_a_table_is_taken_along_as_a_file_of_excel(analyst: Analyst) -> None:
    analyst.open(YEAR)
    league = analyst.find("league")
    league.locator('[data-test="sort-township"]').click()
    name, head, rows = _taken_along(league)
    assert name == "考核排名_重庆市江津区_2021-01-01至2021-06-08.csv"
    assert head[:4] == ["名次", "镇街", "得分", "办件"]
    assert len(rows) == 30
    shown = league.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert [row[1] for row in rows] == shown
    assert sum(int(row[3]) for row in rows) > 0


def _taken_along(table: Locator) -> tuple[str, list[str], list[list[str]]]:
    """The name of the file, its titles and its rows."""
    with table.page.expect_download() as download:
        table.locator('[data-test="csv"]').click()
    raw = download.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    return download.value.suggested_filename, head, rows


def test_who_comes_by_a_wrong_address_is_led_home(analyst: Analyst) -> None:
    analyst.open("?area=500116999")
    expect(analyst.find("nowhere")).to_contain_text("没有这个镇街或站点")
    analyst.find("nowhere").get_by_role("button").click()
    expect(analyst.find("here")).to_contain_text("江津区")


def test_what_is_chosen_stays_in_the_address(analyst: Analyst) -> None:
    analyst.open()
    analyst.find("period").select_option("quarter")
    analyst.find("township").select_option(label="双福街道")
    analyst.find("item").select_option("FURTHER_BIRTH")
    expect(analyst.page).to_have_url(
        re.compile(r"\?period=quarter&from=2021-04-01&to=2021-06-08&area=500116004&item=FURTHER_BIRTH$")
    )
    analyst.page.reload()
    analyst.is_read()
    expect(analyst.find("here")).to_contain_text("双福街道")
    expect(analyst.find("item")).to_have_value("FURTHER_BIRTH")
    analyst.page.go_back()
    expect(analyst.find("item")).to_have_value("")
    analyst.page.go_back()
    expect(analyst.find("here")).to_contain_text("江津区")
    expect(analyst.find("period")).to_have_value("quarter")


def test_days_of_ones_own(analyst: Analyst) -> None:
    analyst.open(YEAR)
    analyst.find("period").select_option("custom")
    expect(analyst.find("from")).to_have_value("2021-01-01")
    analyst.find("from").fill("2021-03-01")
    analyst.find("from").blur()
    expect(analyst.page).to_have_url(re.compile("from=2021-03-01"))
    expect(analyst.page.locator("main")).to_contain_text("2021-03-01 至 2021-06-08")


def test_a_period_that_there_is_not_is_this_month(analyst: Analyst) -> None:
    analyst.open("?period=nonsense")
    expect(analyst.find("period")).to_have_value("month")
    expect(analyst.page).to_have_url(re.compile(r"/dashboard/\?from=2021-06-01&to=2021-06-08$"))


def test_a_link_shows_the_same_days_whenever_it_is_opened(analyst: Analyst) -> None:
    analyst.open("?period=year&from=2020-01-01&to=2020-04-15")
    expect(analyst.page.locator("main")).to_contain_text(
        "2020-01-01 至 2020-04-15（对比 2019-01-01 至 2019-04-15）"
    )
    expect(analyst.find("period")).to_have_value("custom")
    expect(analyst.page).to_have_url(re.compile(r"\?period=year&from=2020-01-01&to=2020-04-15$"))
    analyst.find("period").select_option("year")
    expect(analyst.page).to_have_url(re.compile(r"\?period=year&from=2021-01-01&to=2021-06-08$"))


@pytest.mark.parametrize(("user", "place"), [("jijiang", "几江街道"), ("sipaifang-1", "四牌坊社区")])
def test_who_has_a_part_of_the_district_sees_it_at_once(analyst: Analyst, user: str, place: str) -> None:
    analyst.open("?area=500116005&period=year", user)
    expect(analyst.find("here")).to_contain_text(place)
    expect(analyst.find("strayed")).to_be_visible()
    expect(analyst.page).to_have_url(re.compile(r"\?period=year&from=2021-01-01&to=2021-06-08$"))
    expect(analyst.find("league")).to_have_count(0)
    expect(analyst.find("problem")).to_have_count(0)


def test_the_reporter_is_asked_for_nothing_that_is_not_theirs(analyst: Analyst) -> None:
    analyst.open(user="reporter")
    expect(analyst.find("league")).to_be_visible()
    expect(analyst.find("list-complaints")).to_have_count(0)
    expect(analyst.find("problem")).to_have_count(0)


def test_a_bulletin_is_a_sheet_of_a4_that_names_nobody(
    analyst: Analyst, history: LiveHub, tmp_path: Path
) -> None:
    analyst.open(f"{YEAR}&view=bulletin")
    expect(analyst.find("bulletin")).to_contain_text("重庆市江津区“一次办”办理情况通报")
    expect(analyst.find("bulletin").locator(".league-print tbody tr")).to_have_count(30)
    path = tmp_path / "bulletin.pdf"
    analyst.page.pdf(path=path, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(path) as document:
        width, height = document[0].get_size()
        text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert (round(width), round(height)) == A4
    assert "统计期间：2021-01-01 至 2021-06-08" in text
    assert "看板" not in text  # nothing of the screen around it
    cases = history.ask("{ cases(first: 100) { edges { node { id caseNo husband { name idNo } } } } }")
    for edge in cases["cases"]["edges"]:
        told = [edge["node"]["id"], edge["node"]["caseNo"], *edge["node"]["husband"].values()]
        assert [one for one in told if one and one in text] == []


@pytest.mark.parametrize("view", ["", "&figure=OVERDUE_RATE&part=DENOMINATOR", "&view=bulletin"])
def test_every_view_can_be_read(analyst: Analyst, view: str) -> None:
    analyst.open(YEAR + view)
    faults = []
    for width, height in SIZES:
        analyst.page.set_viewport_size({"width": width, "height": height})
        analyst.page.evaluate(AXE.read_text(encoding="utf-8"))
        faults += [f"{width} px: {fault}" for fault in analyst.page.evaluate(RULES)]
        over = analyst.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px wider than {width}"
        analyst.tap("language")
    assert faults == []


@pytest.mark.parametrize("view", ["", "&figure=VISITS_PER_CASE&part=NUMERATOR", "&view=bulletin"])
def test_no_page_is_wider_than_its_screen(analyst: Analyst, view: str) -> None:
    analyst.page.set_viewport_size({"width": 1280, "height": 800})
    analyst.open(YEAR + view)
    for _ in "zh", "en":
        wide = analyst.page.evaluate(
            "['html', '.league .scroll'].flatMap((name) => [...document.querySelectorAll(name)])"
            ".filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.scrollWidth)"
        )
        assert wide == []
        analyst.tap("language")


def test_figures_are_read_from_the_back_of_a_room(analyst: Analyst) -> None:
    analyst.page.set_viewport_size({"width": 1920, "height": 1080})
    analyst.open(YEAR)
    sizes = analyst.page.evaluate(
        "[...document.querySelectorAll('.tile *, table td')]"
        ".filter((one) => one.textContent.trim()).map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= READABLE


def test_a_chart_is_a_table_as_well(analyst: Analyst) -> None:
    analyst.open(YEAR)
    chart = analyst.find("chart-visits")
    expect(chart.get_by_role("img")).to_have_accessible_name(re.compile("平均跑动次数"))
    button = chart.locator('[data-test="as-table"]')
    button.focus()
    analyst.page.keyboard.press("Enter")
    expect(chart.locator("tbody tr")).to_have_count(6)
    expect(chart.locator("tbody tr").last).to_contain_text("2021-06")


def test_the_dashboard_changes_by_itself_as_a_tablet_syncs(
    hub: LiveHub, tablet: BrowserContext, page: Page
) -> None:
    analyst = Analyst(page, hub)
    analyst.open()
    expect(analyst.page.locator(".live")).to_be_visible()
    told = analyst.tile("ONE_TIME_NOTICE_COMPLETENESS")
    expect(told.locator('[data-test="value"]')).to_have_text("–")
    expect(analyst.find("cell-500116001901")).to_have_class(re.compile("never"))
    sort = analyst.find("league").locator('[data-test="sort-township"]')
    sort.focus()
    analyst.page.evaluate("scrollTo(0, 300); globalThis.isStillHere = true")

    clerk = enrolled(hub, tablet)
    first_visit(clerk)
    clerk.tap("out-notice")
    everything_is_sent(clerk)

    expect(told.locator('[data-test="value"]')).to_have_text("100.0%")
    expect(analyst.find("cell-500116001901")).to_have_class(re.compile("fresh"))
    expect(sort).to_be_focused()
    assert analyst.page.evaluate("[scrollY, globalThis.isStillHere]") == [300, True]


def test_without_the_hub_the_figures_stay_and_are_asked_again(hub: LiveHub, page: Page) -> None:
    analyst = Analyst(page, hub)
    analyst.open()
    hub.kill()
    analyst.find("period").select_option("year")
    expect(analyst.find("problem")).to_contain_text("连接不上服务器")
    expect(analyst.tile("COMPLAINTS")).to_be_visible()
    hub.start(FIRST_DAY)
    analyst.find("problem").get_by_role("button").click()
    expect(analyst.find("problem")).to_have_count(0)
    expect(analyst.page.locator("main")).to_contain_text("2021-01-01 至 2021-06-08")
