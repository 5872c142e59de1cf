"""A time that cannot be: what arrived has happened before."""

from datetime import datetime, timedelta

CLOCKS_MAY_DIFFER = timedelta(minutes=10)  # and nobody has to do anything about it


def corrected(at: str, arrived: str) -> str:
    """When it was here, where it says a later time: its tablet's clock was ahead, and so long ago it happened
    at least. Empty where nothing is known against `at`."""
    if not arrived or datetime.fromisoformat(at) - datetime.fromisoformat(arrived) <= CLOCKS_MAY_DIFFER:
        return ""
    return arrived
