"""People as they may be shown without a stated purpose: recognisable at the window, not beyond it."""

import re
from collections.abc import Mapping
from typing import Any

import strawberry

from schema.id_number import mask_id_number


def mask_name(name: str) -> str:
    """赵某 → 赵*: the family name stays."""
    return name[:1] + "*" * (len(name) - 1)


def mask_numbers(text: str) -> str:
    """A text with the identity numbers in it masked."""
    return re.sub(r"[0-9]{17}[0-9X]", lambda found: mask_id_number(found.group()), text)


@strawberry.type
class Applicant:
    """Name and identity number are masked."""

    name: str
    id_no: str
    hukou_area: str
    residence_area: str
    remarried_after: str

    @classmethod
    def from_person(cls, person: Mapping[str, Any]) -> "Applicant":
        """From the person as a fact holds it."""
        return cls(
            name=mask_name(person["name"]),
            id_no=mask_id_number(person["idNo"]),
            hukou_area=person["hukou"]["area"],
            residence_area=person["residence"]["area"],
            remarried_after=person["remarriedAfter"],
        )
