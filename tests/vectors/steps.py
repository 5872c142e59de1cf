"""What can happen to a case at random, rightly or wrongly: the steps that histories are made of."""

import random
from collections.abc import Callable
from typing import Any

from schema.rules import copied_keys, demandable_keys, showable_keys
from tests.people import MR_ZHAO, MRS_ZHAO, OUTSIDE_WIFE, REMARRIED_HUSBAND, REMARRIED_WIFE, WIDOWER, Person
from tests.story import DEGAN, SIPAIFANG, Story
from tests.tablet import Fact

COUPLES: tuple[tuple[Person, Person], ...] = (
    (MR_ZHAO, MRS_ZHAO),
    (WIDOWER, OUTSIDE_WIFE),
    (REMARRIED_HUSBAND, REMARRIED_WIFE),
    (WIDOWER, MRS_ZHAO),
)
Step = Callable[[random.Random, Story], object]


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


def _untick_some(chance: random.Random, story: Story) -> None:
    """What was ticked; now and then in ticks that a notice told of, or that nobody made."""
    ticked = [one for one in story.state["ticks"] if one["shown"] and one["id"].startswith("materials:")]
    some = chance.choice(ticked) if ticked else {"shown": ["M01:husband"]}
    of = _one_of(chance, [some] if ticked else [], "id", f"materials:{SIPAIFANG}:99")
    story.fact("untick", of=[of], keys=[chance.choice(some["shown"])])


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


def _carry_on(chance: random.Random, story: Story) -> None:
    """Now and then by a slip that was used before, or for another couple."""
    used = [fact["slip"] for fact in story.documents if fact["type"] == "continuation"]
    slip = chance.choice(used) if used and chance.random() < 0.3 else story.slip()
    wife = story.state["wife"]
    other: dict[str, Any] = chance.choice(
        [{}, {}, {"wife": {**wife, "name": "改名"}}, {"wife": OUTSIDE_WIFE}]
    )
    story.carry_on(slip, **other)


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
        "grounds": chance.choice(["", " \u3000", "不符合条例"]),
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
        "duplicate-over": {"certNo": number, "other": number},
        "warning": {"kind": chance.choice(["due-soon", "overdue"])},
        "routing": {"to": chance.choice(["500116001901", "500116002901"])},
        "uploads": {"uploads": [{"key": "M01:husband", "paper": f"{len(story.orders):043}"}]},
        "duplicate": twice,
        "purge": {},
        "finding": {"inspection": "", "cause": "other", "content": "回户籍地"},
    }
    type_ = chance.choice(list(orders))
    story.order(type_, key, **orders[type_])


def _copy_some(chance: random.Random, story: Story) -> None:
    """What the guide keeps; of one that keeps nothing, what it must not."""
    guide = story.guides[story.application["guide"]]
    keys = sorted(copied_keys(guide) or showable_keys(guide))
    story.photograph(*chance.sample(keys, 2))


STEPS: dict[str, Step] = {
    "visit": lambda chance, story: story.fact("visit", purpose=chance.choice(["supplement", "collect"])),
    "show some": _show_some,
    "copy some": _copy_some,
    "untick some": _untick_some,
    "show all": lambda _, story: story.show_all(),
    "notify": _notify,
    "carry on": _carry_on,
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
