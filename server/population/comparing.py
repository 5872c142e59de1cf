"""Whether what is registered of a person fits what the couple declared."""

from collections.abc import Mapping
from typing import Any, Literal

from server.population.system import Found

Result = Literal["consistent", "mismatch", "no-record"]

_DECLARED_AS = {
    "none": "first-marriage",
    "divorce": "remarried-after-divorce",
    "death": "remarried-after-death",
}


def result_of(case: Mapping[str, Any], spouse: str, found: Found | None, *, asks_children: bool) -> Result:
    """`case` is the fold. Children count only where the guide asks for them; else none were declared."""
    if found is None:
        return "no-record"
    fits = (
        found.spouse_matches
        and found.marital == _DECLARED_AS[case[spouse]["remarriedAfter"]]
        and not (asks_children and _has_other_children(case, found))
    )
    return "consistent" if fits else "mismatch"


def _has_other_children(case: Mapping[str, Any], found: Found) -> bool:
    """A couple declares the children of both; of one who married again some may be the other's alone."""
    declared = len(case["children"])
    if any(case[whom]["remarriedAfter"] != "none" for whom in ("husband", "wife")):
        return found.children > declared
    return found.children != declared
