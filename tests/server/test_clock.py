"""The hub's clock can be set back to the week of the notice, and ticks on from there."""

from datetime import UTC, date, datetime

import pytest

from server.clock import HubClock, at_second, rfc3339


def test_local_time_is_shanghais() -> None:
    clock = HubClock.starting_at("2021-06-08T07:30")
    assert clock.text().startswith("2021-06-07T23:30:0")
    assert clock.today() == date(2021, 6, 8)


def test_it_ticks() -> None:
    clock = HubClock.starting_at("2021-06-08T09:00")
    assert clock.now() <= clock.now()
    assert abs((HubClock().now() - datetime.now(UTC)).total_seconds()) < 60


def test_the_form_of_times() -> None:
    assert rfc3339(datetime(2021, 6, 14, 1, 32, 5, 123456, UTC)) == "2021-06-14T01:32:05.123Z"
    assert at_second(0) == "1970-01-01T00:00:00.000Z"


@pytest.mark.parametrize("text", ["yesterday", "", "2021-13-01T00:00"])
def test_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"iso|month"):
        HubClock.starting_at(text)
