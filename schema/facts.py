"""The shapes of what a case is folded from, by `facts.json`.

A *fact* is written and signed by a tablet: one envelope, and the members of each type. An *order* is written
by the hub alone, for a signed-in person or by itself, and signed by the district; its id is
`order:<type>:<case>[:<key>]`, so that one written twice is the same.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

_ANY_OFFICE = ("clerk", "township")


@cache
def catalogue() -> dict[str, Any]:
    """`facts.json`: `envelope`, `types`, `mayHave`, `authors`, `order`, `signature`, `orders`, and what they
    share."""
    whole: dict[str, Any] = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
    return whole


def fact_types() -> frozenset[str]:
    """The names of all types a tablet may write."""
    return frozenset(catalogue()["types"])


def hub_types() -> frozenset[str]:
    """What is written into a site's database by the hub alone."""
    return frozenset({"block", "task", "copy", "receipt", *catalogue()["orders"]} - fact_types())


def roles_of(fact: Mapping[str, Any]) -> tuple[str, ...]:
    """Whose signature a fact needs."""
    for row in catalogue()["authors"]:
        if all(fact.get(name) == value for name, value in row.items() if name != "roles"):
            return tuple(row["roles"])
    return _ANY_OFFICE


def schema_of(head: str, kind: str, type_: str) -> dict[str, Any]:
    """The JSON Schema of one type: `envelope` and `types` for a fact, `order` and `orders` for an order.

    An order has no `signature` until it is written, nor one from before the district signed them. What a fact
    `mayHave` is left out where there is nothing to say.
    """
    properties = {**catalogue()[head], **catalogue()[kind][type_]}
    properties["type"] = {"const": type_}
    signature = catalogue()["signature"] if head == "order" and type_ != "copy" else {}
    optional = catalogue()["mayHave"].get(type_, {}) if head == "envelope" else {}
    return {
        "type": "object",
        "properties": properties | signature | optional,
        "required": sorted(properties),
        "additionalProperties": False,
        "$defs": catalogue()["$defs"],
    }


def shape_fault(fact: Mapping[str, Any]) -> str:
    """Where a fact of a known type is not of its shape, in a few words; empty when it is."""
    return _fault("envelope", "types", fact)


def order_fault(order: Mapping[str, Any]) -> str:
    """The same of an order. One of no known type is told too."""
    if order.get("type") not in catalogue()["orders"]:
        return "type: no order"
    return _fault("order", "orders", order) or _fault_of_id(order)


def _fault_of_id(order: Mapping[str, Any]) -> str:
    stem = order_id(order["type"], order["case"])
    return "" if order["_id"] == stem or order["_id"].startswith(f"{stem}:") else f"_id: not {stem}"


def order_id(type_: str, case: str, key: str = "") -> str:
    """The `_id` of an order; `key` tells several of one type and case apart."""
    return f"order:{type_}:{case}" + (f":{key}" if key else "")


def _fault(head: str, kind: str, document: Mapping[str, Any]) -> str:
    validator, members = _validator(head, kind, document["type"]), dict(document)
    if validator.is_valid(members):  # nearly all are, and this is cheaper than a list of no errors
        return ""
    error = next(iter(validator.iter_errors(members)))
    where = "/".join(str(step) for step in error.instance_path)
    return f"{where or 'fact'}: {error.message}"[:200]


@cache
def _validator(head: str, kind: str, type_: str) -> jsonschema_rs.Draft202012Validator:
    # a fault names what is wrong, never the value: it may be somebody's number
    return jsonschema_rs.Draft202012Validator(
        schema_of(head, kind, type_), validate_formats=True, mask="the value"
    )
