"""What a couple cannot have declared: only what is wrong beyond doubt, told member by member.

A person's sex is what the identity number says (GB 11643: odd for men); a number whose owner's sex was
registered anew is itself a new one. A child may be older than one of two who were married before: then it was
the other's. Of any other couple it is younger than both.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from schema.id_number import read_id_number

Couple = Mapping[str, Any]

_SEX = {"husband": "male", "wife": "female"}


class Fault(NamedTuple):
    """`member` is a path in the declaration; `detail` what is wrong with an identity number."""

    rule: str
    member: str
    detail: str = ""


def couple_faults(couple: Couple, day: date) -> list[Fault]:
    """All there are, in a fixed order; empty when all can be. `day` is the one it was declared on.

    The shape of `couple` is that of a declaration (`facts.json`) already.
    """
    same = couple["husband"]["idNo"] == couple["wife"]["idNo"]
    people = [fault for whom in _SEX for fault in _of_person(whom, couple[whom], day)]
    return [*([Fault("same-person", "wife/idNo")] if same else []), *people, *_of_children(couple, day)]


def _of_person(whom: str, person: Mapping[str, Any], day: date) -> Iterator[Fault]:
    read = read_id_number(person["idNo"])
    if read.fault:
        yield Fault("id-number", f"{whom}/idNo", read.fault)
    elif read.born > day.isoformat():
        yield Fault("id-number", f"{whom}/idNo", "birth-date")
    elif read.sex != _SEX[whom]:
        yield Fault("sex", f"{whom}/idNo")
    for place in ("hukou", "residence"):
        if person[place]["area"][:2] not in _provinces():
            yield Fault("area", f"{whom}/{place}/area")


def _of_children(couple: Couple, day: date) -> Iterator[Fault]:
    children = couple["children"]
    since = _no_child_before(couple)
    for n, child in enumerate(children):
        if child["bornOn"] > day.isoformat():
            yield Fault("born-later", f"children/{n}/bornOn")
        elif child["bornOn"] <= since:
            yield Fault("older-than-parent", f"children/{n}/bornOn")
        if child in children[:n]:
            yield Fault("same-child", f"children/{n}/name")


def _no_child_before(couple: Couple) -> str:
    """The day after which a child of theirs was born; empty when a number does not tell."""
    born = [read_id_number(couple[whom]["idNo"]).born for whom in _SEX]
    if not all(born):
        return ""
    remarried = any(couple[whom]["remarriedAfter"] != "none" for whom in _SEX)
    return min(born) if remarried else max(born)


@cache
def _provinces() -> Mapping[str, str]:
    """Names by the first two digits of an area code, GB/T 2260."""
    names: dict[str, str] = json.loads(Path(__file__).with_name("provinces.json").read_text(encoding="utf-8"))
    return names
