"""Measures that no column keeps: of things of which there are few, or of how it stands now."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Select, func, select

from schema.areas import township_of
from schema.calendar import Calendars, working_days_between
from schema.shanghai import day_of
from schema.tables import CaseFile, Certificate, LookUp, Order, Site, UnverifiedPledge, Violation
from server.clock import start_of
from server.figures.publicity import deadline_of, done_on, placements
from server.figures.scope import Counts, Scope
from server.online.purge import past_purge
from sync.projector.database import in_parts, table_of, within

CASES, CERTIFICATES, ORDERS = table_of(CaseFile), table_of(Certificate), table_of(Order)
PLEDGES, WANTED, SITES = table_of(UnverifiedPledge), table_of(LookUp), table_of(Site)
VIOLATIONS = table_of(Violation)
AGES = (3, 5, 10)  # working days that a pledge has waited
OF_DEMANDS = frozenset({"extra-material", "sent-home"})  # causes
# Joined from outside, so that a short list is read to its cases and never all cases to the list.
_OF_CASE = [
    *(func.coalesce(CASES.c[name], "").label(name) for name in ("item", "channel")),
    func.coalesce(CASES.c.id, "").label("case_id"),
]


@dataclass(frozen=True, slots=True)
class Moment:
    """When it is asked, and the working days as they are known."""

    today: date
    calendars: Calendars


# The day (none of what is of now), a row with its site, item, channel and case, which may be empty, and what
# it counts for.
Found = Iterator[tuple[date | None, Row[Any] | Any, dict[str, int]]]
Reader = Callable[[Connection, Scope, Moment], Found]


def read_lists(
    connection: Connection, scopes: Sequence[Scope], moment: Moment, measures: Collection[str]
) -> list[Counts]:
    """The sums of some measures by site, of each scope. They differ in their days alone, which follow one
    another."""
    counts: list[Counts] = [defaultdict(Counter) for _ in scopes]
    whole = replace(scopes[0], last=scopes[-1].last)
    for day, row, found in _taken(connection, whole, moment, measures):
        for scope, sums in zip(scopes, counts, strict=True):
            if scope.has(day):
                sums[row.site, row.item, row.channel].update(found)
    return counts


def read_lists_by_case(
    connection: Connection, scope: Scope, moment: Moment, measures: Collection[str]
) -> dict[str, Counter[str]]:
    """The same by case; what is of no case stands at the empty id."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, row, found in _taken(connection, scope, moment, measures):
        counts[row.case_id].update(found)
    return counts


def _taken(connection: Connection, scope: Scope, moment: Moment, measures: Collection[str]) -> Found:
    for read, of in _READERS.items():
        if of & {*measures}:
            for day, row, found in read(connection, scope, moment):
                if scope.has(day) and scope.takes(row.item, row.channel):
                    yield day, row, found


def _pledges(connection: Connection, scope: Scope, moment: Moment) -> Found:
    query = select(PLEDGES.c.site, PLEDGES.c.at, *_OF_CASE).join(
        CASES, CASES.c.id == PLEDGES.c.case_id, isouter=True
    )
    for row in connection.execute(query.where(within(PLEDGES.c.site, scope.area))):
        age = working_days_between(moment.calendars, day_of(row.at), moment.today)
        yield None, row, {"pledges_unverified": 1} | ({} if age is None else {_of_age(age): 1})


def _of_age(working_days: int) -> str:
    """The measure of pledges so old; of what age one is in a year without a table, nobody guesses."""
    up_to = next((most for most in AGES if working_days <= most), None)
    return f"pledges_unverified_to_{up_to}" if up_to else "pledges_unverified_long"


def _look_ups(connection: Connection, scope: Scope, _: Moment) -> Found:
    query = select(WANTED.c.site, *_OF_CASE).join(CASES, CASES.c.id == WANTED.c.case_id, isouter=True)
    for row in connection.execute(query.where(within(WANTED.c.site, scope.area))):
        yield None, row, {"look_ups_wanted": 1}


def _duplicates(connection: Connection, scope: Scope, _: Moment) -> Found:
    """Which of a couple's certificates is the later one is known in the whole district alone."""
    query = (
        select(CERTIFICATES.c.site, CERTIFICATES.c.couple, CERTIFICATES.c.issued_on, *_OF_CASE)
        .join(CASES, CASES.c.id == CERTIFICATES.c.case_id, isouter=True)
        .where(CERTIFICATES.c.is_double, CERTIFICATES.c.in_force)
        .order_by(CERTIFICATES.c.issued_on, CERTIFICATES.c.fact_id)
    )
    earlier: set[tuple[str, str]] = set()
    for row in connection.execute(query):
        pair = (row.couple, row.item)
        if pair in earlier and row.site.startswith(scope.area):
            yield date.fromisoformat(row.issued_on), row, {"duplicate_pairs": 1}
        earlier.add(pair)


def _complaints(connection: Connection, scope: Scope, _: Moment) -> Found:
    """Whether one is of a kind that was there before is known in its whole township. One that was withdrawn
    is none."""
    township = township_of(scope.area)
    answered: dict[str, date] = {}
    withdrawn: set[str] = set()
    for row in connection.execute(_orders(township, "reply", "complaint-withdrawal")):
        about = orjson.loads(row.body)
        if about["type"] == "reply":
            answered[about["complaint"]] = day_of(about["at"])
        else:
            withdrawn.add(about["complaint"])
    before: set[tuple[str, str]] = set()
    for row in connection.execute(_orders(township, "complaint")):
        complaint = orjson.loads(row.body)
        if complaint["_id"] in withdrawn:
            continue
        like, came = (township_of(row.site), complaint["cause"]), date.fromisoformat(complaint["receivedOn"])
        if row.site.startswith(scope.area):
            reply = answered.get(complaint["_id"])
            yield (
                came,
                row,
                {
                    "complaints": 1,
                    "complaints_again": int(like in before),
                    "complaints_of_demands": int(complaint["cause"] in OF_DEMANDS),
                    "complaints_answered": int(reply is not None),
                    "reply_days": (reply - came).days if reply else 0,
                },
            )
        before.add(like)


def _findings(connection: Connection, scope: Scope, _: Moment) -> Found:
    for row in connection.execute(_orders(scope.area, "finding")):
        finding = orjson.loads(row.body)
        if finding["cause"] in OF_DEMANDS:
            yield day_of(finding["at"]), row, {"findings_of_demands": 1}


def _orders(area: str, *types: str) -> Select[Any]:
    """The earliest first; many are of no case."""
    return (
        select(ORDERS.c.site, ORDERS.c.body, *_OF_CASE)
        .join(CASES, CASES.c.id == ORDERS.c.case_id, isouter=True)
        .where(ORDERS.c.type.in_(types), within(ORDERS.c.site, area))
        .order_by(ORDERS.c.at, ORDERS.c.id)
    )


def _papers(connection: Connection, scope: Scope, _: Moment) -> Found:
    if scope.last < scope.first:
        return
    query = (
        select(VIOLATIONS.c.site, VIOLATIONS.c.at, *_OF_CASE)
        .join(CASES, CASES.c.id == VIOLATIONS.c.case_id, isouter=True)
        .where(VIOLATIONS.c.rule == "R19", VIOLATIONS.c.document.startswith("copies:"))
        .where(VIOLATIONS.c.at >= start_of(scope.first), within(VIOLATIONS.c.site, scope.area))
    )
    for row in connection.execute(query):
        yield day_of(row.at), row, {"papers_against_the_guide": 1}


def _uploads(connection: Connection, scope: Scope, moment: Moment) -> Found:
    held = {
        one.case: one.due for one in past_purge(connection, moment.today) if one.site.startswith(scope.area)
    }
    for some in in_parts(sorted(held)):
        for row in connection.execute(select(CASES.c.site, *_OF_CASE).where(CASES.c.id.in_(some))):
            yield held[row.case_id], row, {"uploads_past_purge": 1}


@dataclass(frozen=True, slots=True)
class _Office:
    site: str
    item: str = ""
    channel: str = ""
    case_id: str = ""


def _sites(connection: Connection, scope: Scope, _: Moment) -> Found:
    placed, deadline = placements(connection, scope.area), deadline_of(connection)
    open_ = select(SITES.c.code).where(within(SITES.c.code, scope.area), SITES.c.closed_at == "")
    for code in connection.scalars(open_):
        day = done_on(placed[code])
        yield None, _Office(code), {"sites": 1, "sites_done": int(day is not None and day <= deadline)}


_READERS: dict[Reader, frozenset[str]] = {
    _pledges: frozenset({"pledges_unverified", *map(_of_age, (*AGES, AGES[-1] + 1))}),
    _look_ups: frozenset({"look_ups_wanted"}),
    _duplicates: frozenset({"duplicate_pairs"}),
    _complaints: frozenset(
        {"complaints", "complaints_again", "complaints_of_demands", "complaints_answered", "reply_days"}
    ),
    _findings: frozenset({"findings_of_demands"}),
    _papers: frozenset({"papers_against_the_guide"}),
    _uploads: frozenset({"uploads_past_purge"}),
    _sites: frozenset({"sites", "sites_done"}),
}
