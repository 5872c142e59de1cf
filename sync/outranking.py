"""Revisions that win over a history that this store has forgotten.

Of a document's leaves the one with the greatest generation is shown. A store that was restored goes on from
older revisions than its clients hold, and what it writes would lose against these, silently, until it has
made as many edits once more. So it begins anew with a generation above all: the time in milliseconds.
"""

import hashlib
import time

from sync.document import Revision
from sync.engine import Database, OwnDatabase
from sync.records import Document, as_body
from sync.revtree import generation


async def put_outranking(database: Database, document: Document) -> None:
    """Write a document that is not here, but may have been, so that its edits win over those of that time."""
    await database.bulk_docs([_outranking(document["_id"], as_body(document), 0)], new_edits=False)


async def begin_anew(database: OwnDatabase) -> None:
    """Let what every document says now win over all that was ever said of it; its history here is gone."""
    held = [row for row in await database.all_docs(include_docs=True) if row]
    leaves = await database.leaf_revs([row.id for row in held])
    anew = [_outranking(row.id, row.body, generation(row.rev)) for row in held]
    await database.bulk_docs(anew, new_edits=False)
    await database.purge({doc_id: list(revs) for doc_id, revs in leaves.items()})


def _outranking(doc_id: str, body: bytes, above: int) -> Revision:
    rank = max(time.time_ns() // 1_000_000, above + 1)
    return Revision(doc_id, (f"{rank}-{hashlib.md5(body, usedforsecurity=False).hexdigest()}",), body)
