"""The guides in a real browser: read on a telephone, and across a hall."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.accessible import AXE, LAYOUT, LEAST_TARGET, RULES
from tests.browser.conftest import QUIET, chromium
from tests.browser.waiting import until
from tests.live_hub import LiveHub

pytestmark = pytest.mark.browser

HALLS = ((1920, 1080), (1080, 1920))
PHONE = (400, 800)
BASE_TEXT = 18
ACROSS_A_HALL = 40  # pixels of the text on a screen 1080 pixels wide or high
PAPERS = "需要您带的材料（全部在此）"


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
    yield running
    running.close()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHub]:
    running = LiveHub(tmp_path_factory.mktemp("guides") / "hub")
    running.start(now="2021-06-08T09:00")
    yield running
    running.stop()


@pytest.fixture
def context(browser: Browser, live: LiveHub) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=live.url)
    yield opened
    opened.close()


def _faults(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [*page.evaluate(RULES), *page.evaluate(LAYOUT, [LEAST_TARGET, BASE_TEXT])]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_r43_every_guide_can_be_read_and_touched(
    context: BrowserContext, live: LiveHub, size: tuple[int, int], lang: str
) -> None:
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    faults = []
    for path in ("", "birth-service", "further-birth", "only-child", "status-proof", "none"):
        page.goto(f"/guides/{path}?lang={lang}")
        faults += [f"{path}: {fault}" for fault in _faults(page)]
    assert faults == []
    assert hosts == {urlsplit(live.url).netloc}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [*HALLS, PHONE])
def test_r15_every_page_of_a_hall_fits_its_screen(
    context: BrowserContext, size: tuple[int, int], lang: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/guides/screen?lang={lang}")
    for n in range(1, page.locator("section").count() + 1):
        expect(page.locator(".page")).to_contain_text(f"{n}/")
        expect(page.locator("section:visible")).to_have_count(1)
        over = page.evaluate("document.documentElement.scrollHeight - innerHeight")
        assert (over, _faults(page)) == (0, []), n
        if size in HALLS and lang == "zh":
            text = page.locator("section:visible li").first.evaluate(
                "one => parseFloat(getComputedStyle(one).fontSize)"
            )
            assert text >= ACROSS_A_HALL
        page.locator(".next").click()


def test_pages_turn_by_themselves_until_they_are_held(context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto("/guides/screen")
    expect(page.locator(".page")).to_contain_text("1/")
    page.clock.run_for(12_000)
    expect(page.locator(".page")).to_contain_text("2/")
    page.get_by_role("button", name="暂停").click()
    page.clock.run_for(60_000)
    expect(page.locator(".page")).to_contain_text("2/")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".page")).to_contain_text("1/")


def test_they_do_not_turn_for_who_wants_no_motion(context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.emulate_media(reduced_motion="reduce")
    page.goto("/guides/screen")
    page.clock.run_for(60_000)
    expect(page.locator(".page")).to_contain_text("1/")
    page.get_by_role("button", name="继续").click()
    page.clock.run_for(12_000)
    expect(page.locator(".page")).to_contain_text("2/")


def test_without_a_network_the_last_content_stays_and_says_since_when(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/guides/birth-service/screen")
    context.set_offline(True)
    expect(page.get_by_role("status")).to_contain_text("网络不通，显示的是")
    expect(page.locator("section:visible")).to_contain_text("夫妻双方的身份证")
    context.set_offline(False)
    expect(page.get_by_role("status")).to_be_empty()


def test_an_answer_that_is_not_the_hubs_changes_nothing(context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto("/guides/birth-service/screen")
    page.route("**/screen", lambda route: route.fulfill(body="<main><section>Pay for wifi</section></main>"))
    page.clock.run_for(60_000)
    expect(page.get_by_role("status")).to_contain_text("网络不通")
    assert "wifi" not in page.locator("main").inner_text()


def test_without_scripts_all_pages_stand_one_under_the_other(browser: Browser, live: LiveHub) -> None:
    context = browser.new_context(base_url=live.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/guides/screen")
    assert page.locator("section:visible").count() == page.locator("section").count() > 1
    expect(page.locator("nav")).to_be_hidden()
    context.close()


def test_the_code_on_the_page_leads_to_it(context: BrowserContext, live: LiveHub, tmp_path: Path) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    image = pytest.importorskip("PIL.Image")
    page = context.new_page()
    for address in ("/guides/only-child", "/guides/only-child/screen"):
        page.goto(address)
        page.locator("figure:visible").first.screenshot(path=tmp_path / "code.png")
        (code,) = zxingcpp.read_barcodes(image.open(tmp_path / "code.png"))
        assert code.text == f"{live.url}/guides/only-child"


def test_r15_a_hall_started_without_the_hub_shows_what_it_got_last(browser: Browser, tmp_path: Path) -> None:
    hub = LiveHub(tmp_path / "hub")
    hub.start(now="2021-06-08T09:00")
    page = browser.new_page(base_url=hub.url)
    page.goto("/guides/screen")
    until(page, "async () => (await caches.match(location.href)) !== undefined")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    hub.stop()
    page.reload()
    expect(page.locator("section:visible")).to_have_count(1)
    expect(page.locator(".stale")).to_contain_text(str(date.today().year))
    page.close()
