"""What a guide asks of a couple, what of it is still missing, and what is the office's own homework.

Nothing outside the guide exists. A material's key is `<code>:<husband|wife|couple|child-1…>`; where the guide
gives alternatives, what is shown is one part, `<key>/<part>`, and the material is complete when any one
alternative has all its parts. What the office obtains is never asked of an applicant.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schema.logic import holds

Guide = Mapping[str, Any]
Facts = Mapping[str, Any]

DECLARED = ("husband", "wife", "sameBooklet", "children", "reason", "opinionFrom")
MOST_CHILDREN = 20
SPOUSES = ("husband", "wife")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One paper to show. `alternatives` lists sets of parts; empty when the paper is one piece."""

    key: str
    code: str
    whom: str
    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Homework:
    """One paper that the office sees to. `by` names what does it: `<type of fact>:<whom>`."""

    key: str
    by: str
    blocking: bool


def declared_facts(declaration: Mapping[str, Any]) -> dict[str, Any]:
    """What the guide's conditions may look at: nothing more of a person than these is ever needed."""
    people = {whom: _declared_of(declaration[whom]) for whom in SPOUSES}
    return {
        **people,
        "sameBooklet": declaration["sameBooklet"],
        "children": len(declaration["children"]),
        "reason": declaration["reason"],
        "opinionFrom": declaration["opinionFrom"],
    }


def _declared_of(person: Mapping[str, Any]) -> dict[str, str]:
    return {"remarriedAfter": person["remarriedAfter"], "province": person["hukou"]["area"][:2]}


def requirements(guide: Guide, facts: Facts) -> list[Requirement]:
    """The full list for a couple, in the guide's order: R01's "all of it, at once"."""
    return [
        Requirement(
            f"{material['code']}:{whom}",
            material["code"],
            whom,
            tuple(tuple(parts) for parts in material["anyOf"]),
        )
        for material, whom in _wanted(guide, facts, "applicant")
    ]


def homework(guide: Guide, facts: Facts) -> list[Homework]:
    """What the office itself obtains for this couple (R03, R27, R33); it never stands in a notice."""
    return [
        Homework(f"{material['code']}:{whom}", f"{material['doneBy']}:{whom}", material["blocking"])
        for material, whom in _wanted(guide, facts, "office")
    ]


def _wanted(guide: Guide, facts: Facts, who: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    for material in guide["materials"]:
        if material["obtainedBy"] != who:
            continue
        for whom in _each(material["for"], facts["children"]):
            if holds(material["when"], {**facts, "person": facts.get(whom)}):
                yield material, whom


def _each(whom: Sequence[str], children: int) -> Iterator[str]:
    for one in whom:
        if one == "children":
            yield from (f"child-{n}" for n in range(1, children + 1))
        else:
            yield one


def missing(guides: Sequence[Guide], facts: Facts, shown: Collection[str]) -> list[Requirement]:
    """What has not been shown, by the guide of the case (first) and by every newer, which only lift demands.

    For a paper with alternatives, what each of them still lacks.
    """
    pinned, *newer = guides
    still = [{one.key for one in _missing(guide, facts, shown)} for guide in newer]
    return [one for one in _missing(pinned, facts, shown) if all(one.key in keys for keys in still)]


def _missing(guide: Guide, facts: Facts, shown: Collection[str]) -> Iterator[Requirement]:
    for requirement in requirements(guide, facts):
        if not requirement.alternatives:
            if requirement.key not in shown:
                yield requirement
            continue
        lacking = tuple(
            tuple(part for part in parts if f"{requirement.key}/{part}" not in shown)
            for parts in requirement.alternatives
        )
        if all(lacking):
            yield Requirement(requirement.key, requirement.code, requirement.whom, lacking)


def newer_guides(guides: Mapping[str, Guide], pinned: Guide) -> list[Guide]:
    """Of the same item, in effect later than the guide of a case; the oldest first."""
    newer = [
        guide
        for guide in guides.values()
        if guide["item"] == pinned["item"] and guide["effectiveFrom"] > pinned["effectiveFrom"]
    ]
    return sorted(newer, key=lambda guide: (guide["effectiveFrom"], guide["_id"]))


def demandable_keys(guide: Guide) -> set[str]:
    """Every key a notice under this guide may name (R02)."""
    return {f"{material['code']}:{whom}" for material, whom in _demandable(guide)}


def showable_keys(guide: Guide) -> set[str]:
    """Every key that can be ticked as shown: whole papers, and parts where there are alternatives."""
    return _ticked(_demandable(guide))


def copied_keys(guide: Guide) -> set[str]:
    """Of these, what the office keeps a copy of; nothing at all where no paper may be kept (R19)."""
    return _ticked((material, whom) for material, whom in _demandable(guide) if material["keeps"] == "copies")


def _ticked(materials: Iterable[tuple[Mapping[str, Any], str]]) -> set[str]:
    keys: set[str] = set()
    for material, whom in materials:
        key = f"{material['code']}:{whom}"
        keys |= {f"{key}/{part}" for parts in material["anyOf"] for part in parts} or {key}
    return keys


def _demandable(guide: Guide) -> Iterator[tuple[Mapping[str, Any], str]]:
    for material in guide["materials"]:
        if material["obtainedBy"] == "applicant":
            for whom in _each(material["for"], MOST_CHILDREN):
                yield material, whom


def not_asked(guide: Guide, declaration: Mapping[str, Any]) -> list[str]:
    """The members that say something though the guide has no such question: only what is asked is noted."""
    asked = {question["key"] for question in guide["questions"]}
    return [name for name in ("children", "reason", "opinionFrom") if declaration[name] and name not in asked]


def pledge_wanted(guide: Guide, facts: Facts) -> list[str]:
    """The spouses asked for a 承诺书 (R04). Declining it blocks nothing at the window."""
    pledge = guide["pledge"]
    return [whom for whom in pledge["for"] if holds(pledge["when"], {**facts, "person": facts[whom]})]
