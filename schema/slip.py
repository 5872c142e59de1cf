"""The hand-over slip in the QR of a notice or a receipt: what another office needs to carry a case on.

It is signed by the device that printed it, and holds no name and no identity number: the couple show their
cards again, and a check says whether they are the couple of the case.

payload  {1: case, 2: item, 3: version of the guide, 4: missing, 5: shown, 6: issued at, 7: couple check,
          8: fence, 9: acceptance, 10: code, 11: number}
          4 and 5 are bits over the sorted keys of the guide, demandable and showable, the first the lowest of
          the first byte, without zero bytes at the end; 6 is in seconds since 1970-01-01; 9 is empty or
          [case number, accepted at, working days, due on (days since 1970-01-01, 0: not known)];
          10 is what `/status` asks for; 11 is that of the certificate in force, left out where there is none.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from schema.district_keys import DistrictKeys
from schema.numbers import read_certificate_number
from schema.rules import Guide, demandable_keys, showable_keys
from schema.shanghai import day_of
from schema.sign1 import MALFORMED, Signed, day_at, days_since_1970, of_kinds, read_signed

_EPOCH = datetime(1970, 1, 1)  # of UTC
CHECK_BYTES = 8
_TYPES = {1: str, 2: str, 3: str, 4: bytes, 5: bytes, 6: int, 7: bytes, 8: int, 9: list, 10: str}
_ACCEPTED = [str, int, int, int]


class BadSlip(ValueError):
    """Not a slip, or one that nobody vouches for. `args[0]` is why: `not-a-slip`, `unknown-key`, `altered`,
    `expired-credential`."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says; times and days as facts have them, what is not known or not there empty."""

    case: str
    item: str
    guide: str
    missing: bytes
    shown: bytes
    issued_at: str
    check: bytes
    fence: int
    case_no: str
    accepted_at: str
    working_days: int
    due_on: str
    code: str
    cert_no: str
    device: str


def couple_check(case: str, one: str, other: str) -> bytes:
    """Whether two identity numbers are those of a case, for who has all three."""
    return hashlib.sha256("\n".join((case, *sorted((one, other)))).encode()).digest()[:CHECK_BYTES]


def slip_payload(case: Mapping[str, Any], guide: Guide, issued_at: datetime, code: str) -> dict[int, Any]:
    """Of a case as it is folded, at the moment the paper is printed."""
    accepted: list[Any] = []
    if case["acceptedAt"]:
        due = days_since_1970(date.fromisoformat(case["dueOn"])) if case["dueOn"] else 0
        accepted = [case["caseNo"], _seconds(case["acceptedAt"]), case["workingDays"], due]
    issued = [one["certNo"] for one in case["certificates"] if not one["void"]]
    told = case["notices"][-1]["missing"] if case["notices"] else []
    return {
        1: case["id"],
        2: case["item"],
        3: case["guide"].rpartition(":")[2],
        4: key_bits(demandable_keys(guide), (entry["key"] for entry in told)),
        5: key_bits(showable_keys(guide), case["shown"]),
        6: -(-int(issued_at.timestamp() * 1000) // 1000),  # what is written by it comes after it
        7: couple_check(case["id"], case["husband"]["idNo"], case["wife"]["idNo"]),
        8: case["fence"],
        9: accepted,
        10: code,
        **({11: issued[-1]} if issued else {}),
    }


def read_slip(text: str, district_keys: DistrictKeys) -> Slip:
    """Raises `BadSlip`."""
    try:
        signed = read_signed(text, district_keys)
        if signed.fault:
            raise BadSlip("unknown-key" if signed.fault == "unknown-key" else "altered")
        slip = _slip(signed)
        covered = not signed.fault_on(day_of(slip.issued_at))
    except BadSlip:
        raise
    except MALFORMED as error:
        raise BadSlip("not-a-slip") from error
    if not covered:
        raise BadSlip("expired-credential")
    return slip


def _slip(signed: Signed) -> Slip:
    """Raises what `MALFORMED` names."""
    content = signed.payload
    of_kinds([content[n] for n in _TYPES], *_TYPES.values())
    case_no, accepted_at, working_days, due = of_kinds(content[9] or ["", 0, 0, 0], *_ACCEPTED)
    (cert_no,) = of_kinds([content.get(11, "")], str)
    if cert_no:
        read_certificate_number(cert_no)
    return Slip(
        case=content[1],
        item=content[2],
        guide=f"guide:{content[2]}:{content[3]}",
        missing=content[4],
        shown=content[5],
        issued_at=_moment(content[6]),
        check=content[7],
        fence=content[8],
        case_no=case_no,
        accepted_at=_moment(accepted_at) if case_no else "",
        working_days=working_days,
        due_on=day_at(due).isoformat() if due else "",
        code=content[10],
        cert_no=cert_no,
        device=signed.device,
    )


def key_bits(keys: Iterable[str], held: Iterable[str]) -> bytes:
    """Which of the sorted keys are held."""
    marked = set(held)
    bits = sum(1 << n for n, key in enumerate(sorted(keys)) if key in marked)
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def held_keys(keys: Iterable[str], bits: bytes) -> list[str]:
    """The inverse of `key_bits`."""
    marked = int.from_bytes(bits, "little")
    return [key for n, key in enumerate(sorted(keys)) if marked >> n & 1]


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _moment(seconds: int) -> str:
    return f"{(_EPOCH + timedelta(seconds=seconds)).isoformat(timespec='milliseconds')}Z"
