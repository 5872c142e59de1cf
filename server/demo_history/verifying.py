"""How a pledge is verified by telephone and letter, and how the population system is asked."""

from collections.abc import Generator
from datetime import datetime

from schema.facts import order_id
from server.demo_history.case import Case
from server.demo_history.world import Story
from sync.records import Document

Asking = Generator[datetime, None, Document | None]
_STILL_OPEN = 0.03  # pledges nobody has got round to
_OFFICES = ("卫生健康局", "乡镇人民政府计生办", "村民委员会")
_IN_VAIN = 0.04  # look-ups that find nothing, or something else


def basis_of(case: Case, spouse: str, pledge: Document | None) -> Asking:
    """What a status proof of a spouse rests on: a look-up, or the conclusion of a pledge; None when
    there is nothing: the pledge was false, or nobody answers."""
    if pledge is None:
        return (yield from _look_up(case, spouse))
    if case.turn == "early-proof":  # before anybody has rung up: without effect
        case.world.blunders.add(case.status_proof(spouse, "pledge", pledge)["_id"])
    if case.turn == "never-answered":
        yield from _unanswered(case, pledge)
        return None
    if case.turn == "false-pledge-refused":
        yield from _found_false(case, pledge, agrees=True)
        yield case.someday(1, 3)
        members = {"granted": False, "appraisal": "", "reason": "pledge-false", "grounds": "承诺不实"}
        case.fact("decision", by=case.hall, **members)
        return None
    return (yield from _found_true(case, pledge))


def settle_pledge(case: Case, pledge: Document, certificate: Document) -> Story:
    """After the certificate was issued: nothing of it waits for this."""
    if case.turn == "asked-to-verify":
        case.task("verify-pledge", case.hall.clerks[0], 14, pledge=pledge["_id"])
    if case.turn == "false-pledge":
        yield from _found_false(case, pledge, agrees=True)
        yield case.someday(2, 6)
        members = {
            "certNo": certificate["certNo"],
            "why": "false-pledge",
            "grounds": "经核实承诺不实，已听取申请人陈述",
        }
        case.fact("void-request", **members)
        yield case.someday(1, 4)
        case.fact("void", by=case.hall, **members)
        yield from _distrusted_elsewhere(case, pledge)
    elif case.turn == "taken-back":
        yield case.someday(1, 2)
        case.fact("pledge-withdrawal", pledge=pledge["_id"])
    elif case.turn == "unconfirmed":
        yield from _found_false(case, pledge, agrees=False)
    elif case.turn == "unanswered":
        yield from _unanswered(case, pledge)
    elif case.chance.random() > _STILL_OPEN:
        yield from _found_true(case, pledge)


def _distrusted_elsewhere(case: Case, pledge: Document) -> Story:
    """They try another office, which knows nothing of the first; the hub does."""
    yield case.someday(2, 5)
    second = Case(case.world, case.another_site(), case.item, case.declared)
    second.open()
    second.fact("visit", purpose="apply")
    again = second.pledge(pledge["spouse"])
    second.world.blunders.add(again["_id"])
    yield second.heard(1)
    second.order("distrust", again["_id"], pledge=again["_id"], of=pledge["_id"])
    yield second.someday(1, 2)
    second.fact("withdrawal")


def _look_up(case: Case, spouse: str) -> Asking:
    yield case.heard(30)
    if case.turn == "late-lookup":
        case.warning("look-up-late", order_id("lookup", case.id, spouse))
        yield case.after(20, 50)
    if case.chance.random() < _IN_VAIN:
        yield from look_up_in_vain(case, spouse)
        found = case.lookup(spouse, key=f"{spouse}-2")
    else:
        found = case.lookup(spouse)
    yield case.someday(0, 2)
    return found


def look_up_in_vain(case: Case, spouse: str) -> Story:
    """The system says otherwise, and the offices sort it out among themselves."""
    found = case.lookup(spouse, case.chance.choice(("mismatch", "no-record")))
    case.task("ask-office", "hub", 7, lookup=found["_id"])
    yield case.someday(1, 4)
    _inquiry(case, found, corrected=True)
    yield case.heard(20)


def _found_true(case: Case, pledge: Document) -> Asking:
    yield case.someday(1, 4)
    while case.chance.random() < 0.25:
        _verification(case, pledge, "phone", answered=False, content="无人接听")
        yield case.someday(1, 3)
    _verification(case, pledge, "phone", answered=True, content="与承诺一致")
    return _conclusion(case, pledge, "consistent")


def _found_false(case: Case, pledge: Document, *, agrees: bool) -> Story:
    """By letter; it counts only when the township has confirmed it."""
    yield case.someday(1, 4)
    _verification(case, pledge, "phone", answered=False, content="无人接听")
    letter = _verification(case, pledge, "letter", answered=False, content="已寄核实函")
    case.fact("printing", paper="letter", of=letter["_id"])
    yield case.someday(8, 13)
    case.warning("pledge-5", pledge["_id"])
    _verification(case, pledge, "letter", answered=True, content="回函：已生育子女数与承诺不符")
    conclusion = _conclusion(case, pledge, "false", "回函载明的子女数多于承诺")
    yield case.someday(1, 3)
    if case.item == "further-birth":  # at the desk, else on the township's tablet
        key = conclusion["_id"]
        case.order(
            "confirmation", key, by=case.hall.clerks[0], conclusion=key, agrees=agrees, corrected=False
        )
    else:
        case.fact("confirmation", by=case.hall, conclusion=conclusion["_id"], agrees=agrees, corrected=False)
    if not agrees:
        yield case.someday(1, 4)
        _verification(case, pledge, "phone", answered=True, content="对方单位更正：登记有误，与承诺一致")
        _conclusion(case, pledge, "consistent")


def _unanswered(case: Case, pledge: Document) -> Story:
    """Two calls and a letter, and nobody answers. The couple are not troubled with it."""
    for method in ("phone", "phone", "letter"):
        yield case.someday(2, 5)
        _verification(case, pledge, method, answered=False, content="无人答复")
    case.warning("pledge-5", pledge["_id"])
    case.warning("pledge-10", pledge["_id"])
    _conclusion(case, pledge, "unreachable")


def _verification(case: Case, pledge: Document, method: str, *, answered: bool, content: str) -> Document:
    home = case.declared[pledge["spouse"]]["hukou"]["address"]
    return case.fact(
        "verification",
        pledge=pledge["_id"],
        method=method,
        office=home + case.chance.choice(_OFFICES),
        contact="官网公布的电话" if method == "phone" else "官网公布的通信地址",
        answered=answered,
        person="值班人员" if answered else "",
        content=content,
    )


def _conclusion(case: Case, pledge: Document, result: str, evidence: str = "") -> Document:
    return case.fact("conclusion", pledge=pledge["_id"], result=result, evidence=evidence)


def _inquiry(case: Case, lookup: Document, *, corrected: bool) -> None:
    home = case.declared[lookup["spouse"]]["hukou"]["address"]
    case.fact(
        "inquiry",
        lookup=lookup["_id"],
        office=home + _OFFICES[0],
        contact="全员人口信息协查电话",
        person="值班人员",
        content="登记信息已更新" if corrected else "正在核对",
        corrected=corrected,
    )
