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
from schema.numbers import CertificateNumber, read_certificate_number

_ES256, _CREDENTIAL, _KEY_ID = -7, -65537, 4
_EPOCH = date(1970, 1, 1)
NAME_BYTES = 40

# What taking apart bytes that are not a token can raise.
_MALFORMED = (cbor2.CBORDecodeError, AttributeError, LookupError, OverflowError, TypeError, ValueError)

Fault = Literal[
    "", "unknown-key", "other-algorithm", "credential-signature", "certificate-signature", "other-device",
    "before-credential", "after-credential",
]  # fmt: skip
NOT_COVERED = ("before-credential", "after-credential")  # all holds, but the credential not for that day


class BadToken(ValueError):
    """Signed by whomever, but it is no certificate that says so much."""


class NoToken(BadToken):
    """Nothing that somebody signed, or not the whole of it."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a token says. `fault` is empty when the signatures hold and the credential covered the day.

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
    key_id: bytes  # of the district key that the credential names
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


def credential_key_id(credential: bytes) -> bytes:
    """The `key_id` of the district key that signed it, as it says; whether it did is another question."""
    named: bytes = _decode(_decode(credential)[0])[_KEY_ID]
    return named


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
    return _text(cbor2.CBORTag(18, _sign1(header, certificate_payload(fact), device_key)))


def read_token(token: str, district_keys: Mapping[bytes, bytes]) -> Certificate:
    """Check a token against the district's public keys (key id → encoded point).

    Raises `NoToken` or `BadToken` when there is nothing to check; a token that does not hold comes back with
    its `fault`.
    """
    try:
        signed = _open(token)
    except _MALFORMED as error:
        raise NoToken("not a token, or not the whole of one") from error
    try:
        return _read(signed, district_keys)
    except _MALFORMED as error:
        raise BadToken("not a certificate's token") from error


def _read(signed: tuple[bytes, bytes, bytes], district_keys: Mapping[bytes, bytes]) -> Certificate:
    """Raises what `_MALFORMED` names."""
    header, content = _decode(signed[0]), _decode(signed[1])
    credential = _decode(header[_CREDENTIAL])
    vouching, vouched = _decode(credential[0]), _decode(credential[2])
    number = _shaped(content, vouched)
    named = vouching.get(_KEY_ID, b"")
    fault: Fault = "unknown-key"
    if named in district_keys:
        fault = _fault((header, vouching), signed, credential, district_keys[named])
    return Certificate(
        content[1], number.device, _EPOCH + timedelta(days=content[2]),
        content[3], content[4], content[5], content[6], content, named,
        fault or _not_covered(number.device, content[2], vouched),
    )  # fmt: skip


def _open(token: str) -> tuple[bytes, bytes, bytes]:
    """The three signed parts. Only the form that `write_token` gives is taken: nothing hides in another."""
    raw = base64.b32decode(token + "=" * (-len(token) % 8))
    protected, _, payload, signature = cbor2.loads(raw).value
    if token != _text(cbor2.CBORTag(18, [protected, {}, payload, signature])):
        raise ValueError("not the form that is written here")
    return protected, payload, signature


def _shaped(content: Mapping[int, Any], vouched: Mapping[int, Any]) -> CertificateNumber:
    """Raises what `_MALFORMED` names when the members are not of their types."""
    kinds = [type(content[n]) for n in range(1, 9)] + [type(vouched[n]) for n in range(1, 5)]
    if kinds != [str, int, str, str, str, str, int, int, bytes, str, int, int]:
        raise ValueError("members of other types than a certificate's")
    return read_certificate_number(content[1])


def _fault(
    headers: tuple[Mapping[int, Any], Mapping[int, Any]],
    signed: tuple[bytes, bytes, bytes],
    credential: list[Any],
    district_point: bytes,
) -> Fault:
    """Whether both signatures hold: the district's over the credential, the device's over the certificate."""
    if any(header.get(1) != _ES256 for header in headers):
        return "other-algorithm"
    vouching, _, vouched, vouching_signature = credential
    if not is_signed_by(district_point, vouching_signature, to_be_signed(vouching, vouched)):
        return "credential-signature"
    protected, payload, signature = signed
    if not is_signed_by(_decode(vouched)[1], signature, to_be_signed(protected, payload)):
        return "certificate-signature"
    return ""


def _not_covered(device: str, issued_day: int, vouched: Mapping[int, Any]) -> Fault:
    """Whether the credential is this device's, and covers the day."""
    if vouched[2] != device:
        return "other-device"
    if issued_day < vouched[4]:
        return "before-credential"
    return "after-credential" if issued_day > vouched[3] else ""


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


def _text(message: cbor2.CBORTag) -> str:
    return base64.b32encode(_encode(message)).rstrip(b"=").decode()


def _encode(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _decode(data: bytes) -> Any:
    """Only the one form that `_encode` gives: nothing hides in another, or behind it."""
    value = cbor2.loads(data)
    if _encode(value) != data:
        raise ValueError("not in its canonical form")
    return value


def _compressed(public_key: ec.EllipticCurvePublicKey) -> bytes:
    return public_key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def _days(day: date) -> int:
    return (day - _EPOCH).days
