"""The signed token in a certificate's QR: what `schema/sign1.py` writes, and this in its payload.

payload  {1: number, 2: issue day, 3: husband, 4: his masked id, 5: wife, 6: her masked id,
          7: his hukou area, 8: her hukou area}         days count from 1970-01-01, areas are integers
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric import ec

from schema.district_keys import DistrictKeys
from schema.id_number import mask_id_number
from schema.numbers import read_certificate_number
from schema.sign1 import (
    MALFORMED,
    Fault,
    NotSigned,
    Signed,
    day_at,
    days_since_1970,
    of_kinds,
    read_signed,
    write_signed,
)

NAME_BYTES = 40
_TYPES = {1: str, 2: int, 3: str, 4: str, 5: str, 6: str, 7: int, 8: int}


class BadToken(ValueError):
    """Signed by whomever, but it is no certificate that says so much."""


class NoToken(BadToken):
    """Nothing that somebody signed, or not the whole of it."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a token says. `fault` is empty when the signatures hold, and both count for the day of issue.

    With any other fault but those of `NOT_COVERED`, nobody vouches for what it says.
    """

    number: str
    device: str
    issued_on: date
    husband: str
    husband_id: str  # masked
    wife: str
    wife_id: str  # masked
    payload: Mapping[int, Any]  # all that was signed, as `certificate_payload` makes it
    fault: Fault | Literal["other-device"]


def certificate_payload(fact: Mapping[str, Any]) -> dict[int, Any]:
    """The token's payload from the members of a certificate fact."""
    husband, wife = fact["husband"], fact["wife"]
    return {
        1: fact["certNo"],
        2: days_since_1970(date.fromisoformat(fact["issuedOn"])),
        3: cut_name(husband["name"]),
        4: mask_id_number(husband["idNo"]),
        5: cut_name(wife["name"]),
        6: mask_id_number(wife["idNo"]),
        7: int(husband["hukou"]["area"]),
        8: int(wife["hukou"]["area"]),
    }


def write_token(fact: Mapping[str, Any], credential: bytes, device_key: ec.EllipticCurvePrivateKey) -> str:
    """The base32 text for a certificate fact (its members as in `facts.json`, without `token`)."""
    return write_signed(certificate_payload(fact), credential, device_key)


def read_token(token: str, district_keys: DistrictKeys) -> Certificate:
    """Check a token by the district's public keys.

    Raises `NoToken` or `BadToken` when there is nothing to check; a token that does not hold comes back with
    its `fault`.
    """
    try:
        return _read(read_signed(token, district_keys))
    except NotSigned as error:
        raise NoToken("not a token, or not the whole of one") from error
    except MALFORMED as error:
        raise BadToken("not a certificate's token") from error


def cut_name(name: str) -> str:
    """The name in at most 40 bytes of UTF-8; a cut one ends in `…`."""
    if len(name.encode()) <= NAME_BYTES:
        return name
    return name.encode()[: NAME_BYTES - 3].decode(errors="ignore") + "…"


def _read(signed: Signed) -> Certificate:
    """Raises what `MALFORMED` names."""
    content = signed.payload
    of_kinds([content[n] for n in _TYPES], *_TYPES.values())
    device, issued_on = read_certificate_number(content[1]).device, day_at(content[2])
    is_anothers = not signed.fault and signed.device != device
    return Certificate(
        content[1], device, issued_on, content[3], content[4], content[5], content[6], content,
        "other-device" if is_anothers else signed.fault_on(issued_on),
    )  # fmt: skip
