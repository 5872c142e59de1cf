"""The signed token in a certificate's QR: a COSE_Sign1 (RFC 9052) that carries its device's credential.

Anyone with the district's public key can check it with no network: the district signed the credential
(which key, which device, until when), the device signed the certificate. Base32 keeps the QR alphanumeric.

payload     {1: number, 2: issue day, 3: husband, 4: his masked id, 5: wife, 6: her masked id,
             7: his hukou area, 8: her hukou area}         days count from 1970-01-01, areas are integers
protected   {1: -7 (ES256), -65537: credential}
credential  untagged COSE_Sign1 over {1: compressed key, 2: device, 3: last valid day, 4: first valid day},
            protected {1: -7, 4: key id of the district key}
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Literal

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from schema.envelope import is_signed_by, load_public_key, sign
from schema.id_number import mask_id_number
from schema.numbers import read_certificate_number

_ES256, _CREDENTIAL, _KEY_ID = -7, -65537, 4
_EPOCH = date(1970, 1, 1)
NAME_BYTES = 40

# What taking apart bytes that are not a token can raise.
_MALFORMED = (cbor2.CBORDecodeError, AttributeError, LookupError, OverflowError, TypeError, ValueError)

Fault = Literal["", "altered", "expired-credential"]


class BadToken(ValueError):
    """Not a certificate token at all, or one whose parts do not agree."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a token says. `fault` is empty when the signatures hold and the credential covered the day."""

    number: str
    device: str
    issued_on: date
    husband: str
    husband_id: str  # masked
    wife: str
    wife_id: str  # masked
    payload: Mapping[int, Any]  # all that was signed, as `certificate_payload` makes it
    fault: Fault


def key_id(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """Eight bytes that name a district key: the head of the SHA-256 of its compressed point."""
    return sha256(_compressed(public_key)).digest()[:8]


def issue_credential(
    district_key: ec.EllipticCurvePrivateKey, device: str, device_point: bytes, first: date, last: date
) -> bytes:
    """The district's word that a key belongs to a device from `first` to `last`, both included."""
    payload = {
        1: _compressed(load_public_key(device_point)),
        2: device,
        3: _days(last),
        4: _days(first),
    }
    header = {1: _ES256, _KEY_ID: key_id(district_key.public_key())}
    return _encode(_sign1(header, payload, district_key))


def certificate_payload(fact: Mapping[str, Any]) -> dict[int, Any]:
    """The token's payload from the members of a certificate fact."""
    husband, wife = fact["husband"], fact["wife"]
    return {
        1: fact["certNo"],
        2: _days(date.fromisoformat(fact["issuedOn"])),
        3: cut_name(husband["name"]),
        4: mask_id_number(husband["idNo"]),
        5: cut_name(wife["name"]),
        6: mask_id_number(wife["idNo"]),
        7: int(husband["hukou"]["area"]),
        8: int(wife["hukou"]["area"]),
    }


def write_token(fact: Mapping[str, Any], credential: bytes, device_key: ec.EllipticCurvePrivateKey) -> str:
    """The base32 text for a certificate fact (its members as in `facts.json`, without `token`)."""
    header = {1: _ES256, _CREDENTIAL: credential}
    message = _encode(cbor2.CBORTag(18, _sign1(header, certificate_payload(fact), device_key)))
    return base64.b32encode(message).rstrip(b"=").decode()


def read_token(token: str, district_keys: Mapping[bytes, bytes]) -> Certificate:
    """Check a token against the district's public keys (key id → encoded point).

    Raises `BadToken` when it is not a token; a token that does not hold comes back with its `fault`.
    """
    try:
        protected, payload, signature = _open(token)
        header, content = cbor2.loads(protected), cbor2.loads(payload)
        credential = cbor2.loads(header[_CREDENTIAL])
        vouched = cbor2.loads(credential[2])
        number = read_certificate_number(content[1])
        fault = _fault(header, (protected, payload, signature), credential, district_keys)
        issued_day, first, last = content[2], vouched[4], vouched[3]
        if not fault and vouched[2] != number.device:
            fault = "altered"
        if not fault and not first <= issued_day <= last:
            fault = "expired-credential"
        return Certificate(
            content[1], number.device, _EPOCH + timedelta(days=issued_day),
            content[3], content[4], content[5], content[6], content, fault,
        )  # fmt: skip
    except _MALFORMED as error:
        raise BadToken("not a certificate token") from error


def _open(token: str) -> tuple[bytes, bytes, bytes]:
    """The three signed parts. Only the form that `write_token` gives is taken: nothing hides in another."""
    raw = base64.b32decode(token + "=" * (-len(token) % 8))
    protected, _, payload, signature = cbor2.loads(raw).value
    if raw != _encode(cbor2.CBORTag(18, [protected, {}, payload, signature])):
        raise BadToken("not the form of a certificate token")
    return protected, payload, signature


def _fault(
    header: Mapping[int, Any],
    signed: tuple[bytes, bytes, bytes],
    credential: list[Any],
    district_keys: Mapping[bytes, bytes],
) -> Fault:
    """Whether both signatures hold: the district's over the credential, the device's over the certificate."""
    vouching, _, vouched, vouching_signature = credential
    vouching_header = cbor2.loads(vouching)
    district_point = district_keys.get(vouching_header.get(_KEY_ID, b""))
    if district_point is None or header[1] != _ES256 or vouching_header[1] != _ES256:
        return "altered"
    device_point = cbor2.loads(vouched)[1]
    protected, payload, signature = signed
    holds = is_signed_by(
        district_point, vouching_signature, to_be_signed(vouching, vouched)
    ) and is_signed_by(device_point, signature, to_be_signed(protected, payload))
    return "" if holds else "altered"


def cut_name(name: str) -> str:
    """The name in at most 40 bytes of UTF-8; a cut one ends in `…`."""
    if len(name.encode()) <= NAME_BYTES:
        return name
    return name.encode()[: NAME_BYTES - 3].decode(errors="ignore") + "…"


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """COSE's Sig_structure for one signer and no external data (RFC 9052, section 4.4)."""
    return _encode(["Signature1", protected, b"", payload])


def _sign1(header: dict[int, Any], payload: dict[int, Any], key: ec.EllipticCurvePrivateKey) -> list[Any]:
    protected, content = _encode(header), _encode(payload)
    return [protected, {}, content, sign(key, to_be_signed(protected, content))]


def _encode(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _compressed(public_key: ec.EllipticCurvePublicKey) -> bytes:
    return public_key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def _days(day: date) -> int:
    return (day - _EPOCH).days
