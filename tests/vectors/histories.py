"""Thousands of random histories of a case and what each folds to: `python -m tests.vectors.histories`.

Written to `histories.json` beside this file, too large to commit and the same on every machine; the tablet's
tests read it. Every item and every flow is in them, by one to four tablets of several sites and by the hub.
Most are wrong somewhere on purpose: out of order, with clocks that differ, for another couple.
"""

import json
import random
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from schema.case import Case
from schema.envelope import fact_id
from schema.fold import fold
from tests.people import CHILD, SISTER
from tests.story import DEGAN, ITEMS, NEXT_TO_IT, SIPAIFANG, TOWNSHIP, Story, newer_guide
from tests.tablet import Fact, Tablet
from tests.vectors.steps import COUPLES, STEPS

COUNT, SEED = 2000, 20210614
FILE = Path(__file__).with_name("histories.json")
DEVICES = (SIPAIFANG, NEXT_TO_IT, DEGAN, TOWNSHIP)
NEWER = (
    newer_guide("birth-service", "2021-06-10", without=("M03",)),
    newer_guide("further-birth", "2021-06-10", without=("M17", "M15b")),
    newer_guide("further-birth", "2021-06-20", without=("M12",)),
    newer_guide("only-child", "2021-06-12", without=("M22",)),
)


class Scribe(Tablet):
    """A tablet that leaves out signatures and tokens, which the fold never looks at."""

    def fact(self, type_: str, case: str, **members: Any) -> Fact:
        self.now += timedelta(seconds=1)
        fact = {
            "type": type_,
            "device": self.device,
            "seq": len(self.facts) + 1,
            "case": case,
            "site": self.site,
            "clerk": self.clerk,
            "at": f"{self.now.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z",
            "online": self.online,
            **members,
        }
        fact["_id"] = fact_id(fact)
        self.facts.append(fact)
        return fact

    def token(self, members: Fact) -> str:
        return ""


def history(chance: random.Random) -> Story:
    """One case, told at random; half of the steps are what a clerk would do next."""
    story = Story(make=Scribe)
    story.guides.update({guide["_id"]: guide for guide in NEWER if chance.random() < 0.5})
    _open(chance, story)
    devices = chance.sample(DEVICES, chance.randrange(1, 5))
    for _ in range(chance.randrange(2, 26)):
        if chance.random() < 0.3:
            story.take(chance.choice(devices), chance.choice(["", "deputy"]), online=chance.random() < 0.5)
        story.now += timedelta(seconds=chance.choice([-300, -2, 0, 0, 3, 60, 86_400]))
        step = _next_step(chance, story.state) if chance.random() < 0.6 else chance.choice(list(STEPS))
        STEPS[step](chance, story)
    return story


def _open(chance: random.Random, story: Story) -> None:
    answers: dict[str, Any] = {"same_booklet": chance.random() < 0.5}
    item = chance.choice(ITEMS)
    if item == "further-birth":
        answers |= {
            "children": (CHILD, SISTER)[: chance.randrange(3)],
            "reason": chance.choice(["policy", "sick-child"]),
        }
    elif item == "only-child":
        answers |= {"children": (CHILD,), "opinion_from": chance.choice(["committee", "employer"])}
    couple = chance.choice(COUPLES)
    if chance.random() < 0.2:
        story.apply_online(*couple, item=item, delivery=chance.choice(["mail", "pick-up"]), **answers)
    else:
        story.apply(*couple, item=item, **answers)


def _next_step(chance: random.Random, case: Case) -> str:
    state, item = case["state"], case["item"]
    if state == "draft":
        return chance.choice(DRAFT_STEPS) if case["missing"] else "accept"
    if state == "accepted" and item != "birth-service" and not all(one["done"] for one in case["homework"]):
        return "opine" if item == "only-child" else "prove"
    return chance.choice(NEXT_STEPS[state])


DRAFT_STEPS = ["show all", "show all", "show all", "notify", "declare"]
NEXT_STEPS = {
    "notified": ["visit", "carry on", "notify", "abandon", "abandon"],
    "accepted": ["issue", "issue", "carry on"],
    "in-review": ["decide"],
    "granted": ["issue"],
    "refused": ["rate"],
    "issued": ["hand over", "mail", "spoil", "issue", "carry on"],
    "closed": ["void", "lose", "issue", "track", "declare"],
    "withdrawn": ["visit"],
    "abandoned": ["visit"],
}


def as_heard(chance: random.Random, documents: list[Fact]) -> list[Fact]:
    """In a random order of arrival, some as copies from another site's database."""
    heard = [
        {"_id": f"copy:{one['_id']}", "type": "copy", "fact": one} if chance.random() < 0.05 else one
        for one in documents
    ]
    chance.shuffle(heard)
    return heard


def histories(count: int = COUNT, seed: int = SEED) -> dict[str, Any]:
    """`{newer, rows: [{facts, guides, case}]}`; the same for the same seed on every machine."""
    chance = random.Random(seed)
    return {"newer": list(NEWER), "rows": [_row(chance) for _ in range(count)]}


def _row(chance: random.Random) -> dict[str, Any]:
    story = history(chance)
    facts = as_heard(chance, _known(chance, story.documents))
    held = story.guides if chance.random() < 0.98 else {}
    return {"facts": facts, "guides": list(held), "case": fold(facts, held)}


def _known(chance: random.Random, documents: list[Fact]) -> list[Fact]:
    """Without the application at times, where another office knows the case by its slip alone."""
    is_carried_on = any(one["type"] == "continuation" for one in documents)
    if not is_carried_on or chance.random() < 0.75:
        return documents
    return [one for one in documents if one["type"] != "application"]


def write(file: Path, count: int = COUNT, seed: int = SEED) -> None:
    file.write_text(json.dumps(histories(count, seed), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    write(FILE)
