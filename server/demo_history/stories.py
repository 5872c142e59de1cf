"""What happens to a couple from the first word at the window, or on the portal, to the certificate.

Most cases are ordinary. A `turn` is the one unusual thing of a case that has one.
"""

from collections.abc import Callable, Generator
from datetime import datetime
from typing import Any

from server.demo_history.aftermath import afterwards
from server.demo_history.case import Case, keys_of
from server.demo_history.verifying import basis_of, look_up_in_vain, settle_pledge
from server.demo_history.world import Story
from sync.records import Document

_COMPLETE_AT_ONCE = 0.62
_LATER = ("abandoned", "returns", "changed-facts", "instalments", "elsewhere")  # need a second visit
_RULES = (("R02", "社保证明"), ("R03", "M16"), ("R33", "M23"))  # what the tablet did not let a clerk demand


def tell(case: Case, *, online: bool) -> Story:
    """The whole story of a case."""
    yield from (_online if online else _at_the_window)(case)


def _at_the_window(case: Case) -> Story:
    case.open()
    case.fact("visit", purpose="apply")
    if case.turn == "left":  # called away before any paper was looked at
        return
    if case.turn == "attempt":
        rule, code = case.chance.choice(_RULES)
        case.fact("attempt", rule=rule, code=code)
    complete = case.chance.random() < _COMPLETE_AT_ONCE and case.turn not in _LATER
    if not complete and case.turn != "mistaken-tick":
        yield from _told_once(case)
        if case.missing():
            return
    ticked = case.show(case.missing())
    if case.turn == "mistaken-tick":  # the paper is found in the bag
        case.untick(ticked)
        case.show(case.missing())
    case.photograph()
    pledges = [case.pledge(spouse) for spouse in case.outsiders()]
    if case.turn == "withdrawn":
        case.fact("withdrawal")
        return
    yield from _ITEMS[case.item](case, pledges)


def _told_once(case: Case) -> Story:
    """Not all papers are here. All that is missing is told at once, and most couples come back with it."""
    lacking = case.missing()
    count = case.chance.randint(1, min(3, len(lacking)))
    if case.turn == "instalments":
        count = 2
    absent = lacking[-count:]
    copies = absent if case.chance.random() < 0.2 else []
    case.show(lacking[: len(lacking) - count], copies)
    if case.turn == "instalments":  # a clerk who names one paper only
        case.notice(copies, leave_out=1)
    case.notice(copies)
    if case.turn in ("abandoned", "returns"):
        yield case.someday(91, 94)
        case.order("abandonment", str(case.notices))
        if case.turn == "abandoned":
            return
    yield case.someday(1, 12)
    if case.turn == "elsewhere":  # the paper's code is enough for any other office
        case.carry_on_at(case.hall)
        case.show(case.missing())
        return
    case.fact("visit", purpose="supplement")
    if case.turn == "changed-facts":
        _declare_anew(case)
        yield case.someday(2, 9)
        case.fact("visit", purpose="supplement")
    case.show(case.missing())


def _declare_anew(case: Case) -> None:
    """They had not said that he was divorced: what that asks for is told now, with the reason."""
    husband = {**case.declared["husband"], "remarriedAfter": "divorce"}
    case.declared = {**case.declared, "husband": husband}
    declaration = case.fact(
        "declaration", replaces=[case.application], guide=case.guide["_id"], **case.declared
    )
    case.notice(change=declaration["_id"])


def _birth_service(case: Case, pledges: list[Document]) -> Story:
    case.accept()
    certificate = case.certificate()
    if case.turn == "spoiled":
        case.fact(
            "spoiled", item=case.item, certNo=certificate["certNo"], block=certificate["block"], why="jam"
        )
        certificate = case.certificate(supersedes=certificate["certNo"])
    case.hand_over(certificate, "on-the-spot")
    yield case.heard(6)
    yield from _look_up_couple(case)
    for pledge in pledges:
        yield from settle_pledge(case, pledge, certificate)
    yield from afterwards(case, certificate)


def _look_up_couple(case: Case) -> Story:
    """The system is asked about those of the city, after the certificate is in their hands."""
    for spouse in ("husband", "wife"):
        if spouse not in case.outsiders():
            if case.turn == "mismatch" and spouse == "husband":
                yield from look_up_in_vain(case, spouse)
            else:
                case.lookup(spouse)
            yield case.after(0, 0.01)


def _only_child(case: Case, pledges: list[Document]) -> Story:
    if case.declared["opinionFrom"] == "employer":
        _opinion(case, "employer-paper", office="申请人所在单位")
    elif all(case.declared[whom]["hukou"]["area"] == "500116" for whom in ("husband", "wife")):
        _opinion(case, "own-residents")
    elif pledges or case.chance.random() < 0.5:
        _opinion(case, "phone", office="对方村（居）民委员会", content="电话核实，情况属实")
    else:  # the system must be asked first: the couple need not wait for it
        case.accept()
        yield case.heard(20)
        found = case.lookup("husband")
        yield case.someday(0, 1)
        _opinion(case, "lookup", of=found["_id"])
        yield from _fetched(case, case.certificate())
        return
    case.accept()
    certificate = case.certificate()
    case.hand_over(certificate, "on-the-spot")
    for pledge in pledges:
        yield from settle_pledge(case, pledge, certificate)
    yield from afterwards(case, certificate)


def _opinion(case: Case, basis: str, of: str = "", office: str = "", content: str = "同意") -> None:
    opinion = case.fact("opinion", basis=basis, of=of, office=office or case.office.name, content=content)
    case.fact("printing", paper="opinion", of=opinion["_id"])


def _further_birth(case: Case, pledges: list[Document]) -> Story:
    by_mail = case.turn == "returned-mail" or (case.turn != "unfetched" and case.chance.random() < 0.35)
    address = case.sealed("address") if by_mail else ""
    case.fact("delivery", method="mail" if by_mail else "pick-up", address=address)
    acceptance = case.accept(dated=case.turn != "undated")
    if case.turn == "undated":  # the tablet had no calendar of the year yet
        yield case.heard(30)
        days = case.site.promises
        if day := case.world.due_on(case.at, days):
            case.order("due", acceptance["_id"], of=acceptance["_id"], dueOn=day)
    if not (yield from _homework(case, pledges)):
        return
    yield case.someday(1, 6)
    if case.turn == "overdue":  # nobody decides
        yield case.someday(30, 32)
        case.warning("overdue")
        return
    if not _decided(case):
        return
    if case.turn != "waiting-for-sheets":
        yield case.someday(0, 3)
        yield from _delivered(case, by_mail=by_mail)


def _homework(case: Case, pledges: list[Document]) -> Generator[datetime, None, bool]:
    """The status proofs and, for the remarried, the proof of children. False when one cannot be had."""
    basis, of = "lookup", ""
    for spouse in ("husband", "wife"):
        pledge = next((one for one in pledges if one["spouse"] == spouse), None)
        found = yield from basis_of(case, spouse, pledge)
        if found is None:
            return False
        basis, of = ("pledge" if pledge else "lookup"), found["_id"]
        case.status_proof(spouse, basis, found)
    if any(case.declared[whom]["remarriedAfter"] != "none" for whom in ("husband", "wife")):
        case.fact("children-proof", basis=basis, of=of, common=len(case.declared["children"]))
    return True


def _decided(case: Case) -> bool:
    """By the township, on its tablet or at its desk. Whether it was granted."""
    sick, refused = case.declared["reason"] == "sick-child", case.turn == "refused"
    words = ("not-eligible" if refused else "eligible") if sick else ""
    reason = ("appraisal-not-eligible" if sick else "not-eligible") if refused else ""
    decision: dict[str, Any] = {
        "granted": not refused,
        "appraisal": words,
        "reason": reason,
        "grounds": "不符合再生育条件" if refused else "",
    }
    if case.chance.random() < 0.2:
        case.order("decision", by=case.hall.clerks[0], **decision)
    else:
        made = case.fact("decision", by=case.hall, **decision)
        if refused:
            case.fact("printing", by=case.hall, paper="refusal", of=made["_id"])
    return not refused


def _delivered(case: Case, *, by_mail: bool) -> Story:
    """A further birth's certificate comes from the township hall."""
    certificate = case.certificate(by=case.hall)
    if by_mail:
        yield from _mailed(case, certificate, by_hall=True)
        return
    if case.turn == "unfetched":
        return
    yield case.someday(0, 8)
    case.fact("visit", by=case.hall, purpose="collect")
    case.hand_over(certificate, "pick-up", by=case.hall)


def _fetched(case: Case, certificate: Document) -> Story:
    yield case.someday(1, 6)
    case.fact("visit", purpose="collect")
    case.hand_over(certificate, "pick-up")
    yield from afterwards(case, certificate)


def _mailed(case: Case, certificate: Document, *, by_hall: bool = False) -> Story:
    by, number = case.hall if by_hall else None, certificate["certNo"]
    yield case.someday(0, 1)
    tracking = f"EY{case.chance.randrange(10**9):09}CN"
    case.fact("mailing", by=by, certNo=number, carrier="中国邮政", tracking=tracking)
    yield case.someday(2, 5)
    state = "returned" if case.turn == "returned-mail" else "delivered"
    case.fact("tracking", by=by, certNo=number, state=state)


def _online(case: Case) -> Story:
    """Uploaded on the portal, done at the office, mailed or fetched."""
    wanted = case.missing()
    uploaded = wanted if case.chance.random() < 0.75 else wanted[:-1]
    delivery = "mail" if case.turn == "returned-mail" or case.chance.random() < 0.6 else "pick-up"
    case.open_online(delivery, keys_of(uploaded))
    if case.turn == "rerouted":  # the office is silent: the township's window takes it
        yield case.after(26, 40)
        case.order("routing", "silent-2", to=case.hall.code, why="silent")
        case.office, case.tablet = case.hall, case.hall.tablets[0]
    yield case.someday(0, 1)
    case.show(uploaded)
    if case.missing():
        case.notice()
        yield case.after(10, 90)
        case.upload(keys_of(case.missing()))
        yield case.someday(0, 1)
        case.show(case.missing())
    if case.item == "only-child":
        _opinion(case, "phone", office="对方村（居）民委员会", content="电话核实，情况属实")
    case.accept()
    if case.item == "further-birth":
        yield from _promised_online(case, delivery)
    else:
        certificate = case.certificate()
        yield case.heard(6)
        yield from _look_up_couple(case)
        yield from (_mailed if delivery == "mail" else _fetched)(case, certificate)
    yield case.someday(15, 15)
    case.order("purge", papers=case.world.uploaded.purge(case.id))


def _promised_online(case: Case, delivery: str) -> Story:
    if (yield from _homework(case, [])):
        yield case.someday(1, 5)
        if _decided(case):
            yield from _delivered(case, by_mail=delivery == "mail")


_ITEMS: dict[str, Callable[[Case, list[Document]], Story]] = {
    "birth-service": _birth_service,
    "further-birth": _further_birth,
    "only-child": _only_child,
}
