"""Which sites work on a case, so that their tablets must all hold every document of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from schema.areas import desk_of


def sites_of(
    case: Mapping[str, Any], documents: Iterable[Mapping[str, Any]], guide: Mapping[str, Any]
) -> set[str]:
    """The site of the case, those it was sent to, those that wrote facts that have effect in it; and the
    township where it has to decide something. Whoever only names a case gets nothing of it.

    `documents` are all accepted facts and orders of the case.
    """
    known = list(documents)
    responsible = {case["site"], *(one["to"] for one in known if one["type"] == "routing")}
    idle = {violation["fact"] for violation in case["violations"]}
    writing = {one["site"] for one in known if "device" in one and one["_id"] not in idle}
    writing |= {one["site"] for one in known if one["type"] == "continuation"}  # it had the couple's own slip
    if not _is_for_a_township(case, known, guide):
        return responsible | writing
    return responsible | writing | {desk_of(site) for site in responsible}


def _is_for_a_township(
    case: Mapping[str, Any], documents: list[Mapping[str, Any]], guide: Mapping[str, Any]
) -> bool:
    """To decide the application, to make a certificate void, to say which of two stays, or as the second
    person on a false pledge."""
    return (
        bool(case["acceptedAt"] and guide["decision"] == "township")
        or bool(case["voidRequests"])
        or bool(case["duplicates"])
        or any(one["type"] == "conclusion" and one["result"] == "false" for one in documents)
    )
