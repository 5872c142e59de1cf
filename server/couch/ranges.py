"""Parts of an attachment (RFC 9110, section 14): one range of bytes; what asks otherwise gets the whole."""

import re

from sync.errors import RangeNotSatisfiable

_ONE = re.compile(r"bytes=(?:([0-9]{1,15})-([0-9]{0,15})|-([0-9]{1,15}))")


def part(header: str, length: int) -> slice | None:
    """The bytes that a `Range` header names, of a content of `length`; None for the whole.

    Raises RangeNotSatisfiable for a range of which nothing is there.
    """
    asked = _ONE.fullmatch(header)
    if asked is None or header == "bytes=0-":
        return None
    first, last, suffix = asked.groups()
    if suffix is not None:
        start, stop = max(length - int(suffix), 0), length
    else:
        start, stop = int(first), min(int(last) + 1 if last else length, length)
    if start >= stop:
        raise RangeNotSatisfiable("Requested range not satisfiable")
    return slice(start, stop)
