"""The hand-over slip in the QR of a notice or a receipt: what another office needs to carry a case on.

It is signed by the device that printed it, and holds no name and no identity number: the couple show their
cards again, and a check says whether they are the couple of the case.

payload  {1: case, 2: item, 3: version of the guide, 4: missing, 5: shown, 6: issued at, 7: couple check,
          8: fence, 9: acceptance, 10: code}
          4 and 5 are bits over the sorted keys of the guide, demandable and showable, the first the lowest of
          the first byte, without zero bytes at the end; 6 is in seconds since 1970-01-01; 9 is empty or
          [case number, accepted at, working days, due on (days since 1970-01-01, 0: not known)];
          10 is what `/status` asks for.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from schema.rules import Guide, demandable_keys, showable_keys
from schema.sign1 import MALFORMED, read_signed, write_signed

_EPOCH = date(1970, 1, 1)
_SECONDS_A_DAY = 86_400
CHECK_BYTES = 8
_TYPES = {1: str, 2: str, 3: str, 4: bytes, 5: bytes, 6: int, 7: bytes, 8: int, 9: list, 10: str}


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
    device: str


def couple_check(case: str, one: str, other: str) -> bytes:
    """Whether two identity numbers are those of a case, for who has all three."""
    return hashlib.sha256("\n".join((case, *sorted((one, other)))).encode()).digest()[:CHECK_BYTES]


def slip_payload(case: Mapping[str, Any], guide: Guide, issued_at: datetime, code: str) -> dict[int, Any]:
    """Of a case as it is folded, at the moment the paper is printed."""
    accepted: list[Any] = []
    if case["acceptedAt"]:
        due = _days(case["dueOn"]) if case["dueOn"] else 0
        accepted = [case["caseNo"], _seconds(case["acceptedAt"]), case["workingDays"], due]
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
    }


def write_slip(payload: Mapping[int, Any], credential: bytes, device_key: ec.EllipticCurvePrivateKey) -> str:
    """The base32 text."""
    return write_signed(payload, credential, device_key)


def read_slip(text: str, district_keys: Mapping[bytes, bytes]) -> Slip:
    """Raises `BadSlip`."""
    try:
        signed = read_signed(text, district_keys)
        content = signed.payload
        if any(type(content[n]) is not kind for n, kind in _TYPES.items()):
            raise BadSlip("not-a-slip")
        number, accepted, days, due = content[9] or ("", 0, 0, 0)
        slip = Slip(
            case=content[1],
            item=content[2],
            guide=f"guide:{content[2]}:{content[3]}",
            missing=content[4],
            shown=content[5],
            issued_at=_moment(content[6]),
            check=content[7],
            fence=content[8],
            case_no=number,
            accepted_at=_moment(accepted) if number else "",
            working_days=days,
            due_on=(_EPOCH + timedelta(days=due)).isoformat() if due else "",
            code=content[10],
            device=signed.device,
        )
        covered = signed.first <= content[6] // _SECONDS_A_DAY <= signed.last
    except MALFORMED as error:
        raise error if isinstance(error, BadSlip) else BadSlip("not-a-slip") from error
    if signed.fault:
        raise BadSlip(signed.fault)
    if not covered:
        raise BadSlip("expired-credential")
    return slip


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


def _days(day: str) -> int:
    return (date.fromisoformat(day) - _EPOCH).days


def _moment(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.000Z"
