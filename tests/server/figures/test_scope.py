"""Of what days the figures are read."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.figures.scope import Scope

DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))


@given(first=DAYS, length=st.integers(-3, 900))
def test_months_and_odd_days_are_the_days_of_the_period_each_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    months, days = Scope(first, last, "500116").parts()
    covered = list(days)
    for month in months:
        day = date.fromisoformat(month)
        while day.isoformat()[:7] == month[:7]:
            covered.append(day.isoformat())
            day += timedelta(days=1)
    expected = [(first + timedelta(days=n)).isoformat() for n in range(length + 1)]
    assert sorted(covered) == expected
    assert len(days) <= 60


@given(first=DAYS, length=st.integers(0, 900))
def test_a_series_has_the_days_of_the_period_each_once(first: date, length: int) -> None:
    scope = Scope(first, first + timedelta(days=length), "500116")
    days = scope.days()
    assert [one.first for one in days] == [first + timedelta(days=n) for n in range(length + 1)]
    assert [day for month in scope.months() for day in month.days()] == days
    assert len({f"{one.first:%Y-%m}" for one in days}) == len(scope.months())


def test_what_is_of_no_item_or_channel_is_of_all() -> None:
    scope = Scope(date.min, date.max, "500116", ("only-child",), "window")
    assert [scope.takes(item, "window") for item in ("only-child", "birth-service", "")] == [
        True,
        False,
        True,
    ]
    assert [scope.takes("", channel) for channel in ("window", "online", "")] == [True, False, True]
    assert Scope(date.min, date.max, "500116").takes("birth-service", "online")
