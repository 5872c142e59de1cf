"""Who is asking, and which databases that opens."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"  # the district
    TOWNSHIP = "township"
    CLERK = "clerk"
    REPORTER = "reporter"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Principal:
    """`area` is the area code the principal works for: 6 digits (district), 9 (township) or 12 (site)."""

    name: str
    role: Role
    area: str

    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def is_administrator(self) -> bool:
        return self.role is Role.ADMINISTRATOR

    def can_read(self, database: str) -> bool:
        return self.is_administrator or database == "reference" or self.can_write(database)

    def can_write(self, database: str) -> bool:
        if self.is_administrator:
            return True
        if self.role is Role.REPORTER:
            return False
        kind, _, site = database.partition("-")
        return kind == "site" and len(site) == 12 and site.startswith(self.area)


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Somebody who has not signed in: may ask for `/`, `_up`, `_session` and the public pages."""

    name: str = ""

    @property
    def is_authenticated(self) -> bool:
        return False
