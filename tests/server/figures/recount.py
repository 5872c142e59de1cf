"""Every figure once more: of each, what its two sides are made of, one plain sentence of Python for each."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import chain
from typing import NamedTuple

from schema.look_ups import wanted_look_ups
from tests.server.figures.papers import CasePapers, DistrictPapers, Document, day, local, moment

NOW = ""  # the day of what counts whatever the days that are asked for
_UNLAWFUL = ("R02", "R03", "R05", "R31", "R33")
_CAUSES = ("extra-material", "sent-home")
_WAITING = ("unverified", "verifying", "unreachable", "disputed")
_IN_VAIN = ("refused", "withdrawn", "abandoned")
_WAYS = (("leaflet",), ("screen", "board", "notice-board"), ("online-guidance",))


class Entry(NamedTuple):
    """Something that counts; of no item or channel it counts for all of them."""

    day: str
    site: str
    item: str
    channel: str
    n: int


class Sides(NamedTuple):
    numerator: Iterator[Entry] | None
    denominator: Iterator[Entry] | None


def sides(papers: DistrictPapers) -> dict[str, Sides]:
    """By the figure's name."""
    each = _each(papers)
    done = each(lambda c: day(c.fold["closedAt"]))
    return {
        "visitsPerCase": Sides(done(lambda c: len(c.fold["visits"])), done(one)),
        "repeatVisitRate": Sides(done(lambda c: len(c.fold["visits"]) > 1), done(one)),
        "firstVisitDoneRate": Sides(done(lambda c: _at_once(c) and _at_first(c, "closedAt")), done(_at_once)),
        "officeFirstVisitDoneRate": Sides(
            done(lambda c: _at_once(c) and _at_first(c, "acceptedAt") and _at_first(c, "closedAt")),
            done(lambda c: _at_once(c) and _at_first(c, "acceptedAt")),
        ),
        "oneTimeNoticeCompleteness": Sides(each(_notified_on)(_told_at_once), each(_notified_on)(one)),
        "overdueRate": _overdue(papers, lambda c: str(c.fold["dueOn"])),
        "overdueByLawRate": _overdue(papers, lambda c: _by_law(papers, c)),
        "pledgeFalseRate": Sides(
            _verified(papers, ("false",)), _verified(papers, ("consistent", "false", "corrected"))
        ),
        **_opened(papers),
        **_of_certificates(papers),
        **_of_orders(papers),
        **_of_now(papers),
        "syncLag": Sides(
            (_of_fact(fact) for fact, lag in lags(papers) if lag > timedelta(days=1)),
            (_of_fact(fact) for fact, _ in lags(papers)),
        ),
        "handlingTime": Sides(None, None),
        "retentionBreaches": Sides(chain(_kept_against_the_guide(papers), _not_purged(papers)), None),
        "badRatings": Sides(each(_rated_on)(_is_bad), each(_rated_on)(one)),
        "badRatingsMended": Sides(
            each(_rated_on)(lambda c: _is_bad(c) and _is_answered(c)), each(_rated_on)(_is_bad)
        ),
    }


def one(_: CasePapers) -> bool:
    return True


Counts = Callable[[CasePapers], int | bool]
When = Callable[[CasePapers], str]


def _each(
    papers: DistrictPapers,
) -> Callable[[Callable[[CasePapers], str]], Callable[[Counts], Iterator[Entry]]]:
    """Of all cases: on which day, then how much."""

    def on(when: When) -> Callable[[Counts], Iterator[Entry]]:
        def so_much(counts: Counts) -> Iterator[Entry]:
            return (_of_case(c, when(c), int(counts(c))) for c in papers.cases.values() if when(c))

        return so_much

    return on


def _of_case(case: CasePapers, on: str, n: int = 1, site: str = "") -> Entry:
    return Entry(on, site or case.fold["site"], case.fold["item"], case.fold["channel"], n)


def _of_fact(fact: Document) -> Entry:
    return Entry(day(fact["at"]), fact["site"], "", "", 1)


def _opened(papers: DistrictPapers) -> dict[str, Sides]:
    opened = _each(papers)(lambda c: day(c.fold["openedAt"]))
    demands = [
        *(
            _of_case(case, day(attempt["at"]))
            for case in papers.cases.values()
            for attempt in case.of("attempt")
            if attempt["rule"] in _UNLAWFUL
        ),
        *(
            _of_order(papers, complaint, complaint["receivedOn"])
            for complaint in papers.complaints()
            if complaint["cause"] in _CAUSES
        ),
        *(
            _of_order(papers, finding, day(finding["at"]))
            for finding in papers.orders_of("finding")
            if finding["cause"] in _CAUSES
        ),
    ]
    return {
        "outOfSiteRate": Sides(
            opened(
                lambda c: (
                    not any(
                        c.fold["site"].startswith(c.fold[whom]["hukou"]["area"])
                        for whom in ("husband", "wife")
                    )
                )
            ),
            opened(one),
        ),
        "onlineShare": Sides(opened(lambda c: c.fold["channel"] == "online"), opened(one)),
        "mailShare": Sides(opened(lambda c: c.fold["delivery"] == "mail"), opened(one)),
        "illegalDemands": Sides(iter(demands), opened(one)),
    }


def _at_once(case: CasePapers) -> bool:
    return bool(case.fold["channel"] == "window" and case.fold["item"] != "further-birth")


def _at_first(case: CasePapers, what: str) -> bool:
    """Whether something was done before the couple came for the second time."""
    second = [visit["at"] for visit in case.fold["visits"] if visit["n"] == 2]
    return not second or bool(case.fold[what] < second[0])


def _notified_on(case: CasePapers) -> str:
    notices = case.effective("notice")
    return day(notices[0]["at"]) if notices else ""


def _told_at_once(case: CasePapers) -> bool:
    first, *later = (({one["key"] for one in told["missing"]}, told["change"]) for told in case.of("notice"))
    return not [keys for keys, change in later if not change and not keys <= first[0]]


def _overdue(papers: DistrictPapers, due: Callable[[CasePapers], str]) -> Sides:
    """Nobody is late before the day is over."""

    def owed(case: CasePapers) -> str:
        taken_back = [day(one["at"]) for one in case.effective("withdrawal")]
        if case.fold["state"] == "withdrawn" and due(case) >= taken_back[0]:
            return ""
        return due(case) if due(case) < papers.today.isoformat() else ""

    def is_late(case: CasePapers) -> bool:
        finished = [day(case.fold[name]) for name in ("decidedAt", "issuedAt") if case.fold[name]]
        return not finished or min(finished) > due(case)

    accepted = _each(papers)(owed)
    return Sides(accepted(is_late), accepted(one))


def _by_law(papers: DistrictPapers, case: CasePapers) -> str:
    if not case.fold["acceptedAt"]:
        return ""
    if case.fold["workingDays"] in (0, 20):
        return str(case.fold["dueOn"])
    return papers.in_workdays(local(moment(case.fold["acceptedAt"])), 20)


def _verified(papers: DistrictPapers, results: tuple[str, ...]) -> Iterator[Entry]:
    for case in papers.cases.values():
        for pledge in case.fold["pledges"]:
            if pledge["conclusion"] and pledge["status"] in results:
                yield _of_case(case, day(pledge["conclusion"]["at"]))


def _of_certificates(papers: DistrictPapers) -> dict[str, Sides]:
    def issued(counts: Callable[[CasePapers, Document], bool]) -> Iterator[Entry]:
        for case in papers.cases.values():
            for paper in case.fold["certificates"]:
                yield _of_case(case, paper["issuedOn"], int(counts(case, paper)))

    def offline(_: CasePapers, paper: Document) -> bool:
        return not paper["online"]

    return {
        "offlineIssued": Sides(issued(offline), issued(lambda *_: True)),
        "offlineMismatch": Sides(
            issued(lambda case, paper: offline(case, paper) and _was_wrong(case, paper)), issued(offline)
        ),
        "duplicates": Sides(_twice(papers), issued(lambda *_: True)),
    }


def _was_wrong(case: CasePapers, paper: Document) -> bool:
    looked_up = [
        look_up
        for look_up in case.fold["lookups"]
        if look_up["at"] > paper["at"] and look_up["result"] != "consistent"
        if not [inquiry for inquiry in look_up["inquiries"] if inquiry["corrected"]]
    ]
    return bool(looked_up or [one for one in case.fold["pledges"] if one["status"] == "false"])


def _twice(papers: DistrictPapers) -> Iterator[Entry]:
    """Of the papers in force of a couple and an item in several cases, all but the earliest."""
    of_couple: dict[tuple[str, ...], list[tuple[str, str, CasePapers]]] = defaultdict(list)
    for case in papers.cases.values():
        couple = (case.fold["husband"]["idNo"], case.fold["wife"]["idNo"], case.fold["item"])
        for paper in case.fold["certificates"]:
            if not paper["void"]:
                of_couple[couple].append((paper["issuedOn"], paper["id"], case))
    for held in of_couple.values():
        if len({case.fold["id"] for _, _, case in held}) > 1:
            for issued_on, name, case in sorted(held, key=lambda one: one[:2])[1:]:
                site = next(one["site"] for one in case.written if one["_id"] == name)
                yield _of_case(case, issued_on, site=site)


def _of_order(papers: DistrictPapers, order: Document, on: str, n: int = 1) -> Entry:
    fold = papers.cases[order["case"]].fold if order["case"] else {"item": "", "channel": ""}
    return Entry(on, order["site"], fold["item"], fold["channel"], n)


def _of_orders(papers: DistrictPapers) -> dict[str, Sides]:
    complaints = papers.complaints()
    replies = {one["complaint"]: one for one in papers.orders_of("reply")}
    seen: set[tuple[str, str]] = set()
    again = []
    for order in complaints:
        like = (order["site"][:9], order["cause"])
        again += [order] if like in seen else []
        seen.add(like)
    answered = [(order, replies[order["_id"]]) for order in complaints if order["_id"] in replies]

    def days(complaint: Document, reply: Document) -> int:
        return (local(moment(reply["at"])) - local(moment(f"{complaint['receivedOn']}T00:00:00Z"))).days

    return {
        "complaints": Sides((_of_order(papers, one, one["receivedOn"]) for one in complaints), None),
        "similarComplaints": Sides((_of_order(papers, one, one["receivedOn"]) for one in again), None),
        "complaintDays": Sides(
            (_of_order(papers, one, one["receivedOn"], days(one, reply)) for one, reply in answered),
            (_of_order(papers, one, one["receivedOn"]) for one, _ in answered),
        ),
    }


def _of_now(papers: DistrictPapers) -> dict[str, Sides]:
    waiting = [
        (case, pledge)
        for case in papers.cases.values()
        if case.fold["state"] not in _IN_VAIN
        for pledge in case.fold["pledges"]
        if pledge["status"] in _WAITING
    ]
    ages = {"To3": range(4), "To5": range(4, 6), "To10": range(6, 11), "Long": range(11, 10_000)}
    of_age = {
        f"pledgesUnverified{name}": [
            case
            for case, pledge in waiting
            if papers.workdays_after(local(moment(pledge["at"])), papers.today) in days
        ]
        for name, days in ages.items()
    }
    wanted = [case for case in papers.cases.values() for _ in wanted_look_ups(case.fold)]
    return {
        "pledgesUnverified": Sides((_of_case(case, NOW) for case, _ in waiting), None),
        **{name: Sides(map(_of_now_alone, cases), None) for name, cases in of_age.items()},
        "lookupBacklog": Sides((_of_case(case, NOW, site=case.fold["handledBy"]) for case in wanted), None),
        "rectification": Sides(
            (Entry(NOW, site, "", "", int(_shows_the_guide(papers, site))) for site in papers.sites),
            (Entry(NOW, site, "", "", 1) for site in papers.sites),
        ),
    }


def _of_now_alone(case: CasePapers) -> Entry:
    return _of_case(case, NOW)


def _shows_the_guide(papers: DistrictPapers, site: str) -> bool:
    shown = [
        one for one in (*papers.facts, *papers.orders) if one["type"] == "publicity" and one["site"] == site
    ]
    return all(
        any(one["kind"] in ways and one["doneOn"] <= papers.publicity_by for one in shown) for ways in _WAYS
    )


def lags(papers: DistrictPapers) -> Iterator[tuple[Document, timedelta]]:
    """How long each document of a tablet took to the hub, as far as it is known."""
    for fact in papers.facts:
        came = [
            moment(run["at"])
            for run in papers.arrivals
            if run["device"] == fact["device"] and run["from"] <= fact["seq"] <= run["to"]
        ]
        if came:
            yield fact, min(came) - moment(fact["at"])


def _kept_against_the_guide(papers: DistrictPapers) -> Iterator[Entry]:
    for case in papers.cases.values():
        against = [one["fact"] for one in case.fold["violations"] if one["rule"] == "R19"]
        for copies in case.of("copies"):
            if copies["_id"] in against:
                yield _of_case(case, day(copies["at"]), site=copies["site"])


def _not_purged(papers: DistrictPapers) -> Iterator[Entry]:
    """Cases of which the hub holds papers that were to go fifteen days after the end."""
    for case in papers.cases.values():
        if case.fold["state"] not in ("closed", *_IN_VAIN) or not (
            case.fold["uploads"] or case.fold["address"]
        ):
            continue
        ends = [one["at"] for one in case.of("withdrawal", "abandonment")]
        ended = case.fold["closedAt"] or case.fold["decidedAt"] or max(ends)
        due = local(moment(ended)) + timedelta(days=15)
        if due < papers.today:
            yield _of_case(case, due.isoformat())


def _rated_on(case: CasePapers) -> str:
    ratings = case.effective("rating")
    return day(ratings[-1]["at"]) if ratings else ""


def _is_bad(case: CasePapers) -> bool:
    return bool(case.effective("rating")[-1]["stars"] <= 2)


def _is_answered(case: CasePapers) -> bool:
    withdrawn = [one["complaint"] for one in case.of("complaint-withdrawal")]
    complaints = [
        one["_id"]
        for one in case.of("complaint")
        if one["source"] == "rating" and one["_id"] not in withdrawn
    ]
    return any(one["complaint"] in complaints for one in case.of("reply"))
