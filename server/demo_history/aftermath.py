"""What may still happen when a certificate is in somebody's hands."""

from collections.abc import Callable

from server.clock import rfc3339
from server.demo_history.case import Case
from server.demo_history.world import Story
from server.online.papers import ADDRESS
from sync.records import Document


def afterwards(case: Case, certificate: Document) -> Story:
    """For the few cases whose turn it is."""
    if case.turn in _TURNS:
        yield from _TURNS[case.turn](case, certificate)


def _lost(case: Case, certificate: Document) -> Story:
    yield case.someday(10, 40)
    case.fact("visit", purpose="apply")
    case.fact("loss", certNo=certificate["certNo"])
    case.hand_over(case.certificate(supersedes=certificate["certNo"]), "on-the-spot")


def _lost_elsewhere(case: Case, certificate: Document) -> Story:
    """They say so at another office; the one that issued it issues another and mails it."""
    world, there = case.world, case.another_site()
    yield case.someday(10, 40)
    address = world.uploaded.seal("", there, ADDRESS, rfc3339(world.now), case.declared)
    couple = {
        whom: {name: case.declared[whom][name] for name in ("name", "idNo")} for whom in ("husband", "wife")
    }
    wish = world.fact(
        there,
        there.tablets[0],
        "reissue-wish",
        "",
        world.now,
        item=case.item,
        certNo=certificate["certNo"],
        address=address,
        **couple,
    )
    yield case.heard(20)
    case.fact("loss", certNo=certificate["certNo"])
    again = case.certificate(supersedes=certificate["certNo"])
    case.fact("delivery", method="mail", address=case.sealed(ADDRESS))
    yield case.someday(1, 2)
    case.fact("mailing", certNo=again["certNo"], carrier="中国邮政", tracking="EY000000000CN")
    yield case.someday(2, 5)
    case.fact("tracking", certNo=again["certNo"], state="delivered")
    world.fact(there, there.tablets[0], "wish-over", "", world.now, of=wish["_id"])


def _clerical_error(case: Case, certificate: Document) -> Story:
    """A name is wrong; it is put right at one visit, and nothing is asked for again."""
    yield case.someday(1, 5)
    why = {"certNo": certificate["certNo"], "why": "clerical-error", "grounds": "姓名录入有误"}
    case.fact("visit", purpose="apply")
    case.fact("void-request", **why)
    yield case.heard(2)
    case.order("void", certificate["certNo"], by=case.hall.clerks[0], **why)
    yield case.after(0.1, 0.5)
    case.hand_over(case.certificate(supersedes=certificate["certNo"]), "on-the-spot")


def _applicant_asks(case: Case, certificate: Document) -> Story:
    yield case.someday(3, 20)
    case.fact("withdrawal")
    yield case.someday(1, 3)
    case.fact(
        "void", by=case.hall, certNo=certificate["certNo"], why="applicant-asks", grounds="申请人申请注销"
    )


def _issued_twice(case: Case, certificate: Document) -> Story:
    """The couple applied at another office as well. The later one is made void, or stays too."""
    yield case.someday(1, 6)
    second = Case(case.world, case.another_site(), case.item, case.declared)
    second.open()
    second.fact("visit", purpose="apply")
    second.show(second.missing())
    second.accept()
    later = second.certificate()
    second.hand_over(later, "on-the-spot")
    yield second.heard(1)
    for mine, other in ((case, second), (second, case)):
        numbers = [certificate["certNo"], later["certNo"]][:: 1 if mine is case else -1]
        members = {"certNo": numbers[0], "other": numbers[1], "otherCase": other.id}
        mine.order("duplicate", ":".join(numbers), **members, keep=certificate["certNo"])
    yield second.someday(1, 3)
    if case.turn == "both-stay":
        both = {"certNo": certificate["certNo"], "other": later["certNo"]}
        key = ":".join(sorted(both.values()))
        case.order("both-stay", key, by=case.hall.clerks[0], **both, grounds="经核实，两证均应保留")
    else:
        why = {"certNo": later["certNo"], "why": "duplicate", "grounds": "与先发证件重复"}
        second.fact("void", by=second.hall, **why)
    yield second.heard(1)
    for mine, pair in ((case, (certificate, later)), (second, (later, certificate))):
        own, other = (one["certNo"] for one in pair)
        mine.order("duplicate-over", f"{own}:{other}", certNo=own, other=other)


_TURNS: dict[str, Callable[[Case, Document], Story]] = {
    "loss": _lost,
    "lost-elsewhere": _lost_elsewhere,
    "clerical-error": _clerical_error,
    "applicant-asks": _applicant_asks,
    "duplicate": _issued_twice,
    "both-stay": _issued_twice,
}
