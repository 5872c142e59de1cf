"""A population system that is nothing but what a test says it is."""

from server.population.simulator import MARRIED
from server.population.system import Found, Person
from sync.errors import SyncError

WIFE_ID, HUSBAND_ID = "999999199007211425", "999999198803121012"
MRS = Person("周芳", WIFE_ID, HUSBAND_ID)


class FakePopulation:
    """Knows everybody as married for the first time, but for those of `registered`. Fails with `problem`."""

    def __init__(self) -> None:
        self.registered: dict[str, Found | None] = {}
        self.problem: SyncError | None = None
        self.asked: list[Person] = []

    async def look_up(self, person: Person) -> Found | None:
        if self.problem:
            raise self.problem
        self.asked.append(person)
        return self.registered.get(person.id_no, MARRIED)

    async def close(self) -> None:
        pass


class Seconds:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed
