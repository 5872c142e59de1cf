"""Thousands of random histories of a case and what each folds to: `python -m tests.vectors.histories`.

Written to `histories.json` beside this file, too large to commit and the same on every machine; the tablet's
tests read it. Every item and every flow is in them, by one to four tablets of several sites and by the hub.
Most are wrong somewhere on purpose: out of order, with clocks that differ, for another couple.
"""

import json
import random
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from schema.envelope import fact_id
from schema.fold import Case, fold
from schema.rules import demandable_keys, showable_keys
from tests.people import (
    CHILD,
    MR_ZHAO,
    MRS_ZHAO,
    OUTSIDE_WIFE,
    REMARRIED_HUSBAND,
    REMARRIED_WIFE,
    SISTER,
    WIDOWER,
    Person,
)
from tests.story import DEGAN, ITEMS, NEXT_TO_IT, SIPAIFANG, TOWNSHIP, Story, newer_guide
from tests.tablet import Fact, Tablet

COUNT, SEED = 2000, 20210614
FILE = Path(__file__).with_name("histories.json")
DEVICES = (SIPAIFANG, NEXT_TO_IT, DEGAN, TOWNSHIP)
COUPLES: tuple[tuple[Person, Person], ...] = (
    (MR_ZHAO, MRS_ZHAO),
    (WIDOWER, OUTSIDE_WIFE),
    (REMARRIED_HUSBAND, REMARRIED_WIFE),
    (WIDOWER, MRS_ZHAO),
)
NEWER = (
    newer_guide("birth-service", "2021-06-10", without=("M03",)),
    newer_guide("further-birth", "2021-06-10", without=("M17", "M15b")),
    newer_guide("further-birth", "2021-06-20", without=("M12",)),
    newer_guide("only-child", "2021-06-12", without=("M22",)),
)
Step = Callable[[random.Random, Story], object]


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
    "notified": ["visit", "notify", "abandon", "abandon"],
    "accepted": ["issue"],
    "in-review": ["decide"],
    "granted": ["issue"],
    "refused": ["rate"],
    "issued": ["hand over", "mail", "spoil"],
    "closed": ["void", "lose", "issue", "track", "declare"],
    "withdrawn": ["visit"],
    "abandoned": ["visit"],
}


def _one_of(chance: random.Random, things: list[Any], member: str, otherwise: str) -> str:
    """That member of one of them; of none, or now and then, something that is not there."""
    return str(chance.choice(things)[member]) if things and chance.random() < 0.95 else otherwise


def _pledge(chance: random.Random, story: Story) -> str:
    return _one_of(chance, story.state["pledges"], "id", f"pledge:{SIPAIFANG}:99")


def _cert_no(chance: random.Random, story: Story) -> str:
    return _one_of(chance, story.state["certificates"], "certNo", "FS50011600190121A399990")


def _show_some(chance: random.Random, story: Story) -> None:
    keys = sorted(showable_keys(story.guides[story.application["guide"]]))
    story.show(*chance.sample(keys, 3))


def _notify(chance: random.Random, story: Story) -> None:
    """Mostly what is truly missing, so that histories get past the first notice."""
    change = chance.choice(["", "", chance.choice(story.state["declarations"])["id"]])
    if story.state["missing"] and chance.random() < 0.7:
        story.notice(change=change)
    else:
        keys = sorted(demandable_keys(story.guides[story.application["guide"]]))
        story.notice(*chance.sample(keys, 2), change=change)


def _declare(chance: random.Random, story: Story) -> None:
    known = story.state["declarations"]
    replaced = chance.sample(known, chance.randrange(1, len(known) + 1))
    changed: dict[str, Any] = chance.choice(
        [
            {"sameBooklet": True},
            {"wife": {**story.application["wife"], "remarriedAfter": "divorce"}},
            {"wife": {**story.application["wife"], "name": "改名"}},
            {},
        ]
    )
    story.declare(*({"_id": one["id"]} for one in replaced), **changed)


def _verify(chance: random.Random, story: Story) -> None:
    story.fact("verification", pledge=_pledge(chance, story), answered=chance.random() < 0.6)


def _conclude(chance: random.Random, story: Story) -> None:
    result = chance.choice(["consistent", "consistent", "false", "unreachable"])
    evidence = chance.choice(["", "复函在卷", "称其户籍地另有说明"])
    story.fact("conclusion", pledge=_pledge(chance, story), result=result, evidence=evidence)


def _confirm(chance: random.Random, story: Story) -> None:
    found = [one["conclusion"] for one in story.state["pledges"] if one["conclusion"]]
    members: Fact = {"agrees": chance.random() < 0.7, "corrected": chance.random() < 0.3}
    members["conclusion"] = _one_of(chance, found, "id", f"conclusion:{SIPAIFANG}:99")
    if chance.random() < 0.5:
        story.fact("confirmation", **members)
    else:
        story.order("confirmation", f"{len(story.orders)}", by="jijiang", **members)


def _look_up(chance: random.Random, story: Story) -> Fact:
    result = chance.choice(["consistent", "consistent", "mismatch", "no-record"])
    spouse = chance.choice(["husband", "wife"])
    return story.order("lookup", f"{len(story.orders)}", spouse=spouse, result=result)


def _inquire(chance: random.Random, story: Story) -> None:
    lookup = _one_of(chance, story.state["lookups"], "id", "order:lookup:none")
    story.fact("inquiry", lookup=lookup, corrected=chance.random() < 0.5)


def _prove(chance: random.Random, story: Story) -> None:
    """The next open homework, done rightly; or a proof of anything."""
    wanted = [one["by"].partition(":") for one in story.state["homework"] if not one["done"]]
    if not wanted or chance.random() < 0.2:
        spouse, basis = chance.choice(["husband", "wife"]), chance.choice(["lookup", "pledge"])
        story.prove(spouse, basis, _look_up(chance, story))
        return
    kind, _, whom = wanted[0]
    spouse = "husband" if whom == "couple" else whom
    is_outside = story.state[spouse]["hukou"]["area"][:2] != "50"
    basis = "pledge" if is_outside else "lookup"
    found = (
        story.verified_pledge(spouse)
        if is_outside
        else story.order("lookup", f"{len(story.orders)}", spouse=spouse, result="consistent")
    )
    if kind == "status-proof":
        story.prove(spouse, basis, found)
    else:
        story.fact(kind, basis=basis, of=found["_id"])


def _opine(chance: random.Random, story: Story) -> None:
    basis = chance.choice(["own-residents", "employer-paper", "phone", "lookup"])
    of = _look_up(chance, story)["_id"] if basis == "lookup" else ""
    content = chance.choice(["", "情况属实"])
    story.fact("opinion", basis=basis, of=of, office=content and "村委会", content=content)


def _decide(chance: random.Random, story: Story) -> None:
    granted = chance.random() < 0.7
    reason = "" if granted else chance.choice(["", "not-eligible", "pledge-false"])
    members = {
        "granted": granted,
        "appraisal": chance.choice(["", "eligible", "not-eligible"]),
        "reason": reason,
    }
    if chance.random() < 0.5:
        story.fact("decision", **members)
    else:
        story.order("decision", f"{len(story.orders)}", by="jijiang", **members)


def _issue(chance: random.Random, story: Story) -> None:
    ended = [one for one in story.state["certificates"] if one["void"] or one["lost"]]
    supersedes = _one_of(chance, ended, "certNo", "") if chance.random() < 0.8 else _cert_no(chance, story)
    other = {"husband": COUPLES[1][0]} if chance.random() < 0.1 else {}
    story.certify(supersedes=supersedes if story.state["certificates"] else "", **other)


def _print(chance: random.Random, story: Story) -> None:
    paper = chance.choice(story.documents)
    story.fact("printing", paper=chance.choice(["notice", "receipt", "certificate"]), of=paper["_id"])


def _mail(chance: random.Random, story: Story) -> None:
    story.fact("delivery", method=chance.choice(["mail", "mail", "pick-up", "on-the-spot"]))
    story.fact("mailing", certNo=_cert_no(chance, story))


def _track(chance: random.Random, story: Story) -> None:
    story.fact("tracking", certNo=_cert_no(chance, story), state=chance.choice(["delivered", "returned"]))


def _void(chance: random.Random, story: Story) -> None:
    why = chance.choice(["clerical-error", "duplicate", "false-pledge", "applicant-asks"])
    type_ = chance.choice(["void", "void-request"])
    if chance.random() < 0.5:
        story.fact(type_, certNo=_cert_no(chance, story), why=why)
    else:
        story.order("void", f"{len(story.orders)}", by="jijiang", certNo=_cert_no(chance, story), why=why)


def _spoil(chance: random.Random, story: Story) -> None:
    """Of a certificate of this tablet, or of an empty sheet."""
    issued = [fact for fact in story.pen.facts if fact["type"] == "certificate"]
    story.spoil(chance.choice([None, *issued]))


def _let_the_hub_write(chance: random.Random, story: Story) -> None:
    key, number = f"{len(story.orders)}", _cert_no(chance, story)
    twice = {"certNo": number, "other": number, "otherCase": f"{DEGAN}-1", "keep": number}
    orders: dict[str, dict[str, Any]] = {
        "due": {
            "of": chance.choice([story.state["acceptance"], f"acceptance:{SIPAIFANG}:99"]),
            "dueOn": f"2021-07-0{chance.randrange(1, 9)}",
        },
        "distrust": {"pledge": _pledge(chance, story), "of": f"pledge:{DEGAN}:7"},
        "both-stay": {"certNo": number, "other": number, "grounds": "双方均需"},
        "warning": {"kind": chance.choice(["due-soon", "overdue"])},
        "routing": {"to": chance.choice(["500116001901", "500116002901"])},
        "uploads": {"uploads": [{"key": "M01:husband", "paper": f"{len(story.orders):043}"}]},
        "duplicate": twice,
        "purge": {},
        "finding": {"inspection": "", "cause": "other", "content": "回户籍地"},
    }
    type_ = chance.choice(list(orders))
    story.order(type_, key, **orders[type_])


STEPS: dict[str, Step] = {
    "visit": lambda chance, story: story.fact("visit", purpose=chance.choice(["supplement", "collect"])),
    "show some": _show_some,
    "show all": lambda _, story: story.show_all(),
    "notify": _notify,
    "declare": _declare,
    "abandon": lambda _, story: story.order("abandonment", f"{len(story.orders)}"),
    "attempt": lambda _, story: story.fact("attempt"),
    "pledge": lambda chance, story: story.fact("pledge", spouse=chance.choice(["husband", "wife"])),
    "take back": lambda chance, story: story.fact("pledge-withdrawal", pledge=_pledge(chance, story)),
    "verify": _verify,
    "conclude": _conclude,
    "confirm": _confirm,
    "look up": _look_up,
    "inquire": _inquire,
    "prove": _prove,
    "opine": _opine,
    "accept": lambda chance, story: story.accept(chance.choice([None, None, None, 10, 0])),
    "decide": _decide,
    "issue": _issue,
    "spoil": _spoil,
    "print": _print,
    "hand over": lambda chance, story: story.fact("handover", certNo=_cert_no(chance, story)),
    "mail": _mail,
    "track": _track,
    "lose": lambda chance, story: story.fact("loss", certNo=_cert_no(chance, story)),
    "void": _void,
    "withdraw": lambda _, story: story.fact("withdrawal"),
    "rate": lambda chance, story: story.fact("rating", stars=chance.randrange(1, 6)),
    "hub": _let_the_hub_write,
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
    facts = as_heard(chance, story.documents)
    held = story.guides if chance.random() < 0.98 else {}
    return {"facts": facts, "guides": list(held), "case": fold(facts, held)}


def write(file: Path, count: int = COUNT, seed: int = SEED) -> None:
    file.write_text(json.dumps(histories(count, seed), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    write(FILE)
