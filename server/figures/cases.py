"""Which cases stand behind a figure: each with what it adds to a sum, in the order of sites and ids."""

from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Connection, Text, and_, cast, or_, select
from sqlalchemy.sql.elements import ColumnElement

from schema.kpi.definitions import summed
from schema.kpi.measures import OF_LISTS, OF_PROMISES
from schema.tables import CaseFile
from server.figures.figures import read_tallies
from server.figures.lists import Moment, read_lists_by_case
from server.figures.scope import Scope
from sync.projector.database import in_parts, table_of

CASES = table_of(CaseFile)
AT_ONCE = 500
_TALLIED = cast(CASES.c.tallied, Text)
Place = tuple[str, str]  # the site and id of a case


@dataclass(frozen=True, slots=True)
class Sum:
    """One side of a figure: the terms of a definition, over a scope, as of a moment."""

    terms: tuple[str, ...]
    scope: Scope
    moment: Moment

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(term.removeprefix("-") for term in self.terms)

    def of_case(self, tallied: Any) -> int:
        """What a case adds by all that it counts for (`kpi.counted`)."""
        first, last = self.scope.first.isoformat(), self.scope.last.isoformat()
        yesterday = (self.moment.today - timedelta(days=1)).isoformat()
        found = Counter[str]()
        for day, measure, n in tallied:
            if first <= day <= (min(last, yesterday) if measure in OF_PROMISES else last):
                found[measure] += n
        return summed(self.terms, found)


@dataclass(frozen=True, slots=True)
class CountedCase:
    """A case, and how much of the sum is its own."""

    id: str
    site: str
    n: int
    fold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CountedCases:
    """Some cases of a sum. `unlisted` is the part of `total` that is of no case one may see."""

    total: int
    unlisted: int
    cases: list[CountedCase]


def counted_cases(
    connection: Connection, side: Sum, seen: ColumnElement[bool], after: Place | None, most: int
) -> CountedCases:
    """The first `most` after a place. `seen` says of rows of `casefile` which one may see; those of the scope
    are among them."""
    by_site = _by_site(connection, side)
    listed = _listed(connection, side)
    places = _places(connection, listed, seen)
    with closing(_walk(connection, side, {*by_site}, listed, places, after or ("", ""))) as walk:
        found = list(islice(walk, most))
    names = [name for _, name, _ in found]
    folds = {
        row.id: row.fold
        for some in in_parts(names)
        for row in connection.execute(select(CASES.c.id, CASES.c.fold).where(CASES.c.id.in_(some)))
    }
    return CountedCases(
        total=sum(by_site.values()) + sum(listed.values()),
        unlisted=sum(n for name, n in listed.items() if name not in places),
        cases=[CountedCase(name, site, n, folds[name]) for site, name, n in found],
    )


def _by_site(connection: Connection, side: Sum) -> dict[str, int]:
    """What the tallies say: other sites need not be looked at."""
    sums: Counter[str] = Counter()
    for (counts,) in read_tallies(connection, [side.scope], "site", side.measures, side.moment.today):
        for (site, _, _), found in counts.items():
            sums[site] += summed(side.terms, found)
    return {site: n for site, n in sums.items() if n}


def _listed(connection: Connection, side: Sum) -> dict[str, int]:
    of_lists = side.measures & OF_LISTS.keys()
    by_case = read_lists_by_case(connection, side.scope, side.moment, of_lists)
    return {name: n for name, found in by_case.items() if (n := summed(side.terms, found))}


def _places(connection: Connection, listed: Mapping[str, int], seen: ColumnElement[bool]) -> dict[str, Place]:
    return {
        row.id: (row.site, row.id)
        for some in in_parts(sorted(listed))
        for row in connection.execute(select(CASES.c.id, CASES.c.site).where(CASES.c.id.in_(some), seen))
    }


def _walk(
    connection: Connection,
    side: Sum,
    counting: set[str],
    listed: Mapping[str, int],
    places: Mapping[str, Place],
    after: Place,
) -> Generator[tuple[str, str, int]]:
    """Site, id and share of each case that has one; read as far as somebody asks for more."""
    coming = sorted(place for place in places.values() if place > after)[:AT_ONCE]  # no page is longer
    sites = {site for site in counting if site >= after[0]} | {site for site, _ in coming}
    positive = [term for term in side.terms if not term.startswith("-")]
    query = (
        select(CASES.c.site, CASES.c.id, CASES.c.item, CASES.c.channel, _TALLIED.label("tallied"))
        .where(CASES.c.site.in_(sites))
        .where(or_(CASES.c.site > after[0], and_(CASES.c.site == after[0], CASES.c.id > after[1])))
        .where(
            or_(
                *(_TALLIED.contains(f'"{measure}"') for measure in positive),
                CASES.c.id.in_([name for _, name in coming]),
            )
        )
        .order_by(CASES.c.site, CASES.c.id)
    )
    with connection.execute(query.execution_options(yield_per=AT_ONCE)) as rows:
        for row in rows:
            n = listed.get(row.id, 0) if row.id in places else 0
            if row.site in counting and side.scope.takes(row.item, row.channel):
                n += side.of_case(orjson.loads(row.tallied))
            if n:
                yield row.site, row.id, n
