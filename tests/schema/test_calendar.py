"""Promises in working days: holidays, days worked instead, and years nobody has published yet."""

from datetime import date

import pytest

from schema.calendar import due_on, working_days_between
from tests.vectors.generate import shipped_calendars

CALENDARS = shipped_calendars()


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        ("2021-06-08", 20, "2021-07-07"),
        ("2021-06-11", 20, "2021-07-12"),
        ("2021-06-14", 20, "2021-07-12"),  # a holiday: the count starts the next day
        ("2021-09-30", 10, "2021-10-20"),  # Saturday 9 October is worked
        ("2022-01-28", 20, "2022-03-02"),  # the weekend before Spring Festival is worked
        ("2023-12-29", 1, "2024-01-02"),
        ("2024-02-08", 10, "2024-02-28"),
        ("2025-04-25", 5, "2025-05-06"),  # Sunday 27 April is worked
        ("2026-02-13", 20, "2026-03-19"),
        ("2021-06-14", 0, "2021-06-14"),
    ],
)
def test_r23_a_promise_in_working_days(accepted: str, limit: int, due: str) -> None:
    assert due_on(CALENDARS, date.fromisoformat(accepted), limit) == due


def test_an_unknown_year_is_never_guessed() -> None:
    accepted = date(2026, 12, 15)
    assert due_on(CALENDARS, accepted, 10) == "2026-12-29"
    assert due_on(CALENDARS, accepted, 20) == ""
    assert working_days_between(CALENDARS, accepted, date(2027, 1, 5)) is None


def test_working_days_that_have_passed() -> None:
    assert working_days_between(CALENDARS, date(2021, 6, 8), date(2021, 7, 7)) == 20
    assert working_days_between(CALENDARS, date(2021, 6, 12), date(2021, 6, 14)) == 0
