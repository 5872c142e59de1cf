"""What is late or soon will be, for whoever has to see to it."""

from datetime import datetime
from typing import Any

import pytest

from server.graphql import deadlines
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
    refuse = """mutation($c: ID!) {
      decide(case: $c, granted: false, reason: NOT_ELIGIBLE, grounds: "不符合条例") { pending } }"""
    await demo.ask(refuse, {"c": case}, user="jijiang")
    assert await _overdue(demo, "jijiang", asOf="2021-08-01") == []


async def test_what_was_granted_in_time_waits_for_its_certificate_and_is_not_late(demo: DemoHub) -> None:
    _, case = await in_review(demo)
    grant = "mutation($c: ID!) { decide(case: $c, granted: true) { pending } }"
    await demo.ask(grant, {"c": case}, user="jijiang")
    assert await _overdue(demo, "jijiang", asOf="2021-08-01") == []
    assert await _overdue(demo, "jijiang", asOf="2021-07-07", within=3) == []


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


async def test_a_pledge_that_waits_long_is_found_behind_many_older_cases(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "AT_MOST", 1)
    tablet = await demo.enrolled_tablet()
    tablet.now = datetime(2021, 5, 24, 9, 0, tzinfo=SHANGHAI)
    first, second = tablet.application(), tablet.application()
    tablet.now = datetime(2021, 5, 31, 9, 0, tzinfo=SHANGHAI)
    tablet.pledge(second)
    tablet.now = datetime(2021, 6, 7, 9, 0, tzinfo=SHANGHAI)
    tablet.pledge(first)
    await arrive(demo, tablet)
    asked = "{ unverifiedPledges(olderThanWD: 3, first: 1) { case } }"
    assert (await demo.ask(asked))["unverifiedPledges"] == [{"case": second}]


@pytest.mark.parametrize(("days", "found"), [(0, 1), (1, 1), (2, 1), (3, 0), (10**9, 0)])
async def test_how_long_is_not_asked_back_into_a_year_without_a_table(
    demo: DemoHub, days: int, found: int
) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.now = datetime(2021, 6, 4, 9, 0, tzinfo=SHANGHAI)  # two working days before the hub's
    tablet.pledge(tablet.application())
    await arrive(demo, tablet)
    assert len((await demo.ask(PLEDGES, {"days": days}))["unverifiedPledges"]) == found


@pytest.mark.parametrize(
    "query",
    [
        "overdueCases(within: -1) { id }",
        "unverifiedPledges(olderThanWD: -1) { case }",
        'overdueCases(areaCode: "abc") { id }',
        'unverifiedPledges(areaCode: "50011") { case }',
        'cases(filter: {areaCode: "abc"}) { edges { cursor } }',
        'siteSync(areaCode: "") { site { code } }',
        'lookupBacklog(areaCode: "５００１１６") { count }',
        'violations(areaCode: "%") { edges { cursor } }',
        'duplicates(areaCode: "abc") { id }',
        'complaints(areaCode: "abc") { edges { cursor } }',
        'rectification(areaCode: "abc") { isDone }',
        'audit(areaCode: "abc") { edges { cursor } }',
        """inspectionSample(areaCode: "abc", size: 1, seed: "1",
          period: {from: "2021-06-01", to: "2021-06-02"}) { id }""",
    ],
)
async def test_what_makes_no_sense_is_not_answered(demo: DemoHub, query: str) -> None:
    (error,) = (await demo.graphql(f"{{ {query} }}"))["errors"]
    assert error["extensions"]["code"] == "bad_request"
