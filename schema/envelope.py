"""The envelope every fact of a tablet travels in: who wrote it, in which order, signed.

`_id` is `<type>:<device>:<seq>`. The same three stand in the body, because only the body is signed.
Each fact carries the SHA-256 of the device's fact before (`prev`), so a device's facts form a chain
in which nothing can be changed, left out or put in between unseen.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from schema.canonical import canonical

SIGNATURE_BYTES = 64  # P-256, r and s of 32 bytes each
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_ECDSA = ec.ECDSA(SHA256(), deterministic_signing=True)
_OVER_DIGEST = ec.ECDSA(Prehashed(SHA256()))
_KEYS = 4096  # devices that come back together
_SIGNATURES = 2**15  # facts on their way from the gate to the tables; a signature takes half a kilobyte


def to_base64url(data: bytes) -> str:
    """Base64url without padding, the only text form of bytes inside documents."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Inverse of `to_base64url`; raises `ValueError` for anything else, spare bits at the end included."""
    if not _BASE64URL.fullmatch(text):
        raise ValueError(f"{text[:20]!r} is not base64url")
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if to_base64url(data) != text:
        raise ValueError(f"{text[:20]!r} is not the one way to write its bytes")
    return data


def fact_id(document: Mapping[str, Any]) -> str:
    """The `_id` that the body of a fact demands."""
    return f"{document['type']}:{document['device']}:{document['seq']}"


def chain_hash(document: Mapping[str, Any]) -> str:
    """What the next fact of the same device must carry as `prev`: base64url SHA-256, signature included."""
    return to_base64url(hashlib.sha256(canonical(document)).digest())


def content_hash(document: Mapping[str, Any]) -> str:
    """What tells two facts apart: base64url SHA-256 of what is signed. Anybody can make a second signature
    of a first one (r and n − s), which makes no second fact."""
    return to_base64url(hashlib.sha256(canonical(document, without="sig")).digest())


@lru_cache(maxsize=_KEYS)
def load_public_key(point: bytes) -> ec.EllipticCurvePublicKey:
    """A P-256 key from its point, 33 bytes compressed or 65 not; raises `ValueError` when off the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def compressed(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """The 33 bytes of its point."""
    return public_key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def uncompressed(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """The 65 bytes of its point, the form WebCrypto takes."""
    return public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def sign(private_key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """64 bytes r‖s over SHA-256, the form WebCrypto and COSE use."""
    r, s = decode_dss_signature(private_key.sign(message, _ECDSA))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def is_signed_by(point: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` (r‖s) over `message` was made with the private half of the key at `point`.

    Raises `ValueError` when the point is off the curve.
    """
    return _is_signed_by(point, signature, hashlib.sha256(message).digest())


@lru_cache(maxsize=_SIGNATURES)
def _is_signed_by(point: bytes, signature: bytes, digest: bytes) -> bool:
    """Remembered: the projector asks again what the gate has just asked, and checking takes 70 µs."""
    key = load_public_key(point)
    if len(signature) != SIGNATURE_BYTES:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    try:
        key.verify(encode_dss_signature(r, s), digest, _OVER_DIGEST)
    except InvalidSignature:
        return False
    return True


def signed_fact(fact: Mapping[str, Any], private_key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    """The fact with its `_id` and `sig`."""
    signature = sign(private_key, canonical(fact, without="sig"))
    return {"_id": fact_id(fact), **fact, "sig": to_base64url(signature)}


def fact_signature_is_good(document: Mapping[str, Any], public_key: bytes) -> bool:
    """Whether `sig` is the device's over the rest of the body. `public_key` is the encoded point."""
    try:
        signature = from_base64url(document["sig"])
    except (ValueError, KeyError):
        return False
    return is_signed_by(public_key, signature, canonical(document, without="sig"))
