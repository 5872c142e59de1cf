"""Which couples have a certificate in force, for tablets that cannot ask: short hashes, a document a month.

Eight characters of base64url a couple, sorted, one string for each item: 3,000 certificates are 24 KB. Who
holds identity numbers can find out whether they are among them, as the tablets of the district are meant to.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from schema.envelope import to_base64url

HASH_BYTES, HASH_CHARACTERS = 6, 8


def couple_hash(salt: str, couple: str) -> str:
    """`couple` is `id_number.couple_key` of both; by its salt one month tells nothing of another."""
    return to_base64url(hashlib.sha256(f"yici-couple:{salt}:{couple}".encode()).digest()[:HASH_BYTES])


def in_one(hashes: Iterable[str]) -> str:
    """As the document has them."""
    return "".join(sorted(set(hashes)))


def apart(hashes: str) -> set[str]:
    """The inverse of `in_one`."""
    return {hashes[n : n + HASH_CHARACTERS] for n in range(0, len(hashes), HASH_CHARACTERS)}


def issued_document(month: str, salt: str, items: Mapping[str, str]) -> dict[str, Any]:
    """`items` has the hashes of each, in one."""
    return {
        "_id": f"issued:{month}",
        "type": "issued",
        "v": 1,
        "month": month,
        "salt": salt,
        "items": items,
    }
