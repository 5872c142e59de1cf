"""What is late or soon will be, for whoever has to see to it."""

from datetime import datetime
from typing import Any

import pytest

from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import accepted, arrive, in_review
from tests.tablet import SHANGHAI

OVERDUE = """query($asOf: Date, $area: String, $within: Int! = 0) {
  overdueCases(asOf: $asOf, areaCode: $area, within: $within) { id dueOn state } }"""
PLEDGES = """query($area: String, $days: Int! = 0) { unverifiedPledges(areaCode: $area, olderThanWD: $days) {
  case workingDays pledge { id status } site { name } } }"""


async def _overdue(demo: DemoHub, user: str = "district", **asked: Any) -> Any:
    return (await demo.ask(OVERDUE, asked, user=user))["overdueCases"]


@pytest.mark.parametrize(
    ("asked", "is_late"),
    [
        ({"asOf": "2021-07-07"}, False),  # accepted on 8 June for twenty working days
        ({"asOf": "2021-07-08"}, True),
        ({"asOf": "2021-07-08", "area": OTHER_SITE}, False),
        ({"asOf": "2021-07-02", "within": 3}, True),
        ({"asOf": "2021-07-01", "within": 3}, False),
    ],
)
async def test_a_case_is_late_the_day_after_it_was_due(
    demo: DemoHub, asked: dict[str, Any], is_late: bool
) -> None:
    _, case = await accepted(demo)
    found = await _overdue(demo, **asked)
    assert found == ([{"id": case, "dueOn": "2021-07-07", "state": "ACCEPTED"}] if is_late else [])


async def test_what_is_decided_is_late_no_more(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    assert [one["id"] for one in await _overdue(demo, "jijiang", asOf="2021-08-01")] == [case]
    refuse = "mutation($c: ID!) { decide(case: $c, granted: false, reason: NOT_ELIGIBLE) { pending } }"
    await demo.ask(refuse, {"c": case}, user="jijiang")
    assert await _overdue(demo, "jijiang", asOf="2021-08-01") == []


async def test_pledges_wait_in_working_days(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.now = datetime(2021, 5, 31, 9, 0, tzinfo=SHANGHAI)  # the hub's day is 8 June
    case = tablet.application()
    pledge = tablet.pledge(case)["_id"]
    await arrive(demo, tablet)
    (waiting,) = (await demo.ask(PLEDGES, {"days": 6}, user="jijiang"))["unverifiedPledges"]
    assert waiting == {
        "case": case,
        "workingDays": 6,
        "pledge": {"id": pledge, "status": "UNVERIFIED"},
        "site": {"name": "四牌坊社区"},
    }
    hidden: list[tuple[dict[str, Any], str]] = [
        ({"days": 7}, "jijiang"),
        ({}, "degan-1"),
        ({"area": OTHER_SITE}, "district"),
    ]
    for asked, user in hidden:
        assert (await demo.ask(PLEDGES, asked, user=user))["unverifiedPledges"] == []
    assert len((await demo.ask(PLEDGES, {"area": SITE}, user="reporter"))["unverifiedPledges"]) == 1
