"""Which documents of a case its other sites have copies of, and which are still to be copied.

`case_copy` has a row for each copy that stands in a database; `CaseFile.uncopied` counts those that do not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from schema.rules import Guide
from schema.sharing import sites_of
from schema.tables import Copy
from sync.projector.database import delete_keys, in_parts, replace, table_of
from sync.records import Document

_COPIES = table_of(Copy)
Place = tuple[str, str]  # a site, and the id of a document


def store_copies(connection: Connection, database: str, copies: Mapping[str, str]) -> set[str]:
    """Note copies in `database`, of which case by the id of what is copied; empty for one that was deleted.
    The cases that this is about."""
    site = database.removeprefix("site-")
    ids = {doc_id: f"{site}/{doc_id}" for doc_id in copies}
    cases = {case for case in copies.values() if case}
    for some in in_parts(ids.values()):
        cases |= set(connection.scalars(select(_COPIES.c.case_id).where(_COPIES.c.id.in_(some))))
    delete_keys(connection, Copy, ids.values())
    rows = [
        {"id": ids[doc_id], "site": site, "document": doc_id, "case_id": case}
        for doc_id, case in copies.items()
        if case
    ]
    replace(connection, Copy, rows)
    return cases


def forget_copies(connection: Connection, site: str) -> set[str]:
    """Remove what a dropped database held; the cases that lack it now."""
    cases = set(connection.scalars(select(_COPIES.c.case_id).where(_COPIES.c.site == site)))
    connection.execute(_COPIES.delete().where(_COPIES.c.site == site))
    return cases


def held_copies(connection: Connection, cases: Iterable[str]) -> dict[str, set[Place]]:
    """Where there are copies of the documents of each case."""
    held: dict[str, set[Place]] = defaultdict(set)
    for some in in_parts(cases):
        query = select(_COPIES.c.case_id, _COPIES.c.site, _COPIES.c.document)
        for row in connection.execute(query.where(_COPIES.c.case_id.in_(some))):
            held[row.case_id].add((row.site, row.document))
    return held


def still_to_copy(
    case: Document, documents: Iterable[Document], guide: Guide, held: set[Place]
) -> list[tuple[str, Document]]:
    """The documents of a case that one of its sites lacks, each with that site. One that holds copies stays
    among them: what it has must not become an old picture."""
    known = list(documents)
    return [
        (site, document)
        for site in sorted(sites_of(case, known, guide) | {site for site, _ in held})
        for document in known
        if document["site"] != site and (site, document["_id"]) not in held
    ]
