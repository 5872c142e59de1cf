"""What the hub asks of the population system, and what it hears: the seam to whatever a city has."""

from dataclasses import dataclass
from typing import Annotated, Literal, Protocol

import msgspec

from sync.errors import Unavailable

Marital = Literal[
    "unmarried", "first-marriage", "remarried-after-divorce", "remarried-after-death", "divorced", "widowed"
]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to look up, and to whom he or she says to be married."""

    name: str
    id_no: str
    spouse_id_no: str


class Found(msgspec.Struct, frozen=True, rename="camel"):
    """What is registered of a person. Who the registered spouse is stays where it is."""

    marital: Marital
    spouse_matches: bool  # whether the registered spouse is the one that was named
    children: Annotated[int, msgspec.Meta(ge=0, le=20)]


class PopulationSystem(Protocol):
    """Somewhere to look people up."""

    async def look_up(self, person: Person) -> Found | None:
        """None when nothing is registered of this person.

        Raises `Unavailable` while the system cannot be reached, `Forbidden` when it does not serve this hub,
        and `BadRequest` when it does, but cannot tell about this person.
        """
        ...

    async def close(self) -> None: ...


class NotConnected(Unavailable):
    """Nobody has said where the population system is."""


class NoPopulationSystem:
    """Stands where none is configured: every look-up waits."""

    async def look_up(self, person: Person) -> Found | None:
        raise NotConnected("YICI_POPULATION_URL names no population system.")

    async def close(self) -> None:
        pass
