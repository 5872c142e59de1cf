"""The one byte form of a document that is signed and hashed: RFC 8785 (JSON Canonicalization Scheme)."""

from collections.abc import Mapping
from typing import Any

import orjson
import rfc8785

MAX_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """The value holds something a fact may not hold: null, a float, an integer of 2^53 or more."""


def canonical(document: Mapping[str, Any], *, without: str | None = None) -> bytes:
    """RFC 8785 bytes of the members whose names do not begin with `_`, leaving out the one named.

    Raises `NotCanonical` for values that two languages might write differently.
    """
    members = {k: v for k, v in document.items() if not k.startswith("_") and k != without}
    if _names_are_ascii(members):
        return orjson.dumps(members, option=orjson.OPT_SORT_KEYS)  # the same bytes, ten times faster
    return rfc8785.dumps(members)


def _names_are_ascii(value: Any) -> bool:
    """Whether any order of names is RFC 8785's, which is by UTF-16. Raises `NotCanonical` for the rest."""
    match value:
        case str() | bool():
            return True
        case int() if -MAX_INTEGER <= value <= MAX_INTEGER:
            return True
        case list():
            looked_at = [_names_are_ascii(item) for item in value]  # at all: each may be refused
            return all(looked_at)
        case dict():
            looked_at = [name.isascii() & _names_are_ascii(item) for name, item in value.items()]
            return all(looked_at)
        case _:
            raise NotCanonical(f"facts hold no {type(value).__name__} such as {value!r}")
