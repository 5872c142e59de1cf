"""The state of a case: a fold over its facts and orders by the table in `case_machine.json`.

Facts are a tablet's, orders are the hub's; both are folded alike, in the order of their times, whatever order
they arrived in. One that the table does not allow, or whose guard fails, has no effect; it is listed as a
violation, for people to see.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from schema.case import Case, Fact, carried_on, opened
from schema.case_effects import EFFECTS
from schema.case_guards import GUARDS, homework_is_done
from schema.rules import Guide, Requirement, declared_facts, homework, missing, newer_guides
from schema.shanghai import day_of

OUT_OF_ORDER = "order"  # the rule named by a violation when the table has no row for the fact
_WATCHED = ("流动人口", "户籍地", "外地户口")  # words in remarks that somebody should look at (R05)
_REMARKS = ("content", "evidence", "grounds")


@cache
def case_machine() -> list[dict[str, Any]]:
    """The rows of the table: `{on, when, from, to, guards}`.

    `when` names members the fact must have (absent: any), `from` `["*"]` is every state; an empty `to` leaves
    the state as it is.
    """
    path = Path(__file__).with_name("case_machine.json")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return rows


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """By time, then device (the hub before all), then the device's own sequence; then by id."""
    return sorted(
        facts, key=lambda fact: (fact["at"], fact.get("device", ""), fact.get("seq", 0), fact["_id"])
    )


def fold(facts: Iterable[Fact], guides: Mapping[str, Guide]) -> Case | None:
    """The state of one case as plain data (the shape is `case.opened`).

    `guides` maps guide document ids to guides; newer ones than the case's own can only lift demands. None as
    long as its guide is not here yet, or neither the application nor an office that went on by a slip.
    """
    ordered = in_order(_own(fact) for fact in facts)
    case = _beginning(ordered)
    if case is None or case["guide"] not in guides:
        return None
    pinned = guides[case["guide"]]
    newer = newer_guides(guides, pinned)
    for fact in ordered:
        law = [pinned, *_in_effect(newer, fact["at"])]
        _apply(case, fact, law)
    facts_now = declared_facts(case)
    case["missing"] = [_as_data(one) for one in missing(law, facts_now, case["shown"])]
    case["homework"] = [
        {"key": one.key, "by": one.by, "blocking": one.blocking, "done": one.by in case["done"]}
        for one in homework(pinned, facts_now)
    ]
    return case


def is_watched(fact: Fact) -> bool:
    """Whether a remark tells where somebody is from (R05)."""
    return any(word in fact.get(member, "") for member in _REMARKS for word in _WATCHED)


def _beginning(ordered: list[Fact]) -> Case | None:
    for type_, begin in (("application", opened), ("continuation", carried_on)):
        if fact := next((fact for fact in ordered if fact["type"] == type_), None):
            return begin(fact)
    return None


def _in_effect(guides: list[Guide], at: str) -> list[Guide]:
    if not guides:
        return []
    day = day_of(at).isoformat()
    return [guide for guide in guides if guide["effectiveFrom"] <= day]


def _own(fact: Fact) -> Fact:
    """A copy of another site's fact stands for that fact."""
    return fact["fact"] if fact["type"] == "copy" else fact


def _apply(case: Case, fact: Fact, law: list[Guide]) -> None:
    if is_watched(fact):
        case["remarks"].append(fact["_id"])
    row = next((row for row in case_machine() if _is_for(row, case, fact)), None)
    if row is None:
        case["violations"].append({"fact": fact["_id"], "rule": OUT_OF_ORDER, "state": case["state"]})
        return
    for guard in row["guards"]:
        if not GUARDS[guard["name"]](case, fact, law):
            case["violations"].append({"fact": fact["_id"], "rule": guard["rule"], "state": case["state"]})
            return
    case["state"] = row["to"] or case["state"]
    if effect := EFFECTS.get(fact["type"]):
        effect(case, fact)
    if case["state"] == "accepted" and law[0]["decision"] == "township" and homework_is_done(case, fact, law):
        case["state"] = "in-review"


def _is_for(row: Mapping[str, Any], case: Case, fact: Fact) -> bool:
    return (
        row["on"] == fact["type"]
        and (case["state"] in row["from"] or row["from"] == ["*"])
        and all(fact[name] == value for name, value in row.get("when", {}).items())
    )


def _as_data(requirement: Requirement) -> dict[str, Any]:
    return {
        "key": requirement.key,
        "code": requirement.code,
        "whom": requirement.whom,
        "alternatives": [list(parts) for parts in requirement.alternatives],
    }
