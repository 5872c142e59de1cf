"""A promise that runs into a year whose working days nobody knows yet is dated when they are known."""

from typing import Any

from server.workers.due import Due
from sync.records import put_new
from tests.people import JIANGJIN, person
from tests.server.workers.office import Office, at, further_birth

IN_TOWN = person("赵明", "999999198803121012", JIANGJIN)


def calendar(year: int, days_off: tuple[str, ...] = ()) -> dict[str, Any]:
    """A synthetic table: the week, but for `days_off`."""
    return {
        "_id": f"calendar:{year}",
        "type": "calendar",
        "v": 1,
        "year": year,
        "basis": "合成",
        "daysOff": list(days_off),
        "workdays": [],
    }


async def test_accepted_in_december_2026_and_dated_when_the_table_of_2027_comes(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    tablet.now = at("2026-12-18T09:00")
    case = further_birth(tablet, husband=IN_TOWN)
    assert tablet.facts[-1]["dueOn"] == ""
    await office.push(tablet)
    assert await office.work(Due(), now="2026-12-18T10:00") == 0
    assert (await office.folded_by_the_hub(case))["state"] == "accepted"
    reference = office.demo.hub.engine.database("reference")
    await put_new(reference, [calendar(2027, ("2027-01-01",))])
    assert await office.work(Due(), now="2026-12-28T10:00") == 1
    assert await office.work(Due(), now="2026-12-29T10:00") == 0
    folded = await office.folded_by_the_hub(case)
    # nine working days are left of December, 1 January is off, the eleventh after it is 18 January
    assert folded["dueOn"] == "2027-01-18"
    assert folded["violations"] == []


async def test_a_day_that_the_tablet_told_stands(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    case = further_birth(tablet, husband=IN_TOWN)
    await office.push(tablet)
    assert await office.work(Due()) == 0
    assert (await office.folded_by_the_hub(case))["dueOn"] == "2021-07-07"


async def test_r23_a_day_that_no_working_days_make_is_put_right(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    case = further_birth(tablet, "2021-06-30", husband=IN_TOWN)
    await office.push(tablet)
    assert (await office.folded_by_the_hub(case))["dueOn"] == "2021-06-30"
    assert await office.work(Due()) == 1
    assert await office.work(Due()) == 0
    folded = await office.folded_by_the_hub(case)
    assert folded["dueOn"] == "2021-07-07"
    assert [(one["fact"], one["rule"]) for one in folded["violations"]] == [(folded["acceptance"], "R23")]


async def test_r23_a_wrong_day_is_told_though_the_case_arrives_at_its_end(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    case = further_birth(tablet, "2021-06-30", husband=IN_TOWN)
    refusal: dict[str, Any] = {"granted": False, "appraisal": "", "reason": "not-eligible", "grounds": "x"}
    after = tablet.facts[-1]["at"]
    order = office.parts("2021-06-10T10:00").order("decision", case, tablet.site, after=after, **refusal)
    await office.write({**order, "by": "jijiang"})
    await office.push(tablet)
    assert (await office.folded_by_the_hub(case))["state"] == "refused"
    assert await office.work(Due()) == 1
    folded = await office.folded_by_the_hub(case)
    assert folded["dueOn"] == "2021-07-07"
    assert [(one["fact"], one["rule"]) for one in folded["violations"]] == [(folded["acceptance"], "R23")]


async def test_r23_in_a_year_nobody_knows_no_day_is_wrong(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    tablet.now = at("2027-12-18T09:00")
    case = further_birth(tablet, "2028-12-31", husband=IN_TOWN)
    await office.push(tablet)
    assert await office.work(Due(), now="2027-12-18T10:00") == 0
    folded = await office.folded_by_the_hub(case)
    assert (folded["dueOn"], folded["violations"]) == ("2028-12-31", [])
