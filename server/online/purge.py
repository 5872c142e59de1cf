"""Takes away the papers of a case fifteen days after its end, and leaves an order that says which."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import orjson
from sqlalchemy import Connection, select, union
from sqlalchemy.sql.elements import ColumnElement

from schema.events import ENDED
from schema.graphql.context import Row
from schema.shanghai import day_of
from schema.tables import CaseFile, Fact, Order, Submission
from server.clock import rfc3339, start_of
from server.online.papers import purge
from server.online.told import all_told
from server.workers.worker import Parts, write_orders
from sync.projector.database import in_parts, table_of
from sync.records import Document, change, read_many

KEPT = timedelta(days=15)  # for an objection, after the end of a case
IN_AN_ORDER = 200
_CASES, _FACTS, _ORDERS = table_of(CaseFile), table_of(Fact), table_of(Order)
_SUBMISSIONS = table_of(Submission)
_ENDS_A_CASE = ("withdrawal", "abandonment")  # of whose time the case itself says nothing
_BRINGS_PAPERS = ("application", "uploads", "delivery")


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case whose papers are to go. `papers` are (site, name): another site may have sealed an address."""

    case: str
    site: str
    ended_at: str
    papers: frozenset[tuple[str, str]]

    @property
    def due(self) -> date:
        """The last day on which they may be held."""
        return day_of(self.ended_at) + KEPT


class Purge:
    """Writes `purge` orders, after the papers are gone."""

    name = "purge"

    async def run(self, parts: Parts) -> int:
        """One that is killed before it has written the order takes nothing away again, and writes it."""
        overdue = await asyncio.to_thread(_overdue, parts)
        if not overdue:
            return 0
        hub = parts.engine.database("hub")
        announced = await read_many(hub, [f"submission:{one.case}" for one in overdue])
        orders: list[Document] = []
        for one in overdue:
            left = announced.get(f"submission:{one.case}", {"papers": []})
            papers = {*one.papers, *((one.site, name) for name in left["papers"])}
            by_site = defaultdict(list)
            for site, name in papers:
                by_site[site].append(name)
            for site, names in by_site.items():
                await purge(parts.engine, site, names)
            orders += _orders(parts, one, sorted({name for _, name in papers}))
        written = await write_orders(parts, orders)
        for submission, said in announced.items():
            if said["papers"]:
                await change(hub, submission, papers=[])
        return written


def _orders(parts: Parts, one: Overdue, names: list[str]) -> Iterable[Document]:
    for start in range(0, len(names), IN_AN_ORDER):
        some = names[start : start + IN_AN_ORDER]
        key = hashlib.sha256("".join(some).encode()).hexdigest()[:16]
        yield parts.order("purge", one.case, one.site, after=one.ended_at, key=key, papers=some)


def past_purge(connection: Connection, today: date) -> list[Overdue]:
    """Papers that are held though their last day is over, whatever keeps them."""
    held = _held_at(connection, datetime.fromisoformat(start_of(today)) - KEPT)
    return [one for one in held if one.due < today]


def _overdue(parts: Parts) -> list[Overdue]:
    """Papers past their day, of cases of which the portal knows all, or is going to."""
    with parts.projection.connect() as connection:
        return _held_at(connection, parts.clock.now() - KEPT, all_told())


def _held_at(connection: Connection, ended_by: datetime, *those: ColumnElement[bool]) -> list[Overdue]:
    """Papers of the cases that had ended by then, those which are still there."""
    last_day = rfc3339(ended_by)
    with_papers = union(  # apart from what is asked of them: they are few, of all the cases there are
        select(_CASES.c.id).where(_CASES.c.has_papers.is_(True)),
        select(_SUBMISSIONS.c.case_id).where(_SUBMISSIONS.c.has_papers.is_(True)),
    )
    ended = select(_CASES.c.id, _CASES.c.site, _CASES.c.state, _CASES.c.closed_at, _CASES.c.decided_at).where(
        _CASES.c.state.in_(ENDED),
        _CASES.c.closed_at <= last_day,  # empty, and so earlier, for what ended otherwise
        _CASES.c.decided_at <= last_day,
        *those,
    )
    rows = [
        row
        for some in in_parts(sorted(connection.scalars(with_papers)))
        for row in connection.execute(ended.where(_CASES.c.id.in_(some))).mappings()
    ]
    papers = _papers(connection, [row["id"] for row in rows])
    cases = [
        Overdue(row["id"], row["site"], _end(dict(row), documents), frozenset(_named(documents)))
        for row in rows
        for documents in [papers[row["id"]]]
    ]
    return [one for one in cases if one.ended_at <= last_day]


def _papers(connection: Connection, cases: list[str]) -> Mapping[str, list[Document]]:
    """By case the facts and orders that bring papers or end it."""
    wanted = (*_ENDS_A_CASE, *_BRINGS_PAPERS)
    found: dict[str, list[Document]] = defaultdict(list)
    for some in in_parts(cases):
        for table in (_FACTS, _ORDERS):
            of_these = select(table.c.case_id, table.c.body)
            asked = of_these.where(table.c.case_id.in_(some), table.c.type.in_(wanted))
            for case, body in connection.execute(asked):
                found[case].append(orjson.loads(body))
    return found


def _end(row: Row, documents: list[Document]) -> str:
    if row["state"] in ("closed", "refused"):
        end: str = row["closed_at"] or row["decided_at"]
        return end
    return max(str(one["at"]) for one in documents if one["type"] in _ENDS_A_CASE)


def _named(documents: list[Document]) -> Iterable[tuple[str, str]]:
    for one in documents:
        for upload in one.get("uploads", []):
            yield one["site"], upload["paper"]
        if one.get("address"):
            yield one["site"], one["address"]
