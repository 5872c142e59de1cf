"""Papers sealed for those who decide: only the district's private key opens them, a copied database does not.

sealed   version 1 (1 byte) ‖ key id (8) ‖ ephemeral point (65) ‖ wrapped key (40) ‖ nonce (12) ‖ ciphertext

A fresh AES-256-GCM key for each paper is wrapped (RFC 3394) under HKDF-SHA-256 of the ECDH of a fresh P-256
key and the district's. What the paper is about is authenticated with it, so that one paper cannot stand for
another. Everything of this is in WebCrypto: a tablet can seal with the public key alone.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from schema.district_keys import key_id
from schema.envelope import load_public_key, to_base64url
from server.keys import public_point

_VERSION = b"\x01"
_KEY_ID, _POINT, _WRAPPED, _NONCE = 8, 65, 40, 12  # bytes
_HEAD = len(_VERSION) + _KEY_ID + _POINT + _WRAPPED
OVERHEAD = _HEAD + _NONCE + 16  # bytes that sealing adds; the last are the tag
_PURPOSE = b"yici-paper-1"


class BadSeal(ValueError):
    """Not about this, or altered."""


class OfAnotherKey(BadSeal):
    """Not sealed for this key."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What one sealing takes, and no other: an ephemeral key, the key of the content, a nonce."""

    ephemeral: ec.EllipticCurvePrivateKey
    key: bytes
    nonce: bytes


def fresh() -> Secrets:
    """Of the system's randomness."""
    return Secrets(ec.generate_private_key(ec.SECP256R1()), os.urandom(32), os.urandom(_NONCE))


def seal(
    public_key: ec.EllipticCurvePublicKey,
    content: bytes,
    about: bytes,
    secrets: Callable[[], Secrets] = fresh,
) -> bytes:
    """`content` for the holder of the private key; no two calls give the same bytes unless a demo draws the
    `secrets` by dice. Sealed again where its name would begin with `_`, which no id of a document may."""
    sealed = _seal(public_key, content, about, secrets())
    while name_of(sealed).startswith("_"):
        sealed = _seal(public_key, content, about, secrets())
    return sealed


def _seal(public_key: ec.EllipticCurvePublicKey, content: bytes, about: bytes, secrets: Secrets) -> bytes:
    point = public_point(secrets.ephemeral)
    wrapped = aes_key_wrap(_wrapping_key(secrets.ephemeral, public_key, point), secrets.key)
    head = _VERSION + key_id(public_key) + point + wrapped
    return head + secrets.nonce + AESGCM(secrets.key).encrypt(secrets.nonce, content, head + about)


def unseal(private_key: ec.EllipticCurvePrivateKey, sealed: bytes, about: bytes) -> bytes:
    """The content; raises `BadSeal`."""
    head, nonce, ciphertext = sealed[:_HEAD], sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :]
    if head[: 1 + _KEY_ID] != _VERSION + key_id(private_key.public_key()):
        raise OfAnotherKey("sealed for another key")
    point, wrapped = head[1 + _KEY_ID : -_WRAPPED], head[-_WRAPPED:]
    try:
        key = aes_key_unwrap(_wrapping_key(private_key, load_public_key(point), point), wrapped)
        return AESGCM(key).decrypt(nonce, ciphertext, head + about)
    except (InvalidUnwrap, InvalidTag, ValueError) as error:
        raise BadSeal("altered, or about something else") from error


def name_of(sealed: bytes) -> str:
    """What facts call a paper by: base64url of the SHA-256 of its sealed bytes."""
    return to_base64url(hashlib.sha256(sealed).digest())


def _wrapping_key(
    private_key: ec.EllipticCurvePrivateKey, public_key: ec.EllipticCurvePublicKey, ephemeral_point: bytes
) -> bytes:
    shared = private_key.exchange(ec.ECDH(), public_key)
    return HKDF(SHA256(), 32, salt=None, info=_PURPOSE + ephemeral_point).derive(shared)
