"""What a guide asks of a couple, and what of it is still missing. Nothing outside the guide exists.

A material's key is `<code>:<husband|wife|couple>`; where the guide gives alternatives, what is shown is one
part, `<key>/<part>`, and the material is complete when any one alternative has all its parts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from schema.logic import holds

Guide = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One paper to show. `alternatives` lists sets of parts; empty when the paper is one piece."""

    key: str
    code: str
    whom: str
    alternatives: tuple[tuple[str, ...], ...]


def declared_facts(application: Mapping[str, Any]) -> dict[str, Any]:
    """What the guide's conditions may look at: nothing more of a person than these is ever needed."""
    people = {whom: _declared_of(application[whom]) for whom in ("husband", "wife")}
    return {**people, "sameBooklet": application["sameBooklet"]}


def _declared_of(person: Mapping[str, Any]) -> dict[str, str]:
    return {"remarriedAfter": person["remarriedAfter"], "province": person["hukou"]["area"][:2]}


def requirements(guide: Guide, facts: Mapping[str, Any]) -> list[Requirement]:
    """The full list for a couple, in the guide's order: R01's "all of it, at once"."""
    return [
        Requirement(
            f"{material['code']}:{whom}",
            material["code"],
            whom,
            tuple(tuple(parts) for parts in material["anyOf"]),
        )
        for material in guide["materials"]
        for whom in material["for"]
        if holds(material["when"], {**facts, "person": facts.get(whom)})
    ]


def missing(guide: Guide, facts: Mapping[str, Any], shown: Collection[str]) -> list[Requirement]:
    """What has not been shown. For a paper with alternatives, what each of them still lacks."""
    found = []
    for requirement in requirements(guide, facts):
        if not requirement.alternatives:
            if requirement.key not in shown:
                found.append(requirement)
            continue
        lacking = tuple(
            tuple(part for part in parts if f"{requirement.key}/{part}" not in shown)
            for parts in requirement.alternatives
        )
        if all(lacking):
            found.append(Requirement(requirement.key, requirement.code, requirement.whom, lacking))
    return found


def demandable_keys(guide: Guide) -> set[str]:
    """Every key a notice under this guide may name (R02)."""
    return {f"{material['code']}:{whom}" for material in guide["materials"] for whom in material["for"]}


def showable_keys(guide: Guide) -> set[str]:
    """Every key that can be ticked as shown: whole papers, and parts where there are alternatives."""
    keys = set()
    for material in guide["materials"]:
        for whom in material["for"]:
            key = f"{material['code']}:{whom}"
            keys |= {f"{key}/{part}" for parts in material["anyOf"] for part in parts} or {key}
    return keys


def pledge_wanted(guide: Guide, facts: Mapping[str, Any]) -> list[str]:
    """The spouses asked for a 承诺书 (R04). Declining it blocks nothing unless the guide says so."""
    pledge = guide["pledge"]
    return [whom for whom in pledge["for"] if holds(pledge["when"], {**facts, "person": facts[whom]})]
