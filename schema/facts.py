"""The shapes of the facts a tablet writes, from `facts.json`: one envelope, and the members of each type."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

HUB_TYPES = frozenset({"block", "task"})  # written into a site's database by the hub alone


@cache
def _catalogue() -> dict[str, Any]:
    catalogue: dict[str, Any] = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
    return catalogue


def fact_types() -> frozenset[str]:
    """The names of all types a tablet may write."""
    return frozenset(_catalogue()["types"])


@cache
def _validator(fact_type: str) -> jsonschema_rs.Draft202012Validator:
    catalogue = _catalogue()
    properties = {**catalogue["envelope"], **catalogue["types"][fact_type]}
    properties["type"] = {"const": fact_type}
    return jsonschema_rs.Draft202012Validator(
        {
            "type": "object",
            "properties": properties,
            "required": sorted(properties),
            "additionalProperties": False,
            "$defs": catalogue["$defs"],
        },
        validate_formats=True,
    )


def shape_fault(fact: Mapping[str, Any]) -> str:
    """Where a fact of a known type is not of its shape, in a few words; empty when it is."""
    validator, members = _validator(fact["type"]), dict(fact)
    if validator.is_valid(members):  # nearly all are, and this is cheaper than a list of no errors
        return ""
    error = next(iter(validator.iter_errors(members)))
    where = "/".join(str(step) for step in error.instance_path)
    return f"{where or 'fact'}: {error.message}"[:200]
