"""Tells both cases of a couple that has two certificates of one item in force. Nothing is made void by it."""

import asyncio
from collections import defaultdict
from itertools import permutations

from sqlalchemy import RowMapping, select

from schema.tables import CaseFile, Certificate, Fact
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

_CASES, _CERTIFICATES, _FACTS = table_of(CaseFile), table_of(Certificate), table_of(Fact)


class Duplicates:
    """Writes `duplicate` orders."""

    name = "duplicates"

    async def run(self, parts: Parts) -> int:
        """Two orders for each two certificates: one in either case, naming the other and which stays."""
        return await write_orders(parts, await asyncio.to_thread(_orders, parts))


def _orders(parts: Parts) -> list[Document]:
    certificates = _CERTIFICATES.c
    double = (
        select(
            certificates.couple, certificates.item, certificates.number, certificates.case_id,
            certificates.site, _FACTS.c.at, _CASES.c.site.label("case_site"),
        )
        .join(_FACTS, _FACTS.c.id == certificates.fact_id)
        .join(_CASES, _CASES.c.id == certificates.case_id)
        .where(certificates.is_double)
    )  # fmt: skip
    couples: dict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    with parts.projection.connect() as connection:
        for row in connection.execute(double).mappings():
            couples[row["couple"], row["item"]].append(row)
    return [
        _order(parts, mine, other)
        for same in couples.values()
        for mine, other in permutations(same, 2)
        if mine["case_id"] != other["case_id"]
    ]


def _order(parts: Parts, mine: RowMapping, other: RowMapping) -> Document:
    first, second = sorted((mine, other), key=lambda row: (row["at"], row["site"], row["number"]))
    return parts.order(
        "duplicate",
        mine["case_id"],
        mine["case_site"],
        after=second["at"],
        key=f"{mine['number']}:{other['number']}",
        certNo=mine["number"],
        other=other["number"],
        otherCase=other["case_id"],
        keep=first["number"],
    )
