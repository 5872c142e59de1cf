"""When facts reached the hub, and what that counts for.

Which run of a device brought them is told in another database: it is known before its facts, or after.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select, update
from sqlalchemy import Row as SqlRow

from schema.kpi.counted import counted_arrival
from schema.tables import Delivery, Fact
from sync.projector.database import Row, in_parts, replace, table_of
from sync.projector.tally import Tallies

_FACTS, _RUNS = table_of(Fact), table_of(Delivery)
_RUN = re.compile(r"([0-9]{1,16})-([0-9]{1,16})")
_COLUMNS = [_FACTS.c[name] for name in ("id", "device", "seq", "site", "at", "arrived")]
_BROUGHT = select(*_COLUMNS).where(  # made once: a page of runs asks it hundreds of times
    _FACTS.c.device == bindparam("of"), _FACTS.c.seq.between(bindparam("first"), bindparam("last"))
)


def store_facts(connection: Connection, rows: list[Row]) -> None:
    """Write rows of facts over those of the same ids, each with its first arrival."""
    uncount_facts(connection, [row["id"] for row in rows])
    arrived = _with_arrivals(connection, list({row["id"]: row for row in rows}.values()))
    replace(connection, Fact, arrived)
    _count(connection, (), arrived)


def uncount_facts(connection: Connection, ids: Iterable[str]) -> None:
    """Before facts go: what they have counted for goes first."""
    for some in in_parts(ids):
        _count(connection, _facts(connection, _FACTS.c.id.in_(some)), ())


def uncount_facts_of(connection: Connection, site: str) -> None:
    """The same of all of a site."""
    _count(connection, _facts(connection, _FACTS.c.site == site), ())


def refresh_arrivals(connection: Connection, runs: Iterable[tuple[str, str]]) -> None:
    """After runs came or went: each a device and "first-last"."""
    touched: dict[str, Row] = {}
    for device, run in runs:
        if said := _RUN.fullmatch(run):
            found = connection.execute(_BROUGHT, {"of": device, "first": int(said[1]), "last": int(said[2])})
            touched |= {row["id"]: dict(row) for row in found.mappings()}
    before = list(touched.values())
    after = _with_arrivals(connection, before)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    if changed:
        connection.execute(
            update(_FACTS).where(_FACTS.c.id == bindparam("fact")).values(arrived=bindparam("first_came")),
            [{"fact": new["id"], "first_came": new["arrived"]} for _, new in changed],
        )
        _count(connection, [old for old, _ in changed], [new for _, new in changed])


def _with_arrivals(connection: Connection, facts: list[Row]) -> list[Row]:
    """Each with the first time that a run brought it; empty while none has."""
    seqs: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        seqs[fact["device"]].append(fact["seq"])
    arrived: dict[tuple[str, int], str] = {}
    for device, numbers in seqs.items():
        numbers.sort()
        for run in _runs(connection, device, numbers[0], numbers[-1]):
            for seq in numbers[bisect_left(numbers, run.first) : bisect_right(numbers, run.last)]:
                arrived.setdefault((device, seq), run.at)
    return [{**fact, "arrived": arrived.get((fact["device"], fact["seq"]), "")} for fact in facts]


def _runs(connection: Connection, device: str, first: int, last: int) -> list[SqlRow[Any]]:
    """Those that brought one of these numbers, the earliest first."""
    query = select(_RUNS.c.first, _RUNS.c.last, _RUNS.c.at).where(
        _RUNS.c.device == device, _RUNS.c.last >= first, _RUNS.c.first <= last
    )
    return list(connection.execute(query.order_by(_RUNS.c.at)))


def _facts(connection: Connection, *where: ColumnElement[bool]) -> list[Row]:
    return [dict(row) for row in connection.execute(select(*_COLUMNS).where(*where)).mappings()]


def _count(connection: Connection, gone: Iterable[Row], come: Iterable[Row]) -> None:
    tallies = Tallies()
    for facts, sign in ((gone, -1), (come, 1)):
        for fact in facts:
            tallies.count({"site": fact["site"]}, counted_arrival(fact["at"], fact["arrived"]), sign)
    tallies.store(connection)
