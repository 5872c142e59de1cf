"""An outage at the site an application was sent to does not stop it."""

from server.workers.copies import Copies
from server.workers.silent_sites import SilentSites
from tests.hub import OTHER_SITE, SITE, TOWNSHIP
from tests.server.workers.office import Office, at, online_application
from tests.tablet import zhao_story

OPENED = "2021-06-08T09:00"


async def test_after_a_working_day_of_silence_it_goes_to_the_township(office: Office) -> None:
    application = online_application(1, OPENED)
    await office.write(application)
    assert await office.work(SilentSites(), now="2021-06-09T20:00") == 0
    assert await office.work(SilentSites(), Copies(), now="2021-06-10T09:00") == 3
    assert await office.work(SilentSites(), Copies(), now="2021-06-20T09:00") == 0
    case = await office.folded_by_the_hub(application["case"])
    assert (case["handledBy"], case["state"], case["violations"]) == (TOWNSHIP, "draft", [])
    assert await office.folded_at(TOWNSHIP, application["case"]) == case
    assert await office.folded_at(SITE, application["case"]) == case


async def test_a_site_that_works_keeps_it(office: Office) -> None:
    await office.write(online_application(1, OPENED))
    tablet = await office.demo.enrolled_tablet()
    zhao_story(tablet)
    await office.push(tablet)  # on the 8th, by the hub's clock
    assert await office.work(SilentSites(), now="2021-06-09T20:00") == 0
    assert await office.work(SilentSites(), now="2021-06-11T09:00") == 1


async def test_a_quiet_village_is_not_silent(office: Office) -> None:
    """Nothing was pushed for weeks, but nothing had been sent there either."""
    await office.write(online_application(1, "2021-07-05T09:00"))
    assert await office.work(SilentSites(), now="2021-07-06T09:00") == 0


async def test_days_off_do_not_count(office: Office) -> None:
    await office.write(online_application(1, "2021-06-11T15:00", OTHER_SITE))  # a Friday; Monday is 端午
    assert await office.work(SilentSites(), now="2021-06-15T20:00") == 0
    assert await office.work(SilentSites(), now="2021-06-16T09:00") == 1


async def test_what_was_taken_up_stays(office: Office) -> None:
    application = online_application(1, OPENED)
    await office.write(application)
    tablet = await office.demo.enrolled_tablet()
    tablet.now = at("2021-06-08T10:00")
    tablet.materials(application["case"], "M01:husband")
    tablet.notice(application["case"], "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    await office.push(tablet)
    assert (await office.folded_by_the_hub(application["case"]))["state"] == "notified"
    assert await office.work(SilentSites(), now="2021-06-20T09:00") == 0


async def test_in_a_year_without_a_table_nobody_is_called_silent(office: Office) -> None:
    await office.write(online_application(1, "2027-03-01T09:00"))
    assert await office.work(SilentSites(), now="2027-03-31T09:00") == 0
