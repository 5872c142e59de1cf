"""Puts what one site wrote on a case where every other site that works on it finds it (decision 0014)."""

import asyncio
from collections import defaultdict

import orjson
from sqlalchemy import Connection, select

from schema.tables import CaseFile, Fact, Guide, Order
from server.audit import put_sharing_on_record
from server.founding import ensure_database
from server.workers.worker import Parts
from sync.projector.database import table_of
from sync.projector.kinds import COPY
from sync.projector.sharing import held_copies, still_to_copy
from sync.records import Document, put_new

CASES_AT_ONCE = 200
Shared = tuple[str, str, str]  # a case, its site, and where it goes
_CASES, _FACTS, _ORDERS, _GUIDES = table_of(CaseFile), table_of(Fact), table_of(Order), table_of(Guide)


class Copies:
    """Writes `copy:<id>` documents, which tablets fold as what they are copies of."""

    name = "copies"

    async def run(self, parts: Parts) -> int:
        """Copy what is lacking of some cases; the tables move by it, and the rest has its turn then."""
        lacking, shared = await asyncio.to_thread(_lacking, parts)
        await put_sharing_on_record(parts.engine, parts.clock.text(), shared)
        written = 0
        for site, documents in lacking.items():
            await ensure_database(parts.engine, f"site-{site}")
            copies = [_copy(document, site) for document in documents]
            written += len(await put_new(parts.engine.database(f"site-{site}"), copies))
        return written


def _lacking(parts: Parts) -> tuple[dict[str, list[Document]], set[Shared]]:
    """By site; and which cases go where they were not before."""
    found: dict[str, list[Document]] = defaultdict(list)
    shared: set[Shared] = set()
    with parts.projection.connect() as connection:
        some = select(_CASES.c.id, _CASES.c.fold).where(_CASES.c.uncopied > 0).limit(CASES_AT_ONCE)
        cases = {row.id: row.fold for row in connection.execute(some)}
        held = held_copies(connection, cases)
        for name, case in cases.items():
            guide = connection.execute(_GUIDES.select().where(_GUIDES.c.id == case["guide"])).one().body
            for site, document in still_to_copy(case, _documents(connection, name), guide, held[name]):
                found[site].append(document)
                if site != case["site"] and all(site != holder for holder, _ in held[name]):
                    shared.add((name, case["site"], site))
    return found, shared


def _documents(connection: Connection, case: str) -> list[Document]:
    """What the case is folded from."""
    facts = select(_FACTS.c.body).where(_FACTS.c.case_id == case, _FACTS.c.waiting_for == "")
    orders = select(_ORDERS.c.body).where(_ORDERS.c.case_id == case)
    return [orjson.loads(body) for query in (facts, orders) for body in connection.scalars(query)]


def _copy(document: Document, site: str) -> Document:
    return {
        "_id": f"{COPY}:{document['_id']}",
        "type": COPY,
        "v": 1,
        "case": document["case"],
        "site": site,
        "at": document["at"],
        "by": "hub",
        "fact": document,
    }
