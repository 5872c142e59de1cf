"""What the applicant of an online case is told of it, each thing once; no name, identity number or address.

    {"event": "notified-1", "at": "…", "missing": [{"key": "M02:wife", "reason": "not-brought"}]}
    {"event": "accepted", "at": "…", "caseNo": "…", "workingDays": 20, "dueOn": "2021-07-07"}
    {"event": "granted", "at": "…"}     {"event": "refused", "at": "…", "reason": "not-eligible"}
    {"event": "issued", "at": "…"}      {"event": "mailed-1", "at": "…", "carrier": "…", "tracking": "…"}
    {"event": "closed", "at": "…"}      {"event": "withdrawn", "at": ""}      {"event": "abandoned", "at": ""}

Follows from the state of the case alone, so that days without a network change nothing of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Event = dict[str, Any]
ENDED = ("closed", "refused", "withdrawn", "abandoned")  # states whose events have their names


def events(case: Mapping[str, Any]) -> list[Event]:
    """In the order in which they happen; none of a case at a window. `at` is empty where the case does not
    say when."""
    return list(_events(case)) if case["channel"] == "online" else []


def message_id(case: str, event: str) -> str:
    """Of the document that tells an event of a case."""
    return f"message:{case}:{event}"


def _events(case: Mapping[str, Any]) -> Iterator[Event]:
    for n, notice in enumerate(case["notices"], 1):
        yield {"event": f"notified-{n}", "at": notice["at"], "missing": notice["missing"]}
    if case["acceptedAt"]:
        names = ("caseNo", "workingDays", "dueOn")
        yield {"event": "accepted", "at": case["acceptedAt"], **{name: case[name] for name in names}}
    if decision := case["decision"]:
        if decision["granted"]:
            yield {"event": "granted", "at": case["decidedAt"]}
        else:
            yield {"event": "refused", "at": case["decidedAt"], "reason": decision["reason"]}
    if case["issuedAt"]:
        yield {"event": "issued", "at": case["issuedAt"]}
    for n, mailing in enumerate(case["mailings"], 1):
        sent = {name: mailing[name] for name in ("at", "carrier", "tracking")}
        yield {"event": f"mailed-{n}", **sent}
    if case["closedAt"]:
        yield {"event": "closed", "at": case["closedAt"]}
    if case["state"] in ("withdrawn", "abandoned"):
        yield {"event": case["state"], "at": ""}
