"""What the district publishes is tried out first, reaches every tablet, and never changes again."""

from typing import Any

import pytest

from server.workers.due import Due
from server.workers.missing_calendars import MissingCalendars
from sync.projector import awaited
from tests.hub import DemoHub
from tests.people import JIANGJIN, person
from tests.schema.test_publication import next_version
from tests.server.workers.office import Office, at, further_birth

GUIDE = "mutation($guide: JSON!) { publishGuide(guide: $guide) { id pending } }"
GUIDES = "{ guides(item: BIRTH_SERVICE) { id isInEffect guide } }"
TABLE = "mutation($table: CalendarTable!) { publishCalendar(table: $table) { id pending } }"
CORRECTION = """mutation($table: CalendarTable!, $why: String!) {
  publishCalendar(table: $table, correction: $why) { id pending } }"""
STATUS = "{ calendarStatus { undatedCases years { year basis missingSince } } }"
OF_2027 = {"year": 2027, "basis": "合成", "daysOff": ["2027-01-01"], "workdays": []}
IN_TOWN = person("赵明", "999999198803121012", JIANGJIN)


async def _refused(demo: DemoHub, mutation: str, **variables: Any) -> tuple[str, str]:
    (error,) = (await demo.graphql(mutation, variables))["errors"]
    return error["extensions"]["code"], error["message"]


async def _years(demo: DemoHub) -> dict[int, dict[str, Any]]:
    return {row["year"]: row for row in (await demo.ask(STATUS))["calendarStatus"]["years"]}


async def test_a_guide_is_in_reference_and_tablets_may_open_cases_by_it(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    law = next_version()
    answer = await demo.ask(GUIDE, {"guide": law})
    assert answer["publishGuide"] == {"id": law["_id"], "pending": False}
    stored = (await demo.get(f"/couchdb/reference/{law['_id']}", "sipaifang-1")).json()
    assert {name: value for name, value in stored.items() if name != "_rev"} == law
    application = tablet.application()
    tablet.facts.clear()
    tablet.fact(
        "application",
        application,
        item="birth-service",
        guide=law["_id"],
        channel="window",
        husband=IN_TOWN,
        wife=person("周芳", "999999199007211425", JIANGJIN),
        sameBooklet=False,
        children=[],
        reason="",
        opinionFrom="",
    )
    assert not [row for row in await demo.push(tablet.facts) if "error" in row]


async def test_which_version_of_a_guide_is_in_effect_today_and_which_is_to_come(demo: DemoHub) -> None:
    law = next_version()
    await demo.ask(GUIDE, {"guide": law})
    listed = (await demo.ask(GUIDES, user="sipaifang-1"))["guides"]
    assert [(one["id"], one["isInEffect"]) for one in listed] == [
        (law["_id"], False),
        ("guide:birth-service:2021-7", True),
    ]
    assert listed[0]["guide"] == law


async def test_what_is_wrong_with_a_draft_is_said_before_it_is_published(demo: DemoHub) -> None:
    law = next_version()
    asked = "query($guide: JSON!) { guideFault(guide: $guide) }"
    assert (await demo.ask(asked, {"guide": law}))["guideFault"] == ""
    assert "workingDays" in (await demo.ask(asked, {"guide": {**law, "workingDays": 30}}))["guideFault"]
    await demo.ask(GUIDE, {"guide": law})
    assert "does not change" in (await demo.ask(asked, {"guide": law}))["guideFault"]


async def test_a_published_guide_never_changes(demo: DemoHub) -> None:
    law = next_version()
    for _ in range(2):
        assert (await demo.ask(GUIDE, {"guide": law}))["publishGuide"]["id"] == law["_id"]
    code, message = await _refused(demo, GUIDE, guide={**law, "basis": "another"})
    assert (code, "says otherwise" in message) == ("conflict", True)
    (stored,) = await demo.documents("reference", law["_id"])
    assert stored["_rev"].startswith("1-")


@pytest.mark.parametrize(
    "guide",
    [
        "guide",
        {},
        {**next_version(), "materials": 5},
        {**next_version(), "materials": [{"code": "M01"}]},
        {**next_version(), "pledge": {"for": ["husband"], "when": {"unknown": 1}}},
        {**next_version(), "workingDays": 30},
        {**next_version(), "_id": "site:500116001901"},
    ],
)
async def test_what_is_no_guide_is_not_published(demo: DemoHub, guide: Any) -> None:
    before = await demo.documents("reference")
    code, _ = await _refused(demo, GUIDE, guide=guide)
    assert code == "bad_request"
    assert await demo.documents("reference") == before


async def test_a_table_dates_the_cases_that_waited_for_it(demo: DemoHub) -> None:
    office = Office(demo)
    tablet = await demo.enrolled_tablet()
    tablet.now = at("2026-12-18T09:00")
    case = further_birth(tablet, husband=IN_TOWN)
    await office.push(tablet)
    await demo.settled()
    assert (await demo.ask(STATUS))["calendarStatus"]["undatedCases"] == 1
    assert (await demo.ask(TABLE, {"table": OF_2027}))["publishCalendar"] == {
        "id": "calendar:2027",
        "pending": False,
    }
    assert await office.work(Due(), now="2026-12-28T09:00") == 1
    assert (await office.folded_by_the_hub(case))["dueOn"] == "2027-01-18"
    assert (await demo.ask(STATUS))["calendarStatus"]["undatedCases"] == 0


async def test_a_published_table_never_changes(demo: DemoHub) -> None:
    for _ in range(2):
        await demo.ask(TABLE, {"table": OF_2027})
    changed = {**OF_2027, "daysOff": ["2027-01-01", "2027-05-01"]}
    code, message = await _refused(demo, TABLE, table=changed)
    assert (code, "`correction`" in message) == ("conflict", True)


async def test_a_correction_counts_for_cases_to_come_and_no_promise_moves(demo: DemoHub) -> None:
    office, tablet = Office(demo), await demo.enrolled_tablet()
    await demo.ask(TABLE, {"table": OF_2027})
    tablet.now = at("2026-12-18T09:00")
    promised = further_birth(tablet, husband=IN_TOWN)
    await office.push(tablet)
    assert await office.work(Due(), now="2026-12-28T09:00") == 1
    mended = {**OF_2027, "daysOff": ["2027-01-01", "2027-01-04", "2027-01-05"]}
    for _ in range(2):
        answer = await demo.ask(CORRECTION, {"table": mended, "why": "国务院调整放假安排"})
        assert answer["publishCalendar"] == {"id": "calendar:2027", "pending": False}
    later = further_birth(tablet, husband=IN_TOWN)
    await office.push(tablet)
    assert await office.work(Due(), now="2026-12-29T09:00") == 1
    assert (await office.folded_by_the_hub(promised))["dueOn"] == "2027-01-18"
    assert (await office.folded_by_the_hub(later))["dueOn"] == "2027-01-20"
    (table,) = await demo.documents("reference", "calendar:2027")
    assert [(one["reason"], one["daysOff"]) for one in table["corrections"]] == [
        ("国务院调整放假安排", OF_2027["daysOff"])
    ]


async def test_a_day_that_a_tablet_promised_stays_too(demo: DemoHub) -> None:
    office, tablet = Office(demo), await demo.enrolled_tablet()
    case = further_birth(tablet, husband=IN_TOWN)  # on 8 June, for 7 July
    await office.push(tablet)
    (held,) = await demo.documents("reference", "calendar:2021")
    mended = {
        **{name: held[name] for name in ("year", "basis", "workdays")},
        "daysOff": [*held["daysOff"], "2021-06-30"],
    }
    await demo.ask(CORRECTION, {"table": mended, "why": "临时放假"})
    assert await office.work(Due(), now="2021-06-09T09:00") == 0
    assert (await office.folded_by_the_hub(case))["dueOn"] == "2021-07-07"


async def test_what_is_no_correction(demo: DemoHub) -> None:
    assert (await _refused(demo, CORRECTION, table=OF_2027, why="早了"))[0] == "not_found"
    await demo.ask(TABLE, {"table": OF_2027})
    mended = {**OF_2027, "daysOff": ["2027-05-01"]}
    assert (await _refused(demo, CORRECTION, table=mended, why=" "))[0] == "bad_request"
    wrong = {**mended, "daysOff": []}
    assert (await _refused(demo, CORRECTION, table=wrong, why="清空"))[0] == "bad_request"


@pytest.mark.parametrize(
    "wrong",
    [{"daysOff": []}, {"daysOff": ["2026-12-31"]}, {"basis": ""}, {"workdays": ["2027-01-04"]}],
)
async def test_what_cannot_be_a_table_is_not_published(demo: DemoHub, wrong: dict[str, Any]) -> None:
    assert (await _refused(demo, TABLE, table={**OF_2027, **wrong}))[0] == "bad_request"
    assert 2027 not in await _years(demo)


async def test_from_1_november_the_district_sees_that_a_table_is_missing(demo: DemoHub) -> None:
    office = Office(demo)
    assert await office.work(MissingCalendars(), now="2026-10-31T23:59") == 0
    assert 2027 not in await _years(demo)
    assert await office.work(MissingCalendars(), now="2026-11-01T00:00") == 1
    assert await office.work(MissingCalendars(), now="2026-11-02T00:00") == 0
    assert (await _years(demo))[2027] == {
        "year": 2027,
        "basis": None,
        "missingSince": "2026-10-31T16:00:00.000Z",
    }
    await demo.ask(TABLE, {"table": OF_2027})
    assert (await _years(demo))[2027] == {"year": 2027, "basis": "合成", "missingSince": None}
    days = (await demo.ask("{ calendarStatus { years { year daysOff workdays } } }"))["calendarStatus"][
        "years"
    ]
    assert days[-1] == {"year": 2027, "daysOff": ["2027-01-01"], "workdays": []}


async def test_pending_while_the_tables_stand_still(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awaited, "SECONDS_TO_SHOW", 0.01)
    await demo.bearer("district")
    await demo.hub.projector.stop()
    assert (await demo.ask(TABLE, {"table": OF_2027}))["publishCalendar"]["pending"]
