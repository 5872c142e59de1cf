"""Puts what one site wrote on a case where every other site that works on it finds it (decision 0014)."""

import asyncio
from collections import defaultdict

from sqlalchemy import select

from schema.tables import CaseFile
from server.audit import put_sharing_on_record
from server.founding import ensure_database
from server.workers.worker import Parts
from sync.projector.case_sources import documents_of, guides_of
from sync.projector.database import table_of
from sync.projector.kinds import COPY
from sync.projector.sharing import held_copies, still_to_copy
from sync.records import Document, put_new

CASES_AT_ONCE = 200
Shared = tuple[str, str, str]  # a case, its site, and where it goes
_CASES = table_of(CaseFile)


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
            copies = [copy_of(document, site) for document in documents]
            written += len(await put_new(parts.engine.database(f"site-{site}"), copies))
        return written


def _lacking(parts: Parts) -> tuple[dict[str, list[Document]], set[Shared]]:
    """By site; and which cases go where they were not before."""
    found: dict[str, list[Document]] = defaultdict(list)
    shared: set[Shared] = set()
    with parts.projection.connect() as connection:
        some = select(_CASES.c.id, _CASES.c.fold).where(_CASES.c.uncopied > 0).limit(CASES_AT_ONCE)
        cases = {row.id: row.fold for row in connection.execute(some)}
        held, guides = held_copies(connection, cases), guides_of(connection)
        documents = documents_of(connection, cases)
        for name, case in cases.items():
            for site, document in still_to_copy(case, documents[name], guides[case["guide"]], held[name]):
                found[site].append(document)
                if site != case["site"] and all(site != holder for holder, _ in held[name]):
                    shared.add((name, case["site"], site))
    return found, shared


def copy_of(document: Document, site: str) -> Document:
    """A fact or order as `site` has it."""
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
