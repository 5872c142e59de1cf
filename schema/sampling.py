"""Drawing cases for an inspection, so that anybody who knows the seed draws the same ones."""

import hashlib
from collections.abc import Iterable
from heapq import nsmallest


def drawn_by(seed: str, cases: Iterable[str], size: int) -> list[str]:
    """The first `size` of the cases in the order of SHA-256 of `<seed> <case>`."""
    return nsmallest(size, cases, key=lambda case: hashlib.sha256(f"{seed} {case}".encode()).digest())
