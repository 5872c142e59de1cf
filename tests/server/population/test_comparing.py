"""Whether what is registered fits what was declared."""

from typing import Any

import pytest

from server.population.comparing import result_of
from server.population.simulator import DIVORCED, MARRIED, TO_ANOTHER
from server.population.system import Found, Marital
from tests.people import CHILD


def _case(his: str = "none", hers: str = "none", children: int = 1) -> dict[str, Any]:
    declared = {"children": [CHILD] * children}
    return {"husband": {"remarriedAfter": his}, "wife": {"remarriedAfter": hers}, **declared}


def _of_wife(case: dict[str, Any], found: Found | None, *, asks_children: bool = True) -> str:
    return result_of(case, "wife", found, asks_children=asks_children)


def test_married_to_each_other_with_as_many_children_fits() -> None:
    assert _of_wife(_case(), MARRIED) == "consistent"


def test_nothing_registered_is_no_record_and_not_a_mismatch() -> None:
    assert _of_wife(_case(), None) == "no-record"


@pytest.mark.parametrize("found", [TO_ANOTHER, DIVORCED])
def test_not_married_to_each_other(found: Found) -> None:
    assert _of_wife(_case(), found) == "mismatch"


@pytest.mark.parametrize(
    ("declared", "marital"),
    [("none", "first-marriage"), ("divorce", "remarried-after-divorce"), ("death", "remarried-after-death")],
)
@pytest.mark.parametrize("registered", ["first-marriage", "remarried-after-divorce", "remarried-after-death"])
def test_married_after_what_was_declared(declared: str, marital: str, registered: Marital) -> None:
    found = Found(marital=registered, spouse_matches=True, children=0)
    expected = "consistent" if registered == marital else "mismatch"
    assert _of_wife(_case(hers=declared, children=0), found) == expected


@pytest.mark.parametrize(
    ("his", "registered", "expected"),
    [
        ("none", 0, "mismatch"),
        ("none", 2, "consistent"),
        ("none", 3, "mismatch"),
        ("divorce", 0, "consistent"),
        ("death", 2, "consistent"),
        ("divorce", 3, "mismatch"),
    ],
)
def test_two_children_declared(his: str, registered: int, expected: str) -> None:
    found = Found(marital="first-marriage", spouse_matches=True, children=registered)
    assert _of_wife(_case(his=his, children=2), found) == expected


def test_children_that_no_guide_asks_for_are_not_compared() -> None:
    found = Found(marital="first-marriage", spouse_matches=True, children=3)
    assert _of_wife(_case(children=0), found, asks_children=False) == "consistent"
