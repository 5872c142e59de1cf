"""Whether a continuation says what its slip says, and was written for the couple of that slip."""

from collections.abc import Iterator, Mapping
from typing import Any

from schema.district_keys import DistrictKeys
from schema.refusals import BAD_SLIPS
from schema.rules import Guide, demandable_keys, showable_keys
from schema.slip import BadSlip, Slip, couple_check, held_keys, read_slip

Fact = Mapping[str, Any]


def continuation_faults(fact: Fact, guide: Guide, district_keys: DistrictKeys) -> Iterator[tuple[str, str]]:
    """The rule of the gate that is broken, and the detail of its sentence."""
    try:
        slip = read_slip(fact["slip"], district_keys)
    except BadSlip as error:
        yield "slip", BAD_SLIPS[str(error)]
        return
    if wrong := [name for name, value in said_by(slip, guide).items() if fact[name] != value]:
        yield "slip", "、".join(wrong)
    if couple_check(fact["case"], fact["husband"]["idNo"], fact["wife"]["idNo"]) != slip.check:
        yield "slip-couple", ""
    if fact["at"] <= slip.issued_at:
        yield "slip-time", slip.issued_at


def said_by(slip: Slip, guide: Guide) -> dict[str, Any]:
    """The members of a continuation that its slip gives, in the form that a fact has them."""
    missing = held_keys(demandable_keys(guide), slip.missing)
    return {
        "case": slip.case,
        "item": slip.item,
        "guide": slip.guide,
        "fence": slip.fence + 1,
        "missing": [{"key": key, "reason": "not-brought"} for key in missing],
        "shown": held_keys(showable_keys(guide), slip.shown),
        "caseNo": slip.case_no,
        "acceptedAt": slip.accepted_at,
        "workingDays": slip.working_days,
        "dueOn": slip.due_on,
    }
