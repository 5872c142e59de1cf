"""Whether a continuation says what its slip says, and was written for the couple of that slip."""

from collections.abc import Iterator, Mapping
from typing import Any

from schema.district_keys import DistrictKeys
from schema.rules import Guide, demandable_keys, showable_keys
from schema.slip import BadSlip, Slip, couple_check, held_keys, read_slip

Fact = Mapping[str, Any]

_BAD = {
    "not-a-slip": "不是续办凭单或二维码不完整",
    "unknown-key": "不是本区签发，或签发的密钥本区没有公布",
    "altered": "内容被改动",
    "expired-credential": "打印凭单的平板当日不在有效期内",
}


def continuation_faults(fact: Fact, guide: Guide, district_keys: DistrictKeys) -> Iterator[tuple[str, str]]:
    """The rule of the gate that is broken, and the detail of its sentence."""
    try:
        slip = read_slip(fact["slip"], district_keys)
    except BadSlip as error:
        yield "slip", _BAD[str(error)]
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
