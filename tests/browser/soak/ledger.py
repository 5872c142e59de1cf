"""What tablets hold beside what the hub holds: each fact exactly once, none lost, no number twice."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Documents = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Held:
    """What is on one tablet: the ids of all facts of its site, and the certificates that it has shown."""

    device: str
    ids: frozenset[str]
    shown: frozenset[str] = frozenset()  # numbers that stood on the screen as issued

    @property
    def site(self) -> str:
        return self.device[:12]

    @property
    def own(self) -> frozenset[str]:
        return frozenset(one for one in self.ids if one.split(":")[1] == self.device)


def is_fact(name: str) -> bool:
    """`visit:500116001901A3:2`, by its id alone: what is sealed on a tablet keeps it."""
    parts = name.split(":")
    return len(parts) == 3 and len(parts[1]) == 14 and parts[2].isdigit()


def what_is_wrong(
    tablets: Iterable[Held], at_hub: Mapping[str, Documents], quarantine: Documents
) -> list[str]:
    """A sentence for each; `at_hub` has the documents of each site."""
    facts = [document for documents in at_hub.values() for document in documents if "seq" in document]
    times = Counter(fact["_id"] for fact in facts)
    by_site = {site: {one["_id"] for one in all_of if "seq" in one} for site, all_of in at_hub.items()}
    numbers = Counter(fact["certNo"] for fact in facts if fact["type"] == "certificate")
    wrong = [f"{fact} is at the hub {n} times" for fact, n in times.items() if n > 1]
    wrong += [f"{number} is on {n} certificates" for number, n in numbers.items() if n > 1]
    wrong += [f"refused: {one['_id']} {one.get('code')} {one.get('reason')}" for one in quarantine]
    for tablet in tablets:
        wrong += _of_one(tablet, by_site[tablet.site], facts)
        wrong += [f"{number} was shown and is not at the hub" for number in tablet.shown - numbers.keys()]
    return wrong


def _of_one(tablet: Held, at_site: set[str], facts: list[Mapping[str, Any]]) -> list[str]:
    own = {fact["_id"]: fact["seq"] for fact in facts if fact["device"] == tablet.device}
    wrong = [f"{fact} is not at the hub" for fact in sorted(tablet.own - own.keys())]
    wrong += [f"{fact} is not on the tablet that wrote it" for fact in sorted(own.keys() - tablet.own)]
    wrong += [f"{fact} has not come to {tablet.device}" for fact in sorted(at_site - tablet.ids - own.keys())]
    if sorted(own.values()) != list(range(1, len(own) + 1)):
        wrong.append(f"the numbers of {tablet.device} are {sorted(own.values())}")
    return wrong
