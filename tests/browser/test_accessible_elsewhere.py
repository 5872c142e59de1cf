"""Every screen of what is not on this tablet: lost elsewhere, gone after its days, void by a number alone."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.accessible import Inspector
from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.test_clearing import LATER, has_left, weeks_later, whole_case
from tests.browser.test_lost_elsewhere import (
    address_opened,
    issued_and_handed_over,
    office_of,
    told_what_is_lost,
)
from tests.browser.test_office import work_item
from tests.browser.test_sealed import SITE
from tests.browser.test_story import enrolled, everything_is_sent
from tests.live_hub import PASSWORD, LiveHub
from tests.people import ANOTHER_WIFE, WIDOWER

pytestmark = pytest.mark.browser


def test_what_was_lost_elsewhere_is_accessible(
    hub: LiveHub, playwright: Playwright, inspector: Inspector, tmp_path: Path
) -> None:
    """The district hears of the loss before it hears of the certificate."""
    with (
        office_of(playwright, hub, tmp_path / "there", "degan-1", "2222-2222") as there,
        office_of(playwright, hub, tmp_path / "here", "sipaifang-1", "1111-1111") as here,
    ):
        here.context.set_offline(True)
        told_what_is_lost(here)
        inspector.look(here.page, "wish")
        here.tap("wish-keep")
        expect(here.find("wish-waits")).to_be_visible()
        inspector.look(here.page, "wish, it waits")
        here.context.set_offline(False)
        expect(here.find("wish-none")).to_be_visible()
        inspector.look(here.page, "wish, nobody knows it")

        issued_and_handed_over(there)
        expect(here.find("wish-sent")).to_be_visible()
        inspector.look(here.page, "wish, sent on")
        work = work_item(there, "wished")
        expect(work).to_be_visible()
        work.get_by_role("button").click()
        inspector.look(there.page, "wished, before the password")
        address_opened(there)
        inspector.look(there.page, "wished")


def test_what_left_the_tablet_is_accessible(
    hub: LiveHub, playwright: Playwright, tablet: BrowserContext, inspector: Inspector, tmp_path: Path
) -> None:
    clerk = enrolled(hub, tablet)
    number = whole_case(clerk, WIDOWER, ANOTHER_WIFE)
    everything_is_sent(clerk)
    (opened,) = [one for one in hub.documents(f"site-{SITE}") if one["type"] == "application"]
    weeks_later(clerk, hub)
    has_left(clerk, opened["case"])
    clerk.fill("search", number)
    expect(clerk.find("removed-case")).to_be_visible()
    inspector.look(clerk.page, "home, a case that left")

    context = open_tablet(playwright, tmp_path / "desk")
    desk = Clerk(context, hub)
    desk.open_app_at(LATER)
    desk.enrol("jijiang", "3333-3333", "desk-window")
    desk.tap("void-elsewhere")
    desk.fill("at-hub-password", PASSWORD)
    desk.tap("at-hub-sign-in")
    desk.fill("void-number", number)
    expect(desk.find("at-hub-certificate")).to_have_attribute("data-standing", "good")
    desk.tap("void-why-clerical-error")
    desk.fill("void-grounds", "妻子的姓名写错一字")
    inspector.look(desk.page, "void elsewhere, whose it is")
    context.close()
