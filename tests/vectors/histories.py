"""Thousands of random histories of a case and what each folds to: `python -m tests.vectors.histories`.

Written to `histories.json` beside this file, too large to commit and the same on every machine; the tablet's
tests read it. Most are wrong somewhere on purpose: out of order, from two tablets, for another couple.
"""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from schema.envelope import fact_id
from schema.fold import Case, fold
from tests.people import MR_ZHAO, MRS_ZHAO, OUTSIDE_WIFE, REMARRIED_HUSBAND, REMARRIED_WIFE, WIDOWER, Person
from tests.tablet import GUIDE, Fact, Tablet
from tests.vectors.generate import guide

COUNT = 2000
FILE = Path(__file__).with_name("histories.json")
KEYS = (
    "M01:husband",
    "M01:wife",
    "M02:husband",
    "M02:wife",
    "M02:couple",
    "M03:couple",
    "M04:wife",
    "M99:wife",
)
SHOWABLE = (
    *KEYS[:6],
    "M04:wife/divorce-certificate",
    "M04:wife/divorce-agreement",
    "M04:husband/court-judgment",
)
Couple = tuple[Person, Person]
COUPLES: tuple[Couple, ...] = (
    (MR_ZHAO, MRS_ZHAO),
    (WIDOWER, OUTSIDE_WIFE),
    (REMARRIED_HUSBAND, REMARRIED_WIFE),
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
            "at": f"{self.now:%Y-%m-%dT%H:%M:%S}.000Z",
            "online": self.online,
            **members,
        }
        fact["_id"] = fact_id(fact)
        self.facts.append(fact)
        return fact

    def _token(self, members: Fact) -> str:
        return ""


def history(chance: random.Random) -> list[Fact]:
    """Facts of one case, in a random order of arrival."""
    first, second = Scribe("500116001901A1"), Scribe("500116001901A2")
    second.now += timedelta(seconds=chance.choice([0, 0, -300, 300]))  # clocks differ
    couple = chance.choice(COUPLES)
    case = first.application(*couple, same_booklet=chance.random() < 0.5)
    for _ in range(chance.randrange(1, 14)):
        tablet = first if chance.random() < 0.8 else second
        tablet.now += timedelta(seconds=chance.randrange(-1, 5))
        tablet.online = chance.random() < 0.5
        state = fold(first.facts + second.facts, {GUIDE: guide()})
        step = _right_step(state) if state and chance.random() < 0.5 else chance.choice(list(STEPS))
        STEPS[step](chance, tablet, case, couple)
    facts = first.facts + second.facts
    chance.shuffle(facts)
    return facts


def _print(chance: random.Random, tablet: Scribe, case: str, _couple: Couple) -> None:
    if tablet.facts:
        tablet.printing(case, "certificate", chance.choice(tablet.facts))


def _issue(chance: random.Random, tablet: Scribe, case: str, couple: Couple) -> None:
    tablet.certificate(case, *chance.choice([couple, couple, couple, COUPLES[0]]))


def _hand_over(_chance: random.Random, tablet: Scribe, case: str, _couple: Couple) -> None:
    issued = [fact["certNo"] for fact in tablet.facts if fact["type"] == "certificate"]
    tablet.handover(case, issued[0] if issued else "FS00")


def _notice(chance: random.Random, tablet: Scribe, case: str, _couple: Couple) -> None:
    """Half the time what is truly missing, so that histories get past the first notice."""
    state = fold(tablet.facts, {GUIDE: guide()})
    true = [entry["key"] for entry in state["missing"]] if state else []
    keys = true if true and chance.random() < 0.6 else chance.sample(KEYS, chance.randrange(1, 4))
    tablet.notice(case, *keys, n=chance.randrange(1, 3))


STEPS: dict[str, Callable[[random.Random, Scribe, str, Couple], object]] = {
    "visit": lambda chance, tablet, case, _: tablet.visit(case, chance.choice(["supplement", "collect"])),
    "show some": lambda chance, tablet, case, _: tablet.materials(case, *chance.sample(SHOWABLE, 3)),
    "show all": lambda _, tablet, case, __: tablet.materials(case, *SHOWABLE),
    "notify": _notice,
    "pledge": lambda chance, tablet, case, _: tablet.pledge(case, chance.choice(["husband", "wife"])),
    "accept": lambda _, tablet, case, __: tablet.acceptance(case),
    "issue": _issue,
    "print": _print,
    "hand over": _hand_over,
    "withdraw": lambda _, tablet, case, __: tablet.fact("withdrawal", case),
}
RIGHT_STEPS = {
    "notified": "print",
    "accepted": "issue",
    "issued": "hand over",
    "closed": "print",
    "withdrawn": "visit",
}


def _right_step(state: Case) -> str:
    if state["state"] == "draft":
        return "show all" if state["missing"] else "accept"
    return RIGHT_STEPS[state["state"]]


def histories(count: int = COUNT) -> list[dict[str, Any]]:
    """`[{facts, case}]`; the same for the same count on every machine."""
    chance = random.Random(20210614)
    book = {GUIDE: guide()}
    return [{"facts": facts, "case": fold(facts, book)} for facts in (history(chance) for _ in range(count))]


if __name__ == "__main__":
    FILE.write_text(json.dumps({"rows": histories()}, ensure_ascii=False), encoding="utf-8")
