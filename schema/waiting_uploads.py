"""Which papers of the portal nobody has looked at yet: they are neither shown nor missing."""

from collections.abc import Iterable, Mapping
from typing import Any

_LOOKS = ("materials", "notice", "acceptance")  # what a clerk writes with all papers of the case before her


def last_look(facts: Iterable[Mapping[str, Any]]) -> str:
    """When somebody last went through the papers of a case; empty for never. `facts` are rows of `Fact`."""
    return max(
        (fact["at"] for fact in facts if fact["type"] in _LOOKS and not fact["waiting_for"]), default=""
    )


def is_waiting(paper: Mapping[str, Any] | None, looked: str) -> bool:
    """Whether it came after the last look. None is a purged one."""
    return paper is not None and paper["at"] > looked
