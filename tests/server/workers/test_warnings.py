"""What the office promised and has not done is told to it: once, and by working days."""

import pytest

from schema.facts import catalogue, order_id
from server.workers.warnings import PLEDGE_DAYS, Warnings
from tests.hub import SITE
from tests.people import JIANGJIN, OUTSIDE_WIFE, person
from tests.server.workers.office import Office, birth_service, further_birth
from tests.tablet import Fact, Tablet

LATE_LOOK_UP = "look-up-late"  # nobody makes look-ups in these tests, so most cases have one
IN_TOWN = person("赵明", "999999198803121012", JIANGJIN)


async def _accepted(office: Office) -> str:
    """On 8 June 2021 for twenty working days: due on 7 July."""
    tablet = await office.demo.enrolled_tablet()
    case = further_birth(tablet, husband=IN_TOWN)
    await office.push(tablet)
    return case


async def _warned(office: Office, now: str) -> list[str]:
    """The kinds of all warnings so far, but for those about look-ups."""
    await office.work(Warnings(), now=now)
    assert await office.work(Warnings(), now=now) == 0
    kinds = [one["kind"] for one in await office.orders(SITE, "warning")]
    return sorted(kind for kind in kinds if kind != LATE_LOOK_UP)


async def _pledged(office: Office, tablet: Tablet) -> tuple[str, Fact]:
    """A certificate was issued, and what the husband pledged is still to be verified."""
    certificate = birth_service(tablet)
    return certificate["case"], tablet.pledge(certificate["case"])


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ("2021-07-01T09:00", []),
        ("2021-07-02T09:00", ["due-soon"]),  # a Friday: Monday, Tuesday, Wednesday are left
        ("2021-07-07T23:00", ["due-soon"]),
        ("2021-07-08T00:01", ["overdue"]),
    ],
)
async def test_r06_a_promise_is_near_its_day_and_then_past_it(
    office: Office, now: str, kinds: list[str]
) -> None:
    case = await _accepted(office)
    assert await _warned(office, now) == kinds
    folded = await office.folded_by_the_hub(case)
    assert [one["kind"] for one in folded["warnings"] if one["kind"] != LATE_LOOK_UP] == kinds
    assert folded["violations"] == []


async def test_each_warning_comes_once(office: Office) -> None:
    case = await _accepted(office)
    for now in ("2021-07-02T09:00", "2021-07-05T09:00", "2021-07-08T09:00", "2021-07-09T09:00"):
        await _warned(office, now)
    names = {warning["_id"] for warning in await office.orders(SITE, "warning")}
    assert names >= {order_id("warning", case, "due-soon"), order_id("warning", case, "overdue")}
    assert await _warned(office, "2021-07-10T09:00") == ["due-soon", "overdue"]


async def test_what_is_done_is_not_late(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    birth_service(tablet)
    await office.push(tablet)
    assert await _warned(office, "2021-08-02T09:00") == []


async def test_done_while_you_wait_is_overdue_the_next_day_and_never_due_soon(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    case = birth_service(tablet)["case"]
    tablet.facts.pop()  # accepted, and no certificate
    await office.push(tablet)
    assert await _warned(office, "2021-06-08T12:00") == []
    assert await _warned(office, "2021-06-09T09:00") == ["overdue"]
    assert (await office.folded_by_the_hub(case))["warnings"][0]["kind"] == "overdue"


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ("2021-06-15T23:00", []),  # the 14th was 端午: four working days
        ("2021-06-16T00:01", ["pledge-5"]),
        ("2021-06-22T23:00", ["pledge-5"]),
        ("2021-06-23T00:01", ["pledge-5", "pledge-10"]),
    ],
)
async def test_r04_a_pledge_that_nobody_verified(office: Office, now: str, kinds: list[str]) -> None:
    tablet = await office.demo.enrolled_tablet()
    case, pledge = await _pledged(office, tablet)
    await office.push(tablet)
    assert await _warned(office, now) == sorted(kinds)
    told = await office.orders(SITE, "warning")
    assert {one["of"] for one in told if one["kind"] != LATE_LOOK_UP} <= {pledge["_id"]}
    assert (await office.folded_by_the_hub(case))["state"] == "issued"


async def test_only_the_pledge_that_waits_is_named(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    case = birth_service(tablet, wife=OUTSIDE_WIFE)["case"]
    his, hers = tablet.pledge(case, "husband"), tablet.pledge(case, "wife")
    office_called = {"office": "成华区", "contact": "028-1", "person": "何", "content": "属实"}
    tablet.fact("verification", case, pledge=his["_id"], method="phone", answered=True, **office_called)
    tablet.fact("conclusion", case, pledge=his["_id"], result="consistent", evidence="")
    await office.push(tablet)
    assert await _warned(office, "2021-06-16T09:00") == ["pledge-5"]
    (warning,) = await office.orders(SITE, "warning")
    assert warning["of"] == hers["_id"]


async def test_r03_a_look_up_that_nobody_made_is_the_offices_own_delay(office: Office) -> None:
    """The case of a couple of Jiangjin, accepted on 8 June; the population system did not answer since."""
    case = await _accepted(office)
    assert await office.work(Warnings(), now="2021-06-09T23:00") == 0
    assert await office.work(Warnings(), now="2021-06-10T00:01") == 2
    assert await office.work(Warnings(), now="2021-06-11T09:00") == 0
    told = await office.orders(SITE, "warning")
    assert {warning["kind"] for warning in told} == {"look-up-late"}
    assert {warning["of"] for warning in told} == {
        order_id("lookup", case, spouse) for spouse in ("husband", "wife")
    }


async def test_no_day_is_guessed_in_a_year_without_a_table(office: Office) -> None:
    """The hub's clock stands in 2030; nobody has told it the working days since 2026."""
    await _accepted(office)
    tablet = await office.demo.enrolled_tablet(secret=4)
    await _pledged(office, tablet)
    await office.push(tablet)
    assert await office.work(Warnings(), now="2030-01-15T09:00") == 1
    (warning,) = await office.orders(SITE, "warning")
    assert warning["kind"] == "overdue"  # by the day that was promised, for which no table is needed


def test_no_warning_is_known_that_nobody_writes() -> None:
    known = catalogue()["orders"]["warning"]["kind"]["enum"]
    assert sorted(known) == sorted(["due-soon", "overdue", LATE_LOOK_UP, *PLEDGE_DAYS])
