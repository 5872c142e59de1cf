"""What a guide or a table of working days must be before it may stand in `reference`, whoever puts it there.

A guide never changes: cases hold on to the one they were opened by, so what is wrong must be found before. A
table of days may be corrected, with a reason; it keeps what it said before (docs/decisions/0010).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from schema.calendar import is_weekend
from schema.facts import catalogue
from schema.hub_documents.reference import Calendar, Guide
from schema.notice import beyond_the_notice
from schema.rules import demandable_keys, showable_keys
from schema.shanghai import is_a_day
from schema.trial import try_out

Document = Mapping[str, Any]
_SAID = ("basis", "daysOff", "workdays")

PUBLISHED = ("guide:", "calendar:")  # what the ids of such documents begin with
NEVER_CHANGES = "This guide is published, and what is published does not change: publish a new version."


def publication_fault(document: Document, held: Document | None, today: date, complaint_phone: str) -> str:
    """Why a guide or a table may not be written over what is `held` under its id; empty when it may."""
    if document["_id"].startswith("calendar:"):
        return calendar_fault(document, held)
    return NEVER_CHANGES if held else guide_fault(document, today, complaint_phone)


def guide_fault(guide: Document, today: date, complaint_phone: str) -> str:
    """Why a new guide may not be published by the district of that number, each reason on a line; empty when
    it may."""
    return _form_fault(Guide, guide) or "\n".join(dict.fromkeys(_guide_faults(guide, today, complaint_phone)))


def calendar_fault(table: Document, held: Document | None = None) -> str:
    """Why a table may not be published, or may not take the place of the one that is held."""
    return _form_fault(Calendar, table) or next(_calendar_faults(table, held), "")


def corrected(held: Document, table: Document, *, at: str, reason: str) -> dict[str, Any]:
    """What is held with the days of another table, and with what it said until now."""
    said = {"at": at, "reason": reason, **{name: held[name] for name in _SAID}}
    return {**held, **{name: table[name] for name in _SAID}, "corrections": [*_corrections(held), said]}


def _form_fault(model: type[BaseModel], document: Document) -> str:
    try:
        model.model_validate(document, strict=True)
    except ValidationError as error:
        return "\n".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}." for one in error.errors())
    return ""


def _guide_faults(guide: Document, today: date, complaint_phone: str) -> Iterator[str]:
    name = f"guide:{guide['item']}:{guide['version']}"
    if guide["_id"] != name:
        yield f"The _id of this guide is {name}."
    if not is_a_day(guide["effectiveFrom"]) or guide["effectiveFrom"] <= today.isoformat():
        yield "effectiveFrom is a day (2021-07-01) that is still to come."
    for material in guide["materials"]:
        if material["obtainedBy"] == "office" and not material.keys() >= {"doneBy", "blocking"}:
            yield f"Material {material['code']} does not say what does it, and whether it is waited for."
            return
    if unnamed := {part for one in guide["materials"] for some in one["anyOf"] for part in some} - {
        *guide["parts"]
    }:
        yield f"The part {min(unnamed)} has no name."
    try:
        try_out(guide)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        yield f"No case could be judged by it: {error}"
        return
    shape = re.compile(catalogue()["$defs"]["key"]["pattern"])
    if strange := sorted(
        key for key in showable_keys(guide) | demandable_keys(guide) if not shape.fullmatch(key)
    ):
        yield f"No document could name {strange[0]}."
    yield from beyond_the_notice(guide, complaint_phone)


def _calendar_faults(table: Document, held: Document | None) -> Iterator[str]:
    year = table["year"]
    if table["_id"] != f"calendar:{year}":
        yield f"The _id of this table is calendar:{year}."
    if odd := [
        day
        for name in ("daysOff", "workdays")
        for day in table[name]
        if not is_a_day(day) or int(day[:4]) != year
    ]:
        yield f"{odd[0]} is no day of {year}."
        return
    if not table["daysOff"]:
        yield "A year has public holidays; daysOff is empty."
    if both := {*table["daysOff"]} & {*table["workdays"]}:
        yield f"{min(both)} cannot be both off and worked."
    if odd := [day for day in table["workdays"] if not is_weekend(date.fromisoformat(day))]:
        yield f"{min(odd)} is worked anyway; workdays lists the days of weekends that are worked."
    yield from _correction_faults(table, held)


def _correction_faults(table: Document, held: Document | None) -> Iterator[str]:
    if held is None:
        if _corrections(table):
            yield "A table that nobody has published has nothing to correct."
        return
    earlier, last = _corrections(table)[:-1], _corrections(table)[-1:]
    if earlier != _corrections(held) or not last or any(last[0][name] != held[name] for name in _SAID):
        yield f"{table['_id']} is published: a correction says why, and what was said before."


def _corrections(table: Document) -> list[Document]:
    found: list[Document] = table.get("corrections", [])
    return found
