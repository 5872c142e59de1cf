"""Documents the hub itself reads and writes, as JSON. They go straight to the engine, past the gate."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import orjson

from sync.document import Revision
from sync.engine import Database
from sync.errors import Conflict

Document = dict[str, Any]

_members = msgspec.json.Decoder(dict[str, msgspec.Raw])


def as_document(revision: Revision) -> Document:
    """The body with its `_id`."""
    return {"_id": revision.id, **parse(revision.body)}


def parse(body: bytes | str) -> Document:
    """A stored body as JSON. What the store keeps as it came but few programs can hold, such as a number of
    hundreds of digits, makes infinite the member it is in.

    Raises `ValueError` for what is no JSON.
    """
    try:
        document: Document = orjson.loads(body)
    except orjson.JSONDecodeError:
        try:
            document = {name: _held(raw) for name, raw in _members.decode(body).items()}
        except RecursionError:
            document = {}
    return document


def _held(raw: bytes | msgspec.Raw) -> Any:
    try:
        return orjson.loads(memoryview(raw))
    except orjson.JSONDecodeError:
        return math.inf


async def read(database: Database, doc_id: str) -> Document | None:
    """None when there is no such document or it is deleted."""
    return (await read_many(database, [doc_id])).get(doc_id)


async def read_many(database: Database, doc_ids: Iterable[str]) -> dict[str, Document]:
    """Those that exist, by id."""
    wanted = [(doc_id, None) for doc_id in doc_ids]
    found = await database.bulk_get(wanted) if wanted else []
    return {revision.id: as_document(revision) for revision in found if revision and not revision.deleted}


async def read_range(database: Database, prefix: str) -> list[Document]:
    """All whose ids begin with `prefix`, in the order of their ids."""
    rows = await database.all_docs(start=prefix, end=prefix + "\uffff", include_docs=True)
    return [as_document(row) for row in rows if row]


async def put_new(database: Database, documents: Iterable[Document]) -> list[Document]:
    """Write those whose ids are free, in one transaction, and return them.

    Ids are deterministic, so one that is taken already says the same: whoever writes twice changes nothing.
    """
    given = list(documents)
    if not given:
        return []
    results = await database.bulk_docs([_first_edit(document) for document in given], new_edits=True)
    return [document for document, result in zip(given, results, strict=True) if not result.error]


async def change(database: Database, doc_id: str, **members: Any) -> Document:
    """Set `members` of an existing document, and take away those that are None; raises `Conflict` when
    somebody else was faster."""
    current = await database.get(doc_id)
    if current is None or current.deleted:
        raise Conflict(f"{doc_id} is not there to be changed")
    return await change_from(database, current, **members)


async def change_from(database: Database, current: Revision, **members: Any) -> Document:
    """The same to a revision that was read, for who decided by what it says."""
    changed = {**as_document(current), **members}
    document = {name: value for name, value in changed.items() if members.get(name, ...) is not None}
    edit = Revision(current.id, (current.rev,), as_body(document), is_edit=True)
    (result,) = await database.bulk_docs([edit], new_edits=True)
    if result.error:
        raise Conflict(result.reason)
    return document


async def revisions_of(database: Database, prefix: str) -> dict[str, Revision]:
    """All whose ids begin with `prefix`, by id: for who writes over what they say."""
    rows = await database.all_docs(start=prefix, end=prefix + "\uffff", include_docs=True)
    return {row.id: row for row in rows if row}


async def write_over(database: Database, documents: Iterable[Document], held: Mapping[str, Revision]) -> None:
    """Write each over the revision that is `held` of it, or as a new one, in one transaction. Raises
    `Conflict` when somebody else was faster with one of them."""
    edits = [_edit_of(document, held.get(document["_id"])) for document in documents]
    results = await database.bulk_docs(edits, new_edits=True) if edits else []
    if refused := [result for result in results if result.error]:
        raise Conflict(f"{refused[0].id}: {refused[0].reason}")


def as_body(document: Document) -> bytes:
    """What the store keeps: without the members of CouchDB's own."""
    return orjson.dumps({name: value for name, value in document.items() if not name.startswith("_")})


def _first_edit(document: Document) -> Revision:
    return Revision(document["_id"], (), as_body(document))


def _edit_of(document: Document, held: Revision | None) -> Revision:
    if held is None:
        return _first_edit(document)
    return Revision(document["_id"], (held.rev,), as_body(document), is_edit=True)
