"""Lists as one SQL parameter: `IN (SELECT value FROM json_each(?))`."""

from collections.abc import Iterable

import msgspec


def json_array(values: Iterable[str | int]) -> str:
    return msgspec.json.encode(list(values)).decode()
