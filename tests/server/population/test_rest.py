"""How long a system that failed is left alone."""

import pytest

from server.population.rest import Rest
from sync.errors import Forbidden, SyncError, Unavailable
from sync.patience import LONGEST, Patience
from tests.server.population.fake import Seconds


def _rests(rest: Rest) -> bool:
    try:
        rest.check()
    except SyncError:
        return True
    return False


def _seconds_of(rest: Rest, seconds: Seconds) -> int:
    """How many whole seconds it rests from now on."""
    begun = seconds.passed
    while _rests(rest):
        seconds.passed += 1
    return round(seconds.passed - begun)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def rest(seconds: Seconds) -> Rest:
    return Rest(Patience(chance=lambda: 1.0), seconds)


def test_longer_with_each_failure_and_from_the_start_after_a_success(rest: Rest, seconds: Seconds) -> None:
    rested = []
    for _ in range(8):
        rest.failed(Unavailable("gone"))
        rested.append(_seconds_of(rest, seconds))
    assert rested == [1, 2, 4, 8, 16, 32, LONGEST, LONGEST]
    rest.succeeded()
    assert not _rests(rest)
    rest.failed(Unavailable("gone"))
    assert _seconds_of(rest, seconds) == 1


def test_those_that_were_under_way_together_fail_as_one(rest: Rest, seconds: Seconds) -> None:
    for _ in range(4):
        rest.failed(Unavailable("gone"))
    assert _seconds_of(rest, seconds) == 1
    rest.failed(Unavailable("gone"))
    assert _seconds_of(rest, seconds) == 2


def test_a_refusal_is_for_people_to_mend_and_is_not_tried_often(rest: Rest, seconds: Seconds) -> None:
    rest.failed(Forbidden("who are you"))
    with pytest.raises(Forbidden, match="who are you"):
        rest.check()
    assert _seconds_of(rest, seconds) == LONGEST
