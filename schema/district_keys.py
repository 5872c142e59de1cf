"""The district's keys: which word is theirs, and the days for which the word of each one counts.

They are published as a JSON Web Key Set (RFC 7517).
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec

from schema.canonical import NotCanonical, canonical
from schema.envelope import compressed, from_base64url, is_signed_by, load_public_key, sign, to_base64url
from schema.shanghai import day_of

_COORDINATE = 32  # bytes
_UNCOMPRESSED = b"\x04"
_NAME = 8  # bytes


class DistrictKey(NamedTuple):
    """A public key of the district, and the days for which its word counts, both included."""

    point: bytes
    first: date
    until: date

    @classmethod
    def of(cls, public_key: str, first: str, until: str) -> "DistrictKey":
        """From its point in base64url, and its days as they are written."""
        return cls(from_base64url(public_key), date.fromisoformat(first), date.fromisoformat(until))

    def always(self) -> "DistrictKey":
        """For what was taken when it came: its word counts, whenever the district said that it ended."""
        return self._replace(first=date.min, until=date.max)

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.until


DistrictKeys = Mapping[bytes, DistrictKey]  # by key id


def key_id(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """Eight bytes that name a district key: the head of the SHA-256 of its compressed point."""
    return sha256(compressed(public_key)).digest()[:_NAME]


def signed_by_district(said: Mapping[str, Any], district_key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    """The document with its `kid` and `sig`: the district says so at its moment `at`."""
    named = {**said, "kid": key_id(district_key.public_key()).hex()}
    return {**named, "sig": to_base64url(sign(district_key, canonical(named)))}


def is_the_districts(document: Mapping[str, Any], keys: DistrictKeys) -> bool:
    """Whether one of the district's keys signed the document on a day it covers. Never raises."""
    try:
        key = keys[bytes.fromhex(document["kid"])]
        signature = from_base64url(document["sig"])
        signed = is_signed_by(key.point, signature, canonical(document, without="sig"))
        return signed and key.covers(day_of(document["at"]))
    except (LookupError, TypeError, ValueError, NotCanonical):
        return False


def vouched_for(key: Mapping[str, Any], district_key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    """The document of a key, with the word of a key of the district that it is one too, or what papers are
    sealed with: who trusts that one may trust this one. `until` is not in it, which may be moved."""
    said = canonical({name: key[name] for name in ("type", "kid", "publicKey", "from") if name in key})
    by = key_id(district_key.public_key()).hex()
    return {**key, "vouchedBy": {**key.get("vouchedBy", {}), by: to_base64url(sign(district_key, said))}}


def as_jwks(keys: DistrictKeys) -> dict[str, Any]:
    """Of points of 65 bytes, the oldest key first."""
    in_order = sorted(keys.items(), key=lambda one: (one[1].first, one[0]))
    return {"keys": [_as_jwk(name, key) for name, key in in_order]}


def from_jwks(jwks: Mapping[str, Any]) -> DistrictKeys:
    """Inverse of `as_jwks`; raises `ValueError` for anything else, and for a key under another one's name."""
    try:
        return dict(_from_jwk(jwk) for jwk in jwks["keys"])
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("not a set of district keys") from error


def _as_jwk(name: bytes, key: DistrictKey) -> dict[str, str]:
    x, y = key.point[1 : 1 + _COORDINATE], key.point[1 + _COORDINATE :]
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": to_base64url(x),
        "y": to_base64url(y),
        "kid": name.hex(),
        "alg": "ES256",
        "use": "sig",
        "from": key.first.isoformat(),
        "until": key.until.isoformat(),
    }


def _from_jwk(jwk: Mapping[str, str]) -> tuple[bytes, DistrictKey]:
    point = _UNCOMPRESSED + from_base64url(jwk["x"]) + from_base64url(jwk["y"])
    name = key_id(load_public_key(point))
    if name.hex() != jwk["kid"]:
        raise ValueError(f"the key {jwk['kid']!r} is another key")
    return name, DistrictKey(point, date.fromisoformat(jwk["from"]), date.fromisoformat(jwk["until"]))
