"""Which changes of a feed a client wants, by what the documents are."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from server.couch.body import encode
from server.couch.params import ChangesParams
from server.couch.selector import predicate
from sync.document import Change, ChangesPage
from sync.engine import Database
from sync.errors import BadRequest, NotFound, NotImplementedHere
from sync.records import as_document

Filter = Callable[[Change], bool]
_AT_ONCE = 1000  # documents looked at in one reading
_LONGEST_SELECTOR = 16_384  # bytes


async def chosen(database: Database, query: Mapping[str, str], body: dict[str, Any]) -> Filter | None:
    """The filter of a request, None when the store needs no help.

    BadRequest for what names none, NotFound for a function that is in no design document, NotImplementedHere
    for one that is.
    """
    name = query.get("filter", "")
    match name:
        case "" | "_doc_ids":
            return None
        case "_design":
            return lambda change: change.id.startswith("_design/")
        case "_selector":
            fits = predicate(_short(body.get("selector")))
            return lambda change: fits(_document(change))
        case "_view":
            raise await _function(database, query.get("view", ""), "views")
    if name.startswith("_"):
        raise BadRequest("unknown builtin filter name")
    raise await _function(database, name, "filters")


def _short(selector: Any) -> Any:
    """The selector; BadRequest for one that would be long in looking at every document."""
    if len(encode(selector)) > _LONGEST_SELECTOR:
        raise BadRequest(f"A selector may have at most {_LONGEST_SELECTOR} bytes.")
    return selector


async def _function(database: Database, name: str, kind: str) -> Exception:
    """Why a function of a design document does not filter here."""
    parts = [part for part in name.split("/") if part]
    if len(parts) != 2:
        return BadRequest(f"`{kind[:-1]}` must be of the form `designname/{kind[:-1]}name`")
    design = await database.get(f"_design/{parts[0]}")
    if design is None or design.deleted:
        return NotFound("missing" if design is None else "deleted")
    functions = as_document(design).get(kind)
    if not isinstance(functions, dict) or parts[1] not in functions:
        return NotFound(f"missing json key: {parts[1] if isinstance(functions, dict) else kind}")
    return NotImplementedHere("Functions are kept, not run: the filters are _doc_ids, _design and _selector.")


async def filtered_page(database: Database, asked: ChangesParams, fits: Filter) -> ChangesPage:
    """Changes that fit, up to the limit, and where the reading stopped."""
    found: list[Change] = []
    while True:
        page = await database.changes(
            asked.since,
            limit=None if asked.descending else _AT_ONCE,
            descending=asked.descending,
            include_docs=True,
            all_leaves=asked.all_leaves,
        )
        fitting = await asyncio.to_thread(lambda changes: list(map(fits, changes)), page.changes)
        for number, (change, fits_it) in enumerate(zip(page.changes, fitting, strict=True), 1):
            if fits_it:
                found.append(change if asked.include_docs else _without_document(change))
            if asked.limit is not None and len(found) == asked.limit:
                return replace(
                    page,
                    changes=found,
                    last_seq=change.seq,
                    pending=page.pending + len(page.changes) - number,
                )
        if not page.pending:
            return replace(page, changes=found)
        asked = replace(asked, since=page.last_seq)


def _without_document(change: Change) -> Change:
    return Change(change.seq, change.id, change.revs, change.deleted)


def _document(change: Change) -> dict[str, Any]:
    assert change.document is not None  # noqa: S101 - asked for above
    document = {**as_document(change.document), "_rev": change.document.rev}
    return {**document, "_deleted": True} if change.deleted else document
