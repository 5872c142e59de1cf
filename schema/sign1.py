"""A COSE_Sign1 (RFC 9052) of a device, with the district's word for that device inside, as base32.

Whoever has the district's public key can check it with no network. The parts are those of a certificate's
token (`schema/token.py`); what stands in the payload is the business of who writes it.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec

from schema.envelope import is_signed_by, sign
from schema.token import to_be_signed

_ES256, _CREDENTIAL, _KEY_ID, _TAG = -7, -65537, 4, 18

# What taking apart bytes that are no such message can raise.
MALFORMED = (cbor2.CBORDecodeError, AttributeError, LookupError, OverflowError, TypeError, ValueError)

Fault = Literal["", "unknown-key", "altered"]


@dataclass(frozen=True, slots=True)
class Signed:
    """`device` signed `payload`; the district vouches for it from day `first` to `last` (since 1970-01-01).

    None of it counts where there is a `fault`.
    """

    payload: Mapping[int, Any]
    device: str
    first: int
    last: int
    fault: Fault


def write_signed(
    payload: Mapping[int, Any], credential: bytes, device_key: ec.EllipticCurvePrivateKey
) -> str:
    """The base32 text, upper case, without padding."""
    protected, content = _encode({1: _ES256, _CREDENTIAL: credential}), _encode(payload)
    return _text(protected, content, sign(device_key, to_be_signed(protected, content)))


def read_signed(text: str, district_keys: Mapping[bytes, bytes]) -> Signed:
    """Check both signatures by the district's public keys (key id → encoded point).

    Raises one of `MALFORMED` when it is nothing that `write_signed` gives.
    """
    protected, _, content, signature = cbor2.loads(base64.b32decode(text + "=" * (-len(text) % 8))).value
    if text != _text(protected, content, signature):
        raise ValueError("not in the one form there is: something may hide in another")
    header = cbor2.loads(protected)
    vouching, _, vouched, vouching_signature = cbor2.loads(header[_CREDENTIAL])
    word = cbor2.loads(vouched)
    point = district_keys.get(cbor2.loads(vouching)[_KEY_ID])
    fault: Fault = ""
    if point is None:
        fault = "unknown-key"
    elif not (
        header[1] == cbor2.loads(vouching)[1] == _ES256
        and is_signed_by(point, vouching_signature, to_be_signed(vouching, vouched))
        and is_signed_by(word[1], signature, to_be_signed(protected, content))
    ):
        fault = "altered"
    return Signed(cbor2.loads(content), word[2], word[4], word[3], fault)


def _text(protected: bytes, content: bytes, signature: bytes) -> str:
    message = cbor2.CBORTag(_TAG, [protected, {}, content, signature])
    return base64.b32encode(_encode(message)).rstrip(b"=").decode()


def _encode(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)
