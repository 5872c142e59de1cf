"""The fake keeps the contract, so that what is tested with it is tested with any."""

import pytest

from server.population.system import Found
from sync.errors import BadRequest, Forbidden, Unavailable
from tests.server.population.fake import FakePopulation
from tests.server.population.population_contract import PopulationContract


class _Subject:
    def __init__(self) -> None:
        self.population = FakePopulation()

    def register(self, id_no: str, found: Found | None) -> None:
        self.population.registered[id_no] = found

    def fail(self, how: type[Unavailable] | type[Forbidden] | type[BadRequest]) -> None:
        self.population.problem = how("told to")

    def recover(self) -> None:
        self.population.problem = None


class TestFake(PopulationContract):
    @pytest.fixture
    def subject(self) -> _Subject:
        return _Subject()
