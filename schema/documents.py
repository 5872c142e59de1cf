"""Every type of document, as others need to know it to write a client: JSON Schema 2020-12 with words.

Facts and orders are of `facts.json`, with the words of `documents.json`; what else the hub writes is the
models of `hub_documents`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from schema.facts import catalogue, schema_of
from schema.hub_documents import hub, reference, site

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Published:
    """One type. `name` is its file's, `type` that of its documents, `form` how its ids look."""

    name: str
    type: str
    writer: str
    database: str
    form: str
    schema: dict[str, Any]


_HUB: dict[str, tuple[type[BaseModel], str, str]] = {
    "district": (reference.District, "reference", "district"),
    "site": (reference.Site, "reference", "site:<code>"),
    "guide": (reference.Guide, "reference", "guide:<item>:<version>"),
    "calendar": (reference.Calendar, "reference", "calendar:<year>"),
    "key": (reference.Key, "reference", "key:<kid>"),
    "revocations": (reference.Revocations, "reference", "revocations:<township>"),
    "issued": (reference.Issued, "reference", "issued:<year>-<month>"),
    "sealing-key": (reference.SealingKey, "reference", "sealing-key:<kid>"),
    "block": (site.Block, "site-…", "block:<device>:<item>:<n>"),
    "task": (site.Task, "site-…", "task:<kind>:<id of the pledge, look-up or wish>"),
    "device": (hub.Device, "hub", "device:<device>"),
    "arrival": (hub.Arrival, "hub", "arrival:<device>:<first>-<last>"),
    "restore": (hub.Restore, "hub", "restore:<n>"),
    "receipt": (
        site.Receipt,
        "site-…",
        "receipt:<device>:<upTo>:<state>:<instance, 8 digits>:<kid, 8 digits>",
    ),
    "paper": (site.Paper, "papers-…", "<SHA-256 of the sealed bytes>"),
}


def published() -> Iterator[Published]:
    """All types: what tablets write, what the hub writes into cases, and the rest of what it writes."""
    for name in catalogue()["types"]:
        schema = _with_words(schema_of("envelope", "types", name), words()["facts"][name])
        yield Published(name, name, "tablet", "site-…", f"{name}:<device>:<seq>", schema)
    for name in catalogue()["orders"]:
        form = "copy:<id of the original>" if name == "copy" else f"order:{name}:<case>[:<key>]"
        schema = _with_words(
            schema_of("order", "orders", name), words()["orders"][name], words()["signature"]
        )
        yield Published(f"order-{name}" if name != "copy" else name, name, "hub", "site-…", form, schema)
    for name, (model, database, form) in _HUB.items():
        schema = _with_words(model.model_json_schema(), words()["hub"][name])
        writer = "hub, tablet" if name == "paper" else "hub"
        yield Published(name, name, writer, database, form, schema)


@cache
def words() -> dict[str, Any]:
    """`documents.json`: `[Chinese title, sentence]` of each type, and what members mean; `signature` has
    what an order's alone mean."""
    whole: dict[str, Any] = json.loads(Path(__file__).with_name("documents.json").read_text(encoding="utf-8"))
    return whole


def _with_words(
    schema: dict[str, Any], told: list[str], other: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """With its title, what it and its members mean, and no definition that it does not need."""
    title, sentence = told
    meant = {**words()["members"], **other}
    members = {
        name: {**shape, "description": shape.get("description", meant.get(name, ""))}
        for name, shape in schema["properties"].items()
    }
    needed = _needed(members, schema.get("$defs", {}))
    return {
        "$schema": DIALECT,
        "title": title,
        "description": sentence,
        "type": "object",
        "properties": _tidy(members),
        "required": schema["required"],
        "additionalProperties": False,
        **({"$defs": _tidy(needed)} if needed else {}),
    }


def _tidy(shape: Any) -> Any:
    """Without titles that only repeat a name, defaults of members that are left out, and empty words."""
    if isinstance(shape, list):
        return [_tidy(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    return {
        name: _tidy(value)
        for name, value in shape.items()
        if (name, value) not in (("default", None), ("description", ""))
        and not (name == "title" and isinstance(value, str))
    }


def _needed(shape: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    names, text = set[str](), json.dumps(shape)
    while found := {name for name in definitions if f'"#/$defs/{name}"' in text} - names:
        names |= found
        text = json.dumps([definitions[name] for name in names])
    return {name: definitions[name] for name in sorted(names)}
