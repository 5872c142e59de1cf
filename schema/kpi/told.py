"""Whether a couple heard at once all that they were ever told to bring (R01)."""

from schema.case import Case, Fact
from schema.shanghai import day_of


def first_notice_day(case: Case) -> str:
    """The day of the first notice that counts; empty for who was told nothing."""
    return day_of(case["notices"][0]["at"]).isoformat() if case["notices"] else ""


def was_told_once(case: Case, written: list[Fact]) -> bool:
    """`written` are the documents of the case in order. A notice without effect was told to the couple all
    the same; one that follows a changed declaration may name what is new."""
    counting = {one["id"]: one for one in case["notices"]}
    ineffective = [one for one in written if one["type"] == "notice" and one["_id"] not in counting]
    told = sorted((*counting.values(), *ineffective), key=lambda one: str(one["at"]))
    first = {entry["key"] for entry in told[0]["missing"]}
    return all({entry["key"] for entry in one["missing"]} <= first for one in told[1:] if not one["change"])
