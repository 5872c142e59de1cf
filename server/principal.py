"""Who is asking."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The posts. What each may do stands in `server/rights.py`."""

    ADMINISTRATOR = "administrator"  # the district
    TOWNSHIP = "township"
    CLERK = "clerk"
    REPORTER = "reporter"
    AUDITOR = "auditor"
    DEVICE = "device"
    PORTAL = "portal"  # the city's web page (渝快办): hands in applications and asks after its own
    RELAY = "relay"  # a village hub: passes on what its offices write, and what the district answers


PROGRAMS = frozenset({Role.PORTAL, Role.RELAY})  # nobody sits before them


@dataclass(frozen=True, slots=True)
class Principal:
    """`area` is the area code the principal works for: 6 digits (district), 9 (township) or 12 (site).

    Who has a first password may do nothing but choose their own (`server/rights.py`)."""

    name: str
    role: Role
    area: str
    has_first_password: bool = False

    @property
    def is_authenticated(self) -> bool:
        return True

    def covers(self, code: str) -> bool:
        """Whether a site, a township or a device lies in the area."""
        return code.startswith(self.area)

    @property
    def is_administrator(self) -> bool:
        return self.role is Role.ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Somebody who has not signed in: may ask for `/`, `_up`, `_session` and the public pages."""

    name: str = ""
    has_first_password: bool = False

    @property
    def is_authenticated(self) -> bool:
        return False
