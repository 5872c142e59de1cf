"""Trying a guide on: whether facts can be judged and a case can be folded by it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schema.logic import check
from schema.rules import homework, pledge_wanted, requirements, showable_keys

_ANYBODY = {"remarriedAfter": "divorce", "province": "51"}
ANY_COUPLE = {
    "husband": _ANYBODY,
    "wife": _ANYBODY,
    "sameBooklet": False,
    "children": 1,
    "reason": "sick-child",
    "opinionFrom": "committee",
}


def try_out(guide: Mapping[str, Any]) -> None:
    """Raises what judging or folding by a malformed guide would raise: `AttributeError`, `LookupError`,
    `TypeError` or `ValueError`."""
    for condition in (*(material["when"] for material in guide["materials"]), guide["pledge"]["when"]):
        check(condition)
    showable_keys(guide)
    requirements(guide, ANY_COUPLE)
    homework(guide, ANY_COUPLE)
    pledge_wanted(guide, ANY_COUPLE)
    for material in guide["materials"]:
        _ = material["name"]["zh"], material["name"]["en"]
    date.fromisoformat(guide["effectiveFrom"])
    _ = guide["decision"] + "", guide["delivery"].items(), guide["workingDays"] + 0
    _ = {question["key"] for question in guide["questions"]}
