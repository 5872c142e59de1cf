"""What a guide or a table of working days must be before the district may publish it.

Once published it never changes: cases hold on to the guide they were opened by, and promises to the days that
were counted. So what is wrong must be found before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from schema.calendar import is_weekend
from schema.facts import catalogue
from schema.rules import demandable_keys, showable_keys

MOST_WORKING_DAYS = 20  # R23
_OPTIONAL = {"doneBy", "blocking", "note"}

_NEVER_ASKED = ("婚育情况证明", "户籍地", "居住证", "暂住证", "流动人口", "其他")  # R02, R03, R05, R07

Guide = Mapping[str, Any]


def guide_fault(guide: Guide, published: Sequence[Guide], today: date) -> str:
    """Why a guide of good form may not be published beside those there are; empty when it may."""
    same_item = [one for one in published if one["item"] == guide["item"]]
    return next(_guide_faults(guide, same_item, today), "")


def _guide_faults(guide: Guide, before: Sequence[Guide], today: date) -> Iterator[str]:
    if not before:
        yield f"There is no item {guide['item']}."
        return
    name = f"guide:{guide['item']}:{guide['version']}"
    if guide["_id"] != name:
        yield f"The _id of this guide is {name}."
    if other := guide.keys() ^ before[0].keys():
        yield f"A guide has no such members, or lacks them: {', '.join(sorted(other))}."
    if not _is_day(guide["effectiveFrom"]) or guide["effectiveFrom"] <= today.isoformat():
        yield "effectiveFrom is a day (2021-07-01) that is still to come."
    if type(guide["workingDays"]) is not int or not 0 <= guide["workingDays"] <= MOST_WORKING_DAYS:
        yield f"workingDays is a number from 0 to {MOST_WORKING_DAYS} (R23)."
    if guide["decision"] not in ("none", "township"):
        yield "decision is none or township."
    shape = re.compile(catalogue()["$defs"]["key"]["pattern"])
    keys = showable_keys(guide) | demandable_keys(guide)
    keys |= {f"{material['code']}:couple" for material in guide["materials"]}
    if strange := sorted(key for key in keys if not shape.fullmatch(key)):
        yield f"No document could name {strange[0]}."
        return
    yield from _material_faults(guide, before)


def _material_faults(guide: Guide, before: Sequence[Guide]) -> Iterator[str]:
    known = {name for one in before for material in one["materials"] for name in material} | _OPTIONAL
    own = [material for one in before for material in one["materials"] if material["obtainedBy"] == "office"]
    codes, names = {one["code"] for one in own}, {one["name"]["zh"] for one in own}
    for material in guide["materials"]:
        code = material["code"]
        if other := (material.keys() - known) | (known - _OPTIONAL - material.keys()):
            yield f"Material {code} has no such members, or lacks them: {', '.join(sorted(other))}."
        if material["obtainedBy"] not in ("applicant", "office"):
            yield f"obtainedBy of material {code} is applicant or office."
        if material["obtainedBy"] == "applicant" and (code in codes or material["name"]["zh"] in names):
            yield f"The office obtains {code} itself; applicants are never asked for it (R03, R07, R33)."
        if material["obtainedBy"] == "applicant" and any(
            word in material["name"]["zh"] for word in _NEVER_ASKED
        ):
            yield f"Nobody is ever asked for {material['name']['zh']} (R02, R03, R05, R07)."
        if material["obtainedBy"] == "office" and not material.keys() >= {"doneBy", "blocking"}:
            yield f"Material {code} does not say what does it, and whether it is waited for."


def calendar_fault(days_off: Sequence[date], workdays: Sequence[date]) -> str:
    """Why the days of a table cannot be right; empty when they can. That they are of one year is its form."""
    if not days_off:
        return "A year has public holidays; daysOff is empty."
    if both := {*days_off} & {*workdays}:
        return f"{min(both)} cannot be both off and worked."
    if odd := [day for day in workdays if not is_weekend(day)]:
        return f"{min(odd)} is worked anyway; workdays lists the days of weekends that are worked."
    return ""


def _is_day(text: object) -> bool:
    try:
        return date.fromisoformat(str(text)).isoformat() == text
    except ValueError:
        return False
