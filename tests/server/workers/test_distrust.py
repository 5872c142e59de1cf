"""Who has pledged falsely at one office is not believed at another (R04)."""

from datetime import timedelta
from typing import Any

from server.workers.distrust import Distrust
from tests.hub import OTHER_SITE, SITE
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import Office, further_birth
from tests.tablet import Fact, Tablet


async def _false_pledge(office: Office, *, corrected: bool = False) -> Tablet:
    """Of the husband, at 四牌坊, confirmed by the township."""
    tablet = await office.demo.enrolled_tablet()
    case = further_birth(tablet)
    pledge = tablet.pledge(case)["_id"]
    call = {"method": "phone", "office": "武侯区卫生健康局", "contact": "028-1", "person": "值班员"}
    tablet.fact("verification", case, pledge=pledge, answered=True, content="育有二孩", **call)
    found = tablet.fact("conclusion", case, pledge=pledge, result="false", evidence="复函")
    await office.push(tablet)
    confirmed: Fact = {"conclusion": found["_id"], "agrees": True, "corrected": corrected}
    head = {"_id": f"order:confirmation:{case}:{found['_id']}", "type": "confirmation", "v": 1}
    about = {"case": case, "site": SITE, "at": "2021-06-08T02:00:00.000Z", "by": "jijiang"}
    await office.write({**head, **about, **confirmed})
    return tablet


async def _pledges_elsewhere(office: Office, first: Tablet, **couple: Any) -> str:
    tablet = await office.demo.enrolled_tablet(OTHER_SITE, 4)
    tablet.now = first.now + timedelta(days=1)
    case = further_birth(tablet, **couple)
    for spouse in ("husband", "wife") if couple else ("husband",):
        tablet.pledge(case, spouse)
    await office.push(tablet)
    return case


async def _statuses(office: Office, case: str) -> list[tuple[str, str]]:
    folded = await office.folded_by_the_hub(case)
    return [(one["spouse"], one["status"]) for one in folded["pledges"]]


async def test_r04_no_more_pledges_of_that_person_at_any_office(office: Office) -> None:
    first = await _false_pledge(office)
    case = await _pledges_elsewhere(office, first, wife=OUTSIDE_WIFE)
    assert await office.work(Distrust()) == 1
    assert await office.work(Distrust()) == 0
    assert await _statuses(office, case) == [("husband", "barred"), ("wife", "unverified")]
    folded = await office.folded_by_the_hub(case)
    assert [one["rule"] for one in folded["violations"]] == ["R04"]
    (order,) = await office.orders(OTHER_SITE, "distrust")
    assert order["pledge"] == folded["pledges"][0]["id"]


async def test_r04_an_honest_error_is_held_against_nobody_elsewhere(office: Office) -> None:
    first = await _false_pledge(office, corrected=True)
    case = await _pledges_elsewhere(office, first)
    assert await office.work(Distrust()) == 0
    assert await _statuses(office, case) == [("husband", "unverified")]


async def test_r04_what_was_signed_before_is_verified_like_any_other(office: Office) -> None:
    before = await office.demo.enrolled_tablet(OTHER_SITE, 4)
    case = further_birth(before)
    before.pledge(case)
    await office.push(before)
    first = await _false_pledge(office)
    assert first.now
    assert await office.work(Distrust()) == 0
    assert await _statuses(office, case) == [("husband", "unverified")]
