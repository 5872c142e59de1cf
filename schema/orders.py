"""How the district signs an order: whoever brings it back, its words are the hub's (decision 0015).

Only the body is signed, so `key` says there what the id says besides type and case.
"""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from schema.district_keys import DistrictKeys, is_the_districts, signed_by_district
from schema.facts import order_id

ORDER = "order:"
_NOT_ITS_WORDS = ("at", "by", "key", "kid", "sig")


def is_order(document: Mapping[str, Any]) -> bool:
    """By its id; what it says may be anything."""
    return str(document.get("_id")).startswith(ORDER)


def signed_order(order: Mapping[str, Any], district_key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    """The order with its `key`, `kid` and `sig`."""
    stem = order_id(order["type"], order["case"])
    key = order["_id"].removeprefix(stem).removeprefix(":")
    return signed_by_district({**order, "key": key}, district_key)


def is_signed_order(order: Mapping[str, Any], keys: DistrictKeys) -> bool:
    """Whether the district wrote it, under this id, on a day that its key covers. Never raises."""
    if not is_the_districts(order, keys):
        return False
    try:
        return bool(order["_id"] == order_id(order["type"], order["case"], order["key"]))
    except (LookupError, TypeError):
        return False


def words_of(order: Mapping[str, Any]) -> dict[str, Any]:
    """What it orders, whoever wrote it and when: two that are alike in this are one order."""
    return {name: said for name, said in order.items() if name[:1] != "_" and name not in _NOT_ITS_WORDS}
