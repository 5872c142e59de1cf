"""Many documents in one request."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import readable, writer
from server.couch.body import answer, array, encode, limits, read_as
from server.couch.gate import write
from server.couch.local import write_local
from server.couch.params import DocumentParams
from server.couch.show import show
from server.couch.sizes import check_count
from sync.document import Revision, WriteResult
from sync.errors import SyncError
from sync.wire import Members, check_rev, read_document


class _BulkDocs(msgspec.Struct):
    docs: list[Members]
    new_edits: bool = True


class _Wanted(msgspec.Struct):
    id: str
    rev: str | None = None


class _BulkGet(msgspec.Struct):
    docs: list[_Wanted]


_bulk_docs = msgspec.json.Decoder(_BulkDocs)
_bulk_get = msgspec.json.Decoder(_BulkGet)


async def bulk_docs(request: Request) -> Response:
    """Without `new_edits` only the rows that failed are answered: replicators take silence for success."""
    writer(request)  # before the body is read
    batch = await read_as(request, _bulk_docs)
    check_count(len(batch.docs), limits(request))
    local = {n: doc for n, doc in enumerate(batch.docs) if _local_id(doc) is not None}
    revisions = [
        read_document(members, new_edits=batch.new_edits)
        for n, members in enumerate(batch.docs)
        if n not in local
    ]
    rows = iter(zip(await write(request, revisions, new_edits=batch.new_edits), revisions, strict=True))
    answered = []
    for n in range(len(batch.docs)):
        result, revision = (await _written_local(request, local[n]), None) if n in local else next(rows)
        if batch.new_edits or result.error:
            answered.append(_row(result, None if batch.new_edits else revision))
    return answer(answered, 201)


def _local_id(members: Members) -> str | None:
    """Of a `_local` document, what follows `_local/`."""
    prefix = b'"_local/'
    raw = bytes(members.get("_id", b""))
    return str(msgspec.json.decode(raw))[len(prefix) - 1 :] if raw.startswith(prefix) else None


async def _written_local(request: Request, members: Members) -> WriteResult:
    doc = msgspec.json.decode(msgspec.json.encode(members), type=dict[str, Any])
    doc_id = doc["_id"]
    try:
        return WriteResult(doc_id, await write_local(request, doc_id.removeprefix("_local/"), doc))
    except SyncError as problem:
        return WriteResult(doc_id, "", problem.error, problem.reason)


async def bulk_get(request: Request) -> Response:
    """Documents by id and revision; all leaves of those asked for without one."""
    database, asked = readable(request), DocumentParams.parse(request.query_params)
    wanted = (await read_as(request, _bulk_get)).docs
    check_count(len(wanted), limits(request))
    named = [(doc.id, None if doc.rev is None else check_rev(doc.rev)) for doc in wanted]
    found = await database.open_revs(named, latest=asked.latest)
    shown = iter(await show(database, [revision for held in found for revision in held], asked))
    rows = []
    for doc, held in zip(wanted, found, strict=True):
        documents = [b'{"ok":' + next(shown) + b"}" for _ in held] or [_missing(doc)]
        rows.append(b'{"id":' + encode(doc.id) + b',"docs":[' + b",".join(documents) + b"]}")
    return answer(b'{"results":' + array(rows) + b"}")


def _missing(wanted: _Wanted) -> bytes:
    rev = wanted.rev or "undefined"
    return encode({"error": {"id": wanted.id, "rev": rev, "error": "not_found", "reason": "missing"}})


def _row(result: WriteResult, revision: Revision | None = None) -> dict[str, str | bool]:
    if not result.error:
        return {"ok": True, "id": result.id, "rev": result.rev}
    known = {"rev": revision.rev} if revision else {}
    return {"id": result.id, **known, "error": result.error, "reason": result.reason}
