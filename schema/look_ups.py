"""Which look-ups in the population system a case wants, told from its fold alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schema.facts import order_id
from schema.rules import SPOUSES

Case = Mapping[str, Any]

CITY = "50"  # what area codes of Chongqing begin with; residents of other places sign a pledge instead (R04)
IN_VAIN = ("refused", "withdrawn", "abandoned")  # states of a case that came to no certificate


@dataclass(frozen=True, slots=True)
class WantedLookUp:
    """`id` is that of the order that will answer it; `since` is when it became wanted."""

    id: str
    spouse: str
    since: str


def wanted_look_ups(case: Case) -> list[WantedLookUp]:
    """What no look-up has answered yet, one for each spouse whose hukou is in the city.

    A certificate that does not wait for the office's homework is issued first. A look-up that did not fit is
    made again when another office has corrected what is registered.
    """
    if case["state"] in IN_VAIN:
        return []
    return [wanted for spouse in SPOUSES for wanted in _of(case, spouse)]


def _of(case: Case, spouse: str) -> Iterator[WantedLookUp]:
    times = [time for time in _asked_for_since(case, spouse) if time]
    if not times or not case[spouse]["hukou"]["area"].startswith(CITY):
        return
    made = [one for one in case["lookups"] if one["spouse"] == spouse]
    if not made:
        yield WantedLookUp(order_id("lookup", case["id"], spouse), spouse, min(times))
    elif made[-1]["result"] != "consistent":
        for inquiry in [one for one in made[-1]["inquiries"] if one["corrected"]][:1]:
            key = f"{spouse}-{len(made) + 1}"
            yield WantedLookUp(order_id("lookup", case["id"], key), spouse, inquiry["at"])


def _asked_for_since(case: Case, spouse: str) -> Iterator[str]:
    """When each of the papers that still need it began to wait; empty for one that does not wait yet."""
    needing = {f"status-proof:{spouse}", "children-proof:couple"}
    if case["opinionFrom"] != "employer":
        needing.add("opinion:couple")
    for homework in case["homework"]:
        if homework["by"] in needing and not homework["done"]:
            yield case["acceptedAt"] if homework["blocking"] else case["issuedAt"]
