"""What the notice (津卫行审〔2021〕7号) lets a guide ask at the most.

The guides in its annex 2 are closed lists, and those that are shipped say them as data: a newer guide asks of
no couple what the notice's own does not ask of it, and keeps, waits and counts no more. Words can ask as well
as rules can, so people read no others than those. `notice.json` says which line that is; the lines are those
of docs/rules.md.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from schema.rules import MOST_CHILDREN, Guide, Requirement, homework, pledge_wanted, requirements

ASKING = 20  # the line that nothing besides the guide is asked, and who signs a pledge
_COMPLAINTS = 79  # the line with the number to complain at
_KEPT = ("nothing", "copies", "original", "all")  # each more than the one before
_HERE_OR_NOT = ("50", "51")  # provinces


def beyond_the_notice(guide: Guide, complaint_phone: str) -> Iterator[str]:
    """Each line of the notice that a guide of good form breaks, as a sentence.

    The notice names the number of the district that gave it; any other has its own number, and its own
    document for a guide to rest on."""
    law, lines = _guide_of_the_notice(guide["item"]), _lines()[guide["item"]]
    if guide["workingDays"] > law["workingDays"]:
        yield f"workingDays is at most {law['workingDays']} (R23, line {lines['limit']})."
    if law["decision"] == "none" != guide["decision"]:
        yield f"It is issued at the window, with nobody's decision (R18, R35, line {lines['decision']})."
    asked_besides = _questions(guide) - _questions(law)
    if asked_besides:
        yield f"Couples are not asked about {', '.join(sorted(asked_besides))} (R02, line {ASKING})."
    for material in guide["materials"]:
        yield from _material_faults(material, law, lines)
    for part, name in law["parts"].items():
        if guide["parts"].get(part, name) != name:
            yield f"The part {part} is {name['zh']} (R02, line {lines['closed']})."
    if not asked_besides:  # of their answers anything might be made
        yield from _demands_too_many(guide, law, lines)
    yield from _not_the_districts(guide, complaint_phone)
    if more := _texts(guide) - _texts(law):
        yield f"No guide of this item by the notice says: {' | '.join(sorted(more))} (R02, line {ASKING})."


def _not_the_districts(guide: Guide, complaint_phone: str) -> Iterator[str]:
    if guide["complaintPhone"] != complaint_phone:
        yield f"Complaints are taken at {complaint_phone} (R36, line {_COMPLAINTS})."
    if not guide["basis"].strip():
        yield f"basis says which document of the district the guide rests on (R02, line {ASKING})."


def _texts(guide: Guide) -> set[str]:
    """All that people read in a guide, but what the district calls its notice, and the names of parts, which
    stand for themselves alone."""
    told = {name: value for name, value in guide.items() if name != "parts"}
    return {*guide["alias"], guide["pledge"]["text"], *_worded(told)}


def _worded(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (value[language] for language in ("zh", "en") if language in value)
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _worded(inner)


def _material_faults(material: Mapping[str, Any], law: Guide, lines: Mapping[str, Any]) -> Iterator[str]:
    code, name = material["code"], material["name"]["zh"]
    most = next((one for one in law["materials"] if (one["code"], one["name"]["zh"]) == (code, name)), None)
    if most is None:
        yield f"The notice does not list {code} {name} (R02, line {lines['closed']})."
        return
    line = lines["materials"][code]
    if material["obtainedBy"] == "applicant":
        if most["obtainedBy"] == "office":
            yield f"The office obtains {name} itself; nobody is asked for it (R03, R07, R33, line {line})."
        if "province" in json.dumps(material["when"]):
            yield f"{name} is asked of everybody alike, wherever he is from (R05, R41, line {ASKING})."
    if material["count"] > most["count"]:
        yield f"Of {name}, {most['count']} is enough (line {line})."
    kept = lines.get("kept", line)
    if material["copies"] > most["copies"]:
        yield f"Of {name}, copies are at most {most['copies']} (R19, line {kept})."
    if _KEPT.index(material["keeps"]) > _KEPT.index(most["keeps"]):
        yield f"Of {name}, what is kept is at most: {most['keeps']} (R19, line {kept})."


def _demands_too_many(guide: Guide, law: Guide, lines: Mapping[str, Any]) -> Iterator[str]:
    """Tried on every couple there can be."""
    for couple in _couples(guide, law):
        most = {one.key: one for one in requirements(law, couple)}
        for one in requirements(guide, couple):
            if not _is_no_more(one, most.pop(one.key, None)):
                line = lines["materials"].get(one.code, lines["closed"])
                yield f"{one.key} is asked of couples of whom the notice does not ask it (R02, line {line})."
        if waits := _waited_for(guide, couple) - _waited_for(law, couple):
            yield f"Nobody waits for {min(waits)} of the office (R03, R39, line {lines['homework']})."
        if pledges := {*pledge_wanted(guide, couple)} - {*pledge_wanted(law, couple)}:
            yield f"No resident of the city signs a pledge ({min(pledges)}; R04, line {ASKING})."


def _is_no_more(asked: Requirement, most: Requirement | None) -> bool:
    """Whether everything that would do by the notice does."""
    if most is None or bool(asked.alternatives) != bool(most.alternatives):
        return False
    return all(any({*parts} <= {*enough} for parts in asked.alternatives) for enough in most.alternatives)


def _waited_for(guide: Guide, couple: Mapping[str, Any]) -> set[str]:
    return {one.by for one in homework(guide, couple) if one.blocking}


def _questions(guide: Guide) -> set[str]:
    return {question["key"] for question in guide["questions"]}


def _couples(*guides: Guide) -> Iterator[dict[str, Any]]:
    """What couples can declare, as far as the questions of any of the guides go."""
    answers: dict[str, set[Any]] = {key: {""} for key in ("remarriedAfter", "reason", "opinionFrom")}
    children = {0}
    for question in (question for guide in guides for question in guide["questions"]):
        if question["key"] in answers:
            answers[question["key"]] |= {option["code"] for option in question["options"]}
        elif question["key"] == "children":
            children = {0, 1, 2, MOST_CHILDREN}
    people = [
        {"remarriedAfter": after, "province": province}
        for after, province in product(sorted(answers["remarriedAfter"] - {""}) or ["none"], _HERE_OR_NOT)
    ]
    for husband, wife, same, n, reason, opinion in product(
        people,
        people,
        (True, False),
        sorted(children),
        sorted(answers["reason"]),
        sorted(answers["opinionFrom"]),
    ):
        yield {
            "husband": husband,
            "wife": wife,
            "sameBooklet": same,
            "children": n,
            "reason": reason,
            "opinionFrom": opinion,
        }


@cache
def _guide_of_the_notice(item: str) -> Guide:
    path = Path(__file__).parent / "guides" / f"{item}.json"
    guide: Guide = json.loads(path.read_text(encoding="utf-8"))
    return guide


@cache
def _lines() -> dict[str, Any]:
    path = Path(__file__).with_name("notice.json")
    lines: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return lines
