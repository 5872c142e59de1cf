"""Who a case is about, unmasked for a purpose; and the record of who looked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import strawberry

from schema.graphql.case_number import number_of
from schema.graphql.scalars import Moment, Spouse


@strawberry.type
class Person:
    """One of the couple, unmasked."""

    name: str
    id_no: str
    hukou_area: str
    hukou_address: str
    residence_area: str
    residence_address: str

    @classmethod
    def from_person(cls, person: Mapping[str, Any]) -> "Person":
        """From the person as a fact holds it."""
        return cls(
            name=person["name"],
            id_no=person["idNo"],
            hukou_area=person["hukou"]["area"],
            hukou_address=person["hukou"]["address"],
            residence_area=person["residence"]["area"],
            residence_address=person["residence"]["address"],
        )


@strawberry.type
class Child:
    """A child of the couple."""

    name: str
    born_on: date
    sex: str


@strawberry.type
class Phone:
    """Where one of the couple said they can be reached."""

    spouse: Spouse
    number: str


@strawberry.type
class Revealed:
    """The people of a case, unmasked. Every one of these answers is on record before it is given."""

    case: strawberry.ID
    husband: Person
    wife: Person
    children: list[Child]
    phones: list[Phone]


@strawberry.type
class AuditEntry:
    """Somebody looked behind the mask: at which fields, and what for. `case` is empty where a tablet was
    opened without its PIN, and all that lies on it."""

    id: strawberry.ID
    at: Moment
    by: str
    role: str
    case: strawberry.ID
    site: str
    purpose: str
    fields: list[str]
    case_no: str | None = strawberry.field(resolver=number_of)
