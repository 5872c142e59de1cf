"""The hub's word for what it holds of a device's chain of facts, signed by the district.

A finished request proves nothing to a tablet; a receipt does. It is a document of the device's site:
everything up to `upTo` has arrived, the last of it with the hash `head`, and beyond it everything up to
`latest` but for `gaps`. What was refused has arrived too, and is named with its reason. It counts for one
`instance` of the store: what a restored hub holds is told by receipts of its own.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from schema.canonical import canonical
from schema.district_keys import key_id, signed_by_district

MOST_REFUSED = 100  # named in one receipt: the latest ones
RECEIPT = "receipt"


def chain_state(head_hash: str, latest: int, gaps: str, refused: Sequence[Mapping[str, str]]) -> str:
    """16 hexadecimal digits that differ whenever a receipt has something else to say."""
    said = {"head": head_hash, "latest": latest, "gaps": gaps, "refused": [dict(one) for one in refused]}
    return hashlib.sha256(canonical(said)).hexdigest()[:16]


def receipt_id(device: str, up_to: int, state: str, instance: str, kid: str) -> str:
    """The same for the same chain in the same store by the same key, however often it is written."""
    return f"{RECEIPT}:{device}:{up_to}:{state}:{instance[:8]}:{kid[:8]}"


def write_receipt(
    chain: Mapping[str, Any], *, instance: str, at: str, district_key: ec.EllipticCurvePrivateKey
) -> dict[str, Any]:
    """A signed receipt from a row of the table of chains."""
    kid = key_id(district_key.public_key()).hex()
    receipt = {
        "_id": receipt_id(chain["device"], chain["head"], chain["state"], instance, kid),
        "type": RECEIPT,
        "v": 1,
        "device": chain["device"],
        "site": chain["site"],
        "upTo": chain["head"],
        "head": chain["head_hash"],
        "latest": chain["latest"],
        "gaps": chain["gaps"],
        "refused": chain["refused"],
        "state": chain["state"],
        "instance": instance,
        "at": at,
    }
    return signed_by_district(receipt, district_key)
