"""What one case counts for, day by day: a pure function of what is told of it, without a clock."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from schema.calendar import Calendars, due_on
from schema.case import Case, Fact
from schema.fold import in_order
from schema.kpi.histograms import HANDLING, LAG, VISITS
from schema.kpi.told import first_notice_day, was_told_once
from schema.shanghai import day_of

BY_LAW = 20  # working days: the most a township may promise (R23)
UNLAWFUL_DEMANDS = frozenset({"R02", "R03", "R05", "R31", "R33"})
BAD_STARS = 2
_VERIFIED = ("consistent", "false", "corrected")


class Counted(NamedTuple):
    """`n` more of `measure` on `day` (ISO, Asia/Shanghai)."""

    day: str
    measure: str
    n: int


def counted(case: Case, documents: Iterable[Fact], calendars: Calendars) -> list[Counted]:
    """Of the fold of a case and the documents it was folded from, sorted; nothing is told twice."""
    written = in_order(_own(one) for one in documents)
    sums: Counter[tuple[str, str]] = Counter()
    for day, measures in (
        *_openings(case),
        *_notices(case, written),
        *_closing(case),
        *_promises(case, written, calendars),
        *_checks(case),
        *_certificates(case),
        *_ratings(case, written),
        *_attempts(written),
    ):
        for measure, n in measures.items():
            sums[day, measure] += n
    return [Counted(day, measure, n) for (day, measure), n in sorted(sums.items()) if n]


def counted_arrival(at: str, arrived: str) -> list[Counted]:
    """Of a tablet's document written `at`; `arrived` is empty while nobody knows when it came."""
    day, found = _day(at), {"facts": 1}
    if arrived:
        lag = datetime.fromisoformat(arrived) - datetime.fromisoformat(at)
        found |= {
            "facts_arrived": 1,
            "facts_late": int(lag > timedelta(days=1)),
            LAG.measure(lag.total_seconds()): 1,
        }
    return [Counted(day, measure, n) for measure, n in sorted(found.items()) if n]


Sums = list[tuple[str, dict[str, int]]]


def _openings(case: Case) -> Sums:
    is_out = not any(case["site"].startswith(case[whom]["hukou"]["area"]) for whom in ("husband", "wife"))
    measures = {
        "opened": 1,
        "out_of_site": int(is_out),
        "opened_online": int(case["channel"] == "online"),
        "mailed": int(case["delivery"] == "mail"),
    }
    return [(_day(case["openedAt"]), measures)]


def _notices(case: Case, written: list[Fact]) -> Sums:
    day = first_notice_day(case)
    return [(day, {"notified": 1, "told_once": int(was_told_once(case, written))})] if day else []


def _closing(case: Case) -> Sums:
    if not case["closedAt"]:
        return []
    visits = len(case["visits"])
    measures = Counter(
        {"closed": 1, "closed_visits": visits, "closed_again": int(visits > 1), VISITS.measure(visits): 1}
    )
    if case["channel"] == "window" and not case["workingDays"]:
        second = next((visit["at"] for visit in case["visits"] if visit["n"] == 2), "")
        at_once = not second or case["closedAt"] < second
        complete = not second or case["acceptedAt"] < second
        measures += Counter(
            once_due=1, once_closed=at_once, complete_at_first=complete, complete_once=complete and at_once
        )
        if case["item"] == "birth-service" and case["acceptedAt"]:
            measures[HANDLING.measure(_seconds(case["acceptedAt"], case["closedAt"]))] += 1
    return [(_day(case["closedAt"]), {name: int(n) for name, n in measures.items()})]


def _promises(case: Case, written: list[Fact], calendars: Calendars) -> Sums:
    finished = min((_day(at) for at in (case["decidedAt"], case["issuedAt"]) if at), default="")
    taken_back = _taken_back_on(case, written)
    return [
        (day, {name: 1, on_time: int(bool(finished) and finished <= day)})
        for name, on_time, day in (
            ("due", "on_time", case["dueOn"]),
            ("due_by_law", "on_time_by_law", _last_day_by_law(case, calendars)),
        )
        if day and (not taken_back or day < taken_back)
    ]


def _last_day_by_law(case: Case, calendars: Calendars) -> str:
    """Empty before acceptance, and while the calendar of a year it runs into is not known."""
    if not case["acceptedAt"]:
        return ""
    if case["workingDays"] in (0, BY_LAW):
        return str(case["dueOn"])
    return due_on(calendars, day_of(case["acceptedAt"]), BY_LAW)


def _taken_back_on(case: Case, written: list[Fact]) -> str:
    """The day on which the couple withdrew: what was due before was owed to them, later nothing is."""
    if case["state"] != "withdrawn":
        return ""
    in_vain = {one["fact"] for one in case["violations"]}
    return next(
        _day(one["at"]) for one in written if one["type"] == "withdrawal" and one["_id"] not in in_vain
    )


def _checks(case: Case) -> Sums:
    return [
        (_day(one["conclusion"]["at"]), {"verified": 1, "verified_false": int(one["status"] == "false")})
        for one in case["pledges"]
        if one["conclusion"] and one["status"] in _VERIFIED
    ]


def _certificates(case: Case) -> Sums:
    return [
        (
            one["issuedOn"],
            {
                "certificates": 1,
                "certificates_offline": int(not one["online"]),
                "certificates_mismatched": int(not one["online"] and _did_not_agree(case, one["at"])),
            },
        )
        for one in case["certificates"]
    ]


def _did_not_agree(case: Case, issued_at: str) -> bool:
    """What was checked after a certificate was issued: a look-up that nobody put right, or a false pledge."""
    return any(
        one["at"] > issued_at
        and one["result"] != "consistent"
        and not any(inquiry["corrected"] for inquiry in one["inquiries"])
        for one in case["lookups"]
    ) or any(one["status"] == "false" for one in case["pledges"])


def _ratings(case: Case, written: list[Fact]) -> Sums:
    in_vain = {one["fact"] for one in case["violations"]}
    days = [_day(one["at"]) for one in written if one["type"] == "rating" and one["_id"] not in in_vain]
    if not days:
        return []
    withdrawn = {one["complaint"] for one in written if one["type"] == "complaint-withdrawal"}
    complaints = {one["_id"] for one in written if one["type"] == "complaint" and one["source"] == "rating"}
    answered = any(one["type"] == "reply" and one["complaint"] in complaints - withdrawn for one in written)
    bad = case["stars"] <= BAD_STARS
    return [(days[-1], {"rated": 1, "rated_bad": int(bad), "rated_bad_mended": int(bad and answered)})]


def _attempts(written: list[Fact]) -> Sums:
    return [
        (_day(one["at"]), {"attempts": 1})
        for one in written
        if one["type"] == "attempt" and one["rule"] in UNLAWFUL_DEMANDS
    ]


def _own(document: Fact) -> Fact:
    own: Fact = document["fact"] if document["type"] == "copy" else document
    return own


def _day(at: str) -> str:
    return day_of(at).isoformat()


def _seconds(begin: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds()
