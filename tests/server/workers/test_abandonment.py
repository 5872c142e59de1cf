"""Ninety days after a notice that nothing followed."""

from server.workers.abandonment import Abandonment
from tests.server.workers.office import Office, at
from tests.tablet import Tablet

BEFORE, AFTER = "2021-09-06T08:00", "2021-09-06T10:00"  # told on 8 June at nine


async def _told(office: Office) -> tuple[Tablet, str]:
    tablet = await office.demo.enrolled_tablet()
    case = tablet.application()
    tablet.visit(case)
    _tell(tablet, case)
    await office.push(tablet)
    return tablet, case


def _tell(tablet: Tablet, case: str, n: int = 1) -> None:
    tablet.materials(case, "M01:husband", "M01:wife", "M03:couple")
    tablet.notice(case, "M02:husband", "M02:wife", n=n)


async def test_told_and_silent_for_ninety_days(office: Office) -> None:
    _, case = await _told(office)
    assert await office.work(Abandonment(), now=BEFORE) == 0
    assert await office.work(Abandonment(), now=AFTER) == 1
    assert await office.work(Abandonment(), now=AFTER) == 0
    folded = await office.folded_by_the_hub(case)
    assert (folded["state"], folded["violations"]) == ("abandoned", [])


async def test_who_comes_again_goes_on_and_may_stay_away_once_more(office: Office) -> None:
    tablet, case = await _told(office)
    await office.work(Abandonment(), now=AFTER)
    tablet.now = at("2021-10-08T09:00")
    tablet.visit(case, "supplement")
    _tell(tablet, case, n=2)
    await office.push(tablet)
    assert (await office.folded_by_the_hub(case))["state"] == "notified"
    assert await office.work(Abandonment(), now="2022-01-06T08:00") == 0
    assert await office.work(Abandonment(), now="2022-01-06T10:00") == 1
    assert (await office.folded_by_the_hub(case))["state"] == "abandoned"


async def test_who_was_heard_of_is_not_silent(office: Office) -> None:
    tablet, case = await _told(office)
    tablet.now = at("2021-08-02T09:00")
    tablet.pledge(case)
    await office.push(tablet)
    assert await office.work(Abandonment(), now=AFTER) == 0


async def test_a_visit_that_arrives_late_undoes_it(office: Office) -> None:
    """The site was cut off: the couple had come on the 89th day."""
    tablet, case = await _told(office)
    tablet.now = at("2021-09-05T09:00")
    tablet.visit(case, "supplement")
    await office.work(Abandonment(), now=AFTER)
    await office.push(tablet)
    assert (await office.folded_by_the_hub(case))["state"] == "draft"
