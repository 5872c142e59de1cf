"""Tells both cases of a couple that has two certificates of one item in force, and when that is over.

Nothing is made void by it.
"""

import asyncio
from collections import defaultdict
from itertools import permutations

import orjson
from sqlalchemy import Connection, RowMapping, func, select

from schema.corrected_time import corrected
from schema.tables import CaseFile, Certificate, Delivery, Fact, Order
from server.workers.worker import Parts, write_orders
from sync.projector.database import in_parts, table_of
from sync.records import Document

_CASES, _CERTIFICATES, _FACTS = table_of(CaseFile), table_of(Certificate), table_of(Fact)
_ORDERS = table_of(Order)
_DELIVERIES = table_of(Delivery)

_HAS_IT = _FACTS.c.seq.between(_DELIVERIES.c.first, _DELIVERIES.c.last)
_ARRIVED = (
    select(func.min(_DELIVERIES.c.at))
    .where(_DELIVERIES.c.device == _FACTS.c.device, _HAS_IT)
    .correlate(_FACTS)
    .scalar_subquery()
)


class Duplicates:
    """Writes `duplicate` and `duplicate-over` orders."""

    name = "duplicates"

    async def run(self, parts: Parts) -> int:
        """Two orders for each two certificates: one in either case, naming the other and which stays; two
        more when nobody has to decide any more."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def open_pairs(connection: Connection, told: list[Document]) -> set[frozenset[str]]:
    """Of the pairs that `duplicate` orders tell, those that people have still to decide on: both are in
    force, and nobody has said that both stay."""
    said = connection.scalars(select(_ORDERS.c.body).where(_ORDERS.c.type == "both-stay"))
    staying = {_pair(orjson.loads(body)) for body in said}
    in_force: set[str] = set()
    for some in in_parts(number for order in told for number in _pair(order)):
        standing = _CERTIFICATES.c.number.in_(some), _CERTIFICATES.c.in_force
        in_force |= set(connection.scalars(select(_CERTIFICATES.c.number).where(*standing)))
    return {pair for pair in map(_pair, told) if pair <= in_force} - staying


def _pair(order: Document) -> frozenset[str]:
    return frozenset((order["certNo"], order["other"]))


def _orders(parts: Parts) -> list[Document]:
    with parts.projection.connect() as connection:
        return _found(parts, connection) + _over(parts, connection)


def _found(parts: Parts, connection: Connection) -> list[Document]:
    certificates = _CERTIFICATES.c
    double = (
        select(
            certificates.couple, certificates.item, certificates.number, certificates.case_id,
            certificates.site, _FACTS.c.at, _ARRIVED.label("arrived"), _CASES.c.site.label("case_site"),
        )
        .join(_FACTS, _FACTS.c.id == certificates.fact_id)
        .join(_CASES, _CASES.c.id == certificates.case_id)
        .where(certificates.is_double)
    )  # fmt: skip
    couples: dict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    for row in connection.execute(double).mappings():
        couples[row["couple"], row["item"]].append(row)
    return [
        _order(parts, mine, other)
        for same in couples.values()
        for mine, other in permutations(same, 2)
        if mine["case_id"] != other["case_id"]
    ]


def _time_of(certificate: RowMapping) -> str:
    """As it says itself, unless that cannot be."""
    return corrected(certificate["at"], certificate["arrived"] or "") or str(certificate["at"])


def _order(parts: Parts, mine: RowMapping, other: RowMapping) -> Document:
    first = min((mine, other), key=lambda row: (_time_of(row), row["site"], row["number"]))
    return parts.order(
        "duplicate",
        mine["case_id"],
        mine["case_site"],
        after=max(mine["at"], other["at"]),
        key=f"{mine['number']}:{other['number']}",
        certNo=mine["number"],
        other=other["number"],
        otherCase=other["case_id"],
        keep=first["number"],
    )


def _over(parts: Parts, connection: Connection) -> list[Document]:
    bodies = connection.scalars(select(_ORDERS.c.body).where(_ORDERS.c.type == "duplicate"))
    told = [orjson.loads(body) for body in bodies]
    undecided = open_pairs(connection, told)
    return [
        parts.order(
            "duplicate-over",
            order["case"],
            order["site"],
            after=order["at"],
            key=f"{order['certNo']}:{order['other']}",
            certNo=order["certNo"],
            other=order["other"],
        )
        for order in told
        if _pair(order) not in undecided
    ]
