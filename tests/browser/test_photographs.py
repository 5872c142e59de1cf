"""Copies that the guide has the office keep, by the tablet's camera: the district alone opens them."""

import io
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, expect

from tests.browser.clerk import Clerk
from tests.browser.test_items import answer_what_both_items_ask
from tests.browser.test_story import enrolled
from tests.browser.waiting import until
from tests.live_hub import PASSWORD, LiveHub
from tests.people import MR_ZHAO, MRS_ZHAO

pytestmark = pytest.mark.browser

SITE = "500116001901"
PAPERS = f"papers-{SITE}"
CARD, AGAIN = "M11:husband", "M11:wife"
# What PouchDB has in IndexedDB, read past PouchDB: the ids of documents that are there at all.
HELD = """async (name) => {
  const opened = (request) => new Promise((good, bad) => {
    request.onsuccess = () => good(request.result)
    request.onerror = () => bad(request.error)
  })
  const database = await opened(indexedDB.open(`_pouch_${name}`))
  const ids = await opened(database.transaction('docs').objectStore('docs').getAllKeys())
  database.close()
  return ids.filter((id) => !id.startsWith('_local/'))
}"""


@pytest.fixture
def clerk(hub: LiveHub, tablet: BrowserContext) -> Clerk:
    return enrolled(hub, tablet)


def photograph(colour: str, folder: Path) -> Path:
    """As a camera gives it: large, lying on its side, with the place where it was taken."""
    picture = Image.new("RGB", (3000, 2000), colour)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 1500, 1000), fill="black")  # upright, it is at the top on the right
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it a quarter to the right
    exif[0x010E] = "a place that nobody is to know"
    path = folder / f"{colour}.jpg"
    picture.save(path, quality=95, exif=exif)
    return path


def holds(clerk: Clerk, papers: int) -> None:
    """On the tablet's disk."""
    until(clerk.page, f"async () => (await ({HELD})('{PAPERS}')).length === {papers}")


def only_child_at_the_papers(clerk: Clerk) -> None:
    clerk.take_down(MR_ZHAO, MRS_ZHAO, "only-child")
    answer_what_both_items_ask(clerk)
    clerk.take_down_child(1, "赵小明", "2018-09-01", "male")
    clerk.tap("opinion-from-committee")
    clerk.tap("question-next")


def take_photograph(clerk: Clerk, key: str, path: Path) -> None:
    with clerk.page.expect_file_chooser() as chooser:
        clerk.tap(f"copy-{key}")
    chooser.value.set_files(path)


def test_what_was_photographed_offline_is_opened_by_the_district_and_is_on_the_tablet_no_more(
    clerk: Clerk, hub: LiveHub, tmp_path: Path
) -> None:
    clerk.context.set_offline(True)
    only_child_at_the_papers(clerk)
    expect(clerk.find(f"copy-{CARD}")).to_have_count(0)
    clerk.tap("materials-all")
    expect(clerk.find("copy-M22:couple")).to_have_count(0)
    take_photograph(clerk, CARD, photograph("red", tmp_path))
    expect(clerk.find(f"copy-picture-{CARD}")).to_be_visible()
    for count, colour in ((2, "blue"), (3, "green")):
        take_photograph(clerk, AGAIN, photograph(colour, tmp_path))
        holds(clerk, count)
    expect(clerk.find(f"copy-kept-{AGAIN}")).to_be_visible()
    clerk.tap("materials-next")
    clerk.tap("accept")

    clerk.context.set_offline(False)
    papers = {paper["_id"]: paper for paper in arrived(hub, 3)}
    expect(clerk.find("status-waiting")).to_have_attribute("data-count", "0")
    facts = [one for one in hub.documents(f"site-{SITE}") if one["type"] == "copies"]
    facts.sort(key=lambda one: int(one["seq"]))
    named = {one["key"]: one["paper"] for fact in facts for one in fact["kept"]}
    assert set(named) == {CARD, AGAIN}
    for key, shade in ((CARD, (254, 0, 0)), (AGAIN, (0, 128, 0))):
        assert papers[named[key]]["of"] == key
        picture = opened(hub, named[key])
        assert picture.size == (1067, 1600), "small, and upright"
        assert is_near(picture, (100, 100), shade)
        assert is_near(picture, (1000, 100), (0, 0, 0))
        assert not picture.getexif()
    holds(clerk, 0)


def is_near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, ...]) -> bool:
    seen = picture.getpixel(place)
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 12 for one, other in zip(seen, colour, strict=True))


def arrived(hub: LiveHub, count: int) -> list[dict[str, Any]]:
    for _ in range(300):
        papers = hub.documents(PAPERS)
        if len(papers) >= count:
            return papers
        time.sleep(0.1)
    raise AssertionError(f"{len(papers)} papers have arrived")


def opened(hub: LiveHub, name: str) -> Image.Image:
    answer = httpx2.get(f"{hub.url}/papers/{SITE}/{name}", auth=("district", PASSWORD))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert len(answer.content) < 300_000
    return Image.open(io.BytesIO(answer.content))


def test_at_a_window_that_keeps_nothing_there_is_no_camera(clerk: Clerk) -> None:
    clerk.take_down(MR_ZHAO, MRS_ZHAO)
    clerk.tap("husband-remarried-after-none")
    clerk.tap("wife-remarried-after-none")
    clerk.tap("same-booklet-false")
    clerk.tap("question-next")
    clerk.tap("materials-all")
    expect(clerk.find("material-M01:husband")).to_be_visible()
    expect(clerk.page.locator("input[type=file]")).to_have_count(0)
    expect(clerk.page.get_by_text("拍照留存")).to_have_count(0)


def test_a_file_that_is_no_picture_is_told_and_the_case_goes_on(clerk: Clerk, tmp_path: Path) -> None:
    only_child_at_the_papers(clerk)
    clerk.tap("materials-all")
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing")
    take_photograph(clerk, CARD, broken)
    expect(clerk.page.get_by_text("这张照片打不开")).to_be_visible()
    expect(clerk.find(f"copy-kept-{CARD}")).to_have_count(0)
    clerk.tap("materials-next")
    expect(clerk.find("accept")).to_be_visible()
