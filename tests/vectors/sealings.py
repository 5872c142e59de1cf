"""What the tablet seals byte for byte as the hub does, and what the hub opens."""

import itertools
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from schema.canonical import canonical
from schema.envelope import to_base64url
from server.keys import public_point
from server.online.papers import about, sealing_key_document
from server.online.sealing import Secrets, name_of, seal
from tests.tablet import DISTRICT_KEY, DISTRICT_KEYS, key_from

KEY = key_from(7)  # the district's, for papers
_LONG = bytes(range(256)) * 40
_COORDINATE = 32  # bytes


def sealing_vectors() -> dict[str, Any]:
    """`secrets` are what is drawn one after the other: the first sealing of the last row has a name that no
    document may have."""
    page = about(
        "500116001901A3-1", "500116001901", "M11:husband", "image/jpeg", "none", "2021-06-08T01:00:02.000Z"
    )
    home = {**page, "of": "address", "mediaType": "application/json"}
    rows = [
        _row(b"\xff\xd8\xff a page \xff\xd9", page, [_secrets(1)]),
        _row(canonical({"text": "重庆市江津区几江街道鼎山大道 1 号"}), home, [_secrets(2)]),
        _row(b"", page, [_secrets(3)]),
        _row(_LONG, page, [_badly_named(page), _secrets(4)]),
    ]
    keys = {kid.hex(): to_base64url(key.point) for kid, key in DISTRICT_KEYS.items()}
    return {"districtKeys": keys, "key": sealing_key_document(KEY.public_key(), DISTRICT_KEY), "rows": rows}


def _row(content: bytes, said: dict[str, Any], drawn: list[Secrets]) -> dict[str, Any]:
    left = iter(drawn)
    sealed = seal(KEY.public_key(), content, canonical(said), lambda: next(left))
    return {
        "content": to_base64url(content),
        "about": said,
        "secrets": [_told(secrets) for secrets in drawn],
        "sealed": to_base64url(sealed),
        "name": name_of(sealed),
    }


def _secrets(n: int) -> Secrets:
    return Secrets(ec.derive_private_key(1000 + n, ec.SECP256R1()), bytes([n % 256]) * 32, n.to_bytes(12))


def _badly_named(said: dict[str, Any]) -> Secrets:
    """With which the long content is sealed again."""
    for n in itertools.count(5):
        drawn = [_secrets(4), _secrets(n)]
        seal(KEY.public_key(), _LONG, canonical(said), drawn.pop)
        if not drawn:
            return _secrets(n)
    raise AssertionError("one in 64 is named so")


def _told(secrets: Secrets) -> dict[str, Any]:
    point = public_point(secrets.ephemeral)
    number = secrets.ephemeral.private_numbers().private_value
    return {
        "ephemeral": {
            "kty": "EC",
            "crv": "P-256",
            "x": to_base64url(point[1 : 1 + _COORDINATE]),
            "y": to_base64url(point[1 + _COORDINATE :]),
            "d": to_base64url(number.to_bytes(_COORDINATE)),
        },
        "key": to_base64url(secrets.key),
        "nonce": to_base64url(secrets.nonce),
    }
