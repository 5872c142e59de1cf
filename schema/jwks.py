"""The district's public keys as a JSON Web Key Set (RFC 7517), with the days for which each one counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schema.envelope import from_base64url, load_public_key, to_base64url
from schema.revocations import DistrictKey, DistrictKeys
from schema.token import key_id

_COORDINATE = 32  # bytes
_UNCOMPRESSED = b"\x04"


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
