"""What every population system must do; the suites beside this file run it over each."""

from typing import Protocol, get_args

import pytest

from server.population.system import Found, Marital, PopulationSystem
from sync.errors import BadRequest, Forbidden, Unavailable
from tests.server.population.fake import MRS, WIFE_ID


class Subject(Protocol):
    """A population system and what stands behind it."""

    population: PopulationSystem

    def register(self, id_no: str, found: Found | None) -> None: ...

    def fail(self, how: type[Unavailable] | type[Forbidden] | type[BadRequest]) -> None: ...

    def recover(self) -> None:
        """It answers again, and whoever waits before asking again has waited."""
        ...


class PopulationContract:
    """Give it a fixture `subject`."""

    @pytest.mark.parametrize("marital", get_args(Marital))
    @pytest.mark.parametrize(("spouse_matches", "children"), [(True, 0), (False, 20)])
    async def test_what_is_registered_is_found(
        self, subject: Subject, marital: Marital, spouse_matches: bool, children: int
    ) -> None:
        registered = Found(marital=marital, spouse_matches=spouse_matches, children=children)
        subject.register(WIFE_ID, registered)
        assert await subject.population.look_up(MRS) == registered

    async def test_nobody_registered_is_none(self, subject: Subject) -> None:
        subject.register(WIFE_ID, None)
        assert await subject.population.look_up(MRS) is None

    @pytest.mark.parametrize("problem", [Unavailable, Forbidden, BadRequest])
    async def test_it_fails_and_recovers(
        self, subject: Subject, problem: type[Unavailable] | type[Forbidden] | type[BadRequest]
    ) -> None:
        registered = Found(marital="first-marriage", spouse_matches=True, children=1)
        subject.register(WIFE_ID, registered)
        subject.fail(problem)
        for _ in range(2):
            with pytest.raises(problem):
                await subject.population.look_up(MRS)
        subject.recover()
        assert await subject.population.look_up(MRS) == registered

    async def test_it_can_be_closed(self, subject: Subject) -> None:
        await subject.population.close()
