"""The one byte form of a document that is signed and hashed: RFC 8785 (JSON Canonicalization Scheme)."""

from collections.abc import Mapping
from typing import Any

import rfc8785

MAX_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """The value holds something a fact may not hold: null, a float, an integer of 2^53 or more."""


def canonical(document: Mapping[str, Any], *, without: str = "") -> bytes:
    """RFC 8785 bytes of the members whose names do not begin with `_`, leaving out the one named.

    Raises `NotCanonical` for values that two languages might write differently.
    """
    members = {k: v for k, v in document.items() if not k.startswith("_") and k != without}
    _require_plain(members)
    return rfc8785.dumps(members)


def _require_plain(value: Any) -> None:
    match value:
        case bool() | str():
            return
        case int() if -MAX_INTEGER <= value <= MAX_INTEGER:
            return
        case list():
            for item in value:
                _require_plain(item)
        case dict():
            for item in value.values():
                _require_plain(item)
        case _:
            raise NotCanonical(f"facts hold no {type(value).__name__} such as {value!r}")
