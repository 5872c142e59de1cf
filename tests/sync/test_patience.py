"""How long is waited for what can pass later."""

import pytest

from sync.errors import InstanceChanged, NotFound, SyncError, Unavailable
from sync.patience import LONGEST, LONGEST_ASKED, Patience


class Slept:
    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def slept() -> Slept:
    return Slept()


class Failing:
    """Fails so often, then answers 42."""

    def __init__(self, times: int, problem: SyncError) -> None:
        self._left, self._problem = times, problem

    async def __call__(self) -> int:
        if not self._left:
            return 42
        self._left -= 1
        raise self._problem


async def test_each_pause_is_twice_as_long_and_chance_makes_it_shorter(slept: Slept) -> None:
    assert await Patience(5, sleep=slept, chance=lambda: 1.0)(Failing(4, Unavailable("no"))) == 42
    assert slept.seconds == [1, 2, 4, 8]
    slept.seconds.clear()
    assert await Patience(5, sleep=slept, chance=lambda: 0.0)(Failing(4, Unavailable("no"))) == 42
    assert slept.seconds == [0.5, 1, 2, 4]


async def test_it_ends(slept: Slept) -> None:
    with pytest.raises(Unavailable):
        await Patience(3, sleep=slept)(Failing(3, Unavailable("no")))
    assert len(slept.seconds) == 2


async def test_a_peer_says_how_long_but_not_for_ever(slept: Slept) -> None:
    patience = Patience(sleep=slept, chance=lambda: 1.0)
    await patience(Failing(1, Unavailable("busy", retry_after=30)))
    await patience(Failing(1, Unavailable("busy", retry_after=10**9)))
    assert slept.seconds == [31, LONGEST_ASKED + 1]
    await patience.pause(Unavailable("gone"), 1000)
    assert slept.seconds[-1] == LONGEST


@pytest.mark.parametrize("problem", [NotFound("Database does not exist."), InstanceChanged("restored")])
async def test_what_waiting_does_not_mend_is_told_at_once(slept: Slept, problem: SyncError) -> None:
    with pytest.raises(type(problem)):
        await Patience(sleep=slept)(Failing(1, problem))
    assert slept.seconds == []


async def test_whoever_waits_is_told_why(slept: Slept) -> None:
    told: list[tuple[str, float]] = []
    patience = Patience(
        waiting=lambda problem, seconds: told.append((problem.reason, seconds)),
        sleep=slept,
        chance=lambda: 1.0,
    )
    await patience(Failing(1, Unavailable("the road is cut")))
    assert told == [("the road is cut", 1.0)]
