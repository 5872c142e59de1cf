"""A COSE_Sign1 (RFC 9052) of a device, with the district's word for that device inside, as base32.

Whoever has the district's public key can check it with no network: the district signed the credential (which
key, which device, until when), the device signed the payload. Base32 keeps a QR alphanumeric. What stands in
the payload is the business of who writes it (`schema/token.py`, `schema/slip.py`).

protected   {1: -7 (ES256), -65537: credential}
credential  untagged COSE_Sign1 over {1: compressed key, 2: device, 3: last valid day, 4: first valid day},
            protected {1: -7, 4: key id of the district key}; days count from 1970-01-01
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, NoReturn

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec

from schema.district_keys import DistrictKey, DistrictKeys, key_id
from schema.envelope import compressed, is_signed_by, load_public_key, sign

_ES256, _CREDENTIAL, _KEY_ID, _TAG = -7, -65537, 4, 18
_SHARED = (28, 29)  # the tags of a value that stands in several places
_EPOCH = date(1970, 1, 1)
_GREATEST = 2**53 - 1  # the integers that every program holds exactly, JavaScript's among them

# What taking apart bytes that are no such message can raise.
MALFORMED = (cbor2.CBORError, AttributeError, LookupError, OverflowError, TypeError, ValueError)

# Reasons of `verification.json`.
Fault = Literal[
    "", "unknown-key", "other-algorithm", "credential-signature", "certificate-signature",
    "before-credential", "after-credential", "key-over",
]  # fmt: skip
NOT_COVERED = ("before-credential", "after-credential", "key-over")  # both signatures hold, for other days


class NotSigned(ValueError):
    """Nothing that somebody signed, or not the whole of it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """`device` signed `payload`; the district vouches for it from day `first` to `last` (since 1970-01-01).

    None of it counts where there is a `fault`, which is one of the signatures.
    """

    payload: Mapping[int, Any]
    device: str
    point: bytes  # compressed, of the key that the credential is for
    first: int
    last: int
    key: DistrictKey | None  # that the credential names; None where nobody knows it
    fault: Fault

    def fault_on(self, day: date) -> Fault:
        """Of the signatures, or because one of them does not count for that day."""
        if self.fault or self.key is None:
            return self.fault
        if days_since_1970(day) < self.first:
            return "before-credential"
        if days_since_1970(day) > self.last:
            return "after-credential"
        return "" if self.key.covers(day) else "key-over"


def issue_credential(
    district_key: ec.EllipticCurvePrivateKey, device: str, device_point: bytes, first: date, last: date
) -> bytes:
    """The district's word that a key belongs to a device from `first` to `last`, both included."""
    payload = {
        1: compressed(load_public_key(device_point)),
        2: device,
        3: days_since_1970(last),
        4: days_since_1970(first),
    }
    header = {1: _ES256, _KEY_ID: key_id(district_key.public_key())}
    return encode(_sign1(header, payload, district_key))


def credential_key_id(credential: bytes) -> bytes:
    """The `key_id` of the district key that signed it, as it says; whether it did is another question."""
    named: bytes = decode(decode(credential)[0])[_KEY_ID]
    return named


def write_signed(
    payload: Mapping[int, Any], credential: bytes, device_key: ec.EllipticCurvePrivateKey
) -> str:
    """The base32 text, upper case, without padding."""
    return _text(_sign1({1: _ES256, _CREDENTIAL: credential}, payload, device_key))


def read_signed(text: str, keys: DistrictKeys) -> Signed:
    """Check both signatures.

    Raises `NotSigned` when it is nothing that `write_signed` gives, and one of `MALFORMED` when its parts are
    not those of a device's message.
    """
    protected, content, signature = _parts(text)
    header, payload = decode(protected), decode(content)
    vouching, _, vouched, vouching_signature = decode(header[_CREDENTIAL])
    vouching_header, word = decode(vouching), decode(vouched)
    point, device, last, first = of_kinds([word[n] for n in range(1, 5)], bytes, str, int, int)
    of_kinds([payload], dict)
    key = keys.get(vouching_header.get(_KEY_ID))
    fault: Fault = ""
    if key is None:
        fault = "unknown-key"
    elif not header.get(1) == vouching_header.get(1) == _ES256:
        fault = "other-algorithm"
    elif not is_signed_by(key.point, vouching_signature, to_be_signed(vouching, vouched)):
        fault = "credential-signature"
    elif not is_signed_by(point, signature, to_be_signed(protected, content)):
        fault = "certificate-signature"
    return Signed(payload, device, point, first, last, key, fault)


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """COSE's Sig_structure for one signer and no external data (RFC 9052, section 4.4)."""
    return encode(["Signature1", protected, b"", payload])


def encode(value: Any) -> bytes:
    """CBOR in its canonical form."""
    return cbor2.dumps(value, canonical=True)


def decode(data: bytes) -> Any:
    """Only the one form that `encode` gives: nothing hides in another, or behind it."""
    # What is shared would be written out again and again: a few bytes could stand for gigabytes.
    value = cbor2.loads(data, semantic_decoders=dict.fromkeys(_SHARED, _refuse))
    if encode(value) != data:
        raise ValueError("not in its canonical form")
    return value


def of_kinds(values: Sequence[Any], *kinds: type) -> Sequence[Any]:
    """The values, each of its kind. Raises `TypeError`, or `OverflowError` for too great an integer."""
    if [type(one) for one in values] != [*kinds]:
        raise TypeError("members of other types than a device's message has")
    if any(type(one) is int and abs(one) > _GREATEST for one in values):
        raise OverflowError("an integer that not every program holds")
    return values


def days_since_1970(day: date) -> int:
    """As a payload counts days."""
    return (day - _EPOCH).days


def day_at(days: int) -> date:
    """Inverse of `days_since_1970`; raises `OverflowError` for a day that no calendar has."""
    return _EPOCH + timedelta(days=days)


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    """Protected header, payload and signature."""
    try:
        protected, _, content, signature = cbor2.loads(base64.b32decode(text + "=" * (-len(text) % 8))).value
        if [type(part) for part in (protected, content, signature)] != [bytes, bytes, bytes]:
            raise TypeError("parts that nobody signs")
        if text != _text([protected, {}, content, signature]):
            raise ValueError("not in the one form there is: something may hide in another")
    except MALFORMED as error:
        raise NotSigned("nothing that a device signed, or not the whole of it") from error
    return protected, content, signature


def _sign1(
    header: Mapping[int, Any], payload: Mapping[int, Any], key: ec.EllipticCurvePrivateKey
) -> list[Any]:
    protected, content = encode(header), encode(payload)
    return [protected, {}, content, sign(key, to_be_signed(protected, content))]


def _text(parts: list[Any]) -> str:
    return base64.b32encode(encode(cbor2.CBORTag(_TAG, parts))).rstrip(b"=").decode()


def _refuse(_value: object, _immutable: bool) -> NoReturn:
    raise ValueError("a value that stands in several places")
