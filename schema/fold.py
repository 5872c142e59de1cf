"""The state of a case: a fold over its facts by the table in `case_machine.json`.

A fact the table does not allow, or whose guard fails, has no effect; it is listed as a violation, for people
to see. Facts may arrive in any order from several tablets: they are folded in the order of their times.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from schema.rules import Requirement, declared_facts, missing, pledge_wanted

Fact = Mapping[str, Any]
Case = dict[str, Any]

OUT_OF_ORDER = "order"  # the rule named by a violation when the table has no row for the fact


@cache
def case_machine() -> list[dict[str, Any]]:
    """The rows of the table: `{on, from, to, guards}`; an empty `to` leaves the state as it is."""
    path = Path(__file__).with_name("case_machine.json")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return rows


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """By time, then device, then the device's own sequence; by id where a clone made those equal."""
    return sorted(facts, key=lambda fact: (fact["at"], fact["device"], fact["seq"], fact["_id"]))


def fold(facts: Iterable[Fact], guides: Mapping[str, Mapping[str, Any]]) -> Case | None:
    """The state of one case as plain data (the shape is `_opened` below).

    `guides` maps guide document ids to guides. None as long as the application or its guide is not here yet.
    """
    ordered = in_order(facts)
    application = next((fact for fact in ordered if fact["type"] == "application"), None)
    if application is None or application["guide"] not in guides:
        return None
    case, guide = _opened(application), guides[application["guide"]]
    for fact in ordered:
        _apply(case, fact, guide)
    case["missing"] = [_as_data(requirement) for requirement in _missing(case, guide)]
    return case


def _opened(application: Fact) -> Case:
    return {
        "id": application["case"],
        "item": application["item"],
        "guide": application["guide"],
        "channel": application["channel"],
        "site": application["site"],
        "state": "none",
        "caseNo": "",
        "openedAt": application["at"],
        "acceptedAt": "",
        "issuedAt": "",
        "closedAt": "",
        "husband": application["husband"],
        "wife": application["wife"],
        "sameBooklet": application["sameBooklet"],
        "shown": [],
        "missing": [],
        "visits": [],
        "notices": [],
        "pledges": [],
        "certificates": [],
        "violations": [],
    }


def _apply(case: Case, fact: Fact, guide: Mapping[str, Any]) -> None:
    row = next(
        (row for row in case_machine() if row["on"] == fact["type"] and case["state"] in row["from"]), None
    )
    if row is None:
        case["violations"].append({"fact": fact["_id"], "rule": OUT_OF_ORDER, "state": case["state"]})
        return
    for guard in row["guards"]:
        if not GUARDS[guard["name"]](case, fact, guide):
            case["violations"].append({"fact": fact["_id"], "rule": guard["rule"], "state": case["state"]})
            return
    case["state"] = row["to"] or case["state"]
    if effect := EFFECTS.get(fact["type"]):
        effect(case, fact)


def _missing(case: Case, guide: Mapping[str, Any]) -> list[Requirement]:
    return missing(guide, declared_facts(case), case["shown"])


def _as_data(requirement: Requirement) -> dict[str, Any]:
    return {
        "key": requirement.key,
        "code": requirement.code,
        "whom": requirement.whom,
        "alternatives": [list(parts) for parts in requirement.alternatives],
    }


def _keys(notice: Mapping[str, Any]) -> set[str]:
    return {entry["key"] for entry in notice["missing"]}


def _names_all_that_is_missing(case: Case, fact: Fact, guide: Mapping[str, Any]) -> bool:
    return _keys(fact) == {requirement.key for requirement in _missing(case, guide)}


def _adds_nothing_to_the_first(case: Case, fact: Fact, _guide: Mapping[str, Any]) -> bool:
    return not case["notices"] or _keys(fact) <= _keys(case["notices"][0])


def _is_for_this_couple(case: Case, fact: Fact, _guide: Mapping[str, Any]) -> bool:
    return all(fact[member] == case[member] for member in ("item", "husband", "wife"))


def _hands_over_what_was_issued(case: Case, fact: Fact, _guide: Mapping[str, Any]) -> bool:
    return any(certificate["certNo"] == fact["certNo"] for certificate in case["certificates"])


def _pledge_is_wanted(case: Case, fact: Fact, guide: Mapping[str, Any]) -> bool:
    return fact["spouse"] in pledge_wanted(guide, declared_facts(case))


GUARDS: dict[str, Callable[[Case, Fact, Mapping[str, Any]], bool]] = {
    "something-is-missing": lambda case, _fact, guide: bool(_missing(case, guide)),
    "nothing-is-missing": lambda case, _fact, guide: not _missing(case, guide),
    "names-all-that-is-missing": _names_all_that_is_missing,
    "adds-nothing-to-the-first": _adds_nothing_to_the_first,
    "pledge-is-wanted": _pledge_is_wanted,
    "is-for-this-couple": _is_for_this_couple,
    "hands-over-what-was-issued": _hands_over_what_was_issued,
}


def _visited(case: Case, fact: Fact) -> None:
    visit = {name: fact[name] for name in ("at", "site", "device", "clerk", "online", "purpose")}
    case["visits"].append({"n": len(case["visits"]) + 1, **visit})


def _showed(case: Case, fact: Fact) -> None:
    case["shown"] = sorted({*case["shown"], *fact["shown"]})


def _notified(case: Case, fact: Fact) -> None:
    notice = {
        "id": fact["_id"],
        "n": fact["n"],
        "at": fact["at"],
        "missing": fact["missing"],
        "printed": False,
    }
    case["notices"].append(notice)


def _pledged(case: Case, fact: Fact) -> None:
    pledge = {"id": fact["_id"], "spouse": fact["spouse"], "at": fact["at"], "status": "unverified"}
    case["pledges"].append(pledge)


def _accepted(case: Case, fact: Fact) -> None:
    case["caseNo"], case["acceptedAt"] = fact["caseNo"], fact["at"]


def _issued(case: Case, fact: Fact) -> None:
    case["issuedAt"] = fact["at"]
    certificate = {name: fact[name] for name in ("certNo", "issuedOn", "at", "online", "token")}
    case["certificates"].append({"id": fact["_id"], **certificate, "printed": False})


def _printed(case: Case, fact: Fact) -> None:
    for paper in (*case["notices"], *case["certificates"]):
        if paper["id"] == fact["of"]:
            paper["printed"] = True


def _handed_over(case: Case, fact: Fact) -> None:
    case["closedAt"] = fact["at"]


EFFECTS: dict[str, Callable[[Case, Fact], None]] = {
    "visit": _visited,
    "materials": _showed,
    "notice": _notified,
    "pledge": _pledged,
    "acceptance": _accepted,
    "certificate": _issued,
    "printing": _printed,
    "handover": _handed_over,
}
