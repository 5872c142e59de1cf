"""Many documents written in one request."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import writer
from server.couch.body import answer, limits, read_as
from server.couch.gate import write
from server.couch.local import is_local, local_document, write_local
from server.couch.sizes import check_count
from sync.document import Revision, WriteResult
from sync.errors import BadRequest, SyncError
from sync.wire import NEEDS_HISTORY, Members, read_document


class _BulkDocs(msgspec.Struct):
    docs: list[Members]
    new_edits: bool = True


_bulk_docs = msgspec.json.Decoder(_BulkDocs)


async def bulk_docs(request: Request) -> Response:
    """Without `new_edits` only the rows that failed are answered: replicators take silence for success."""
    writer(request)  # before the body is read
    batch = await read_as(request, _bulk_docs)
    check_count(len(batch.docs), limits(request))
    local = {n: doc for n, doc in enumerate(batch.docs) if is_local(doc)}
    if not batch.new_edits and any("_rev" not in doc for doc in local.values()):
        raise BadRequest(NEEDS_HISTORY)
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


async def _written_local(request: Request, members: Members) -> WriteResult:
    doc_id, doc = local_document(members)
    try:
        return WriteResult(doc["_id"], await write_local(request, doc_id, doc))
    except SyncError as problem:
        return WriteResult(doc["_id"], "", problem.error, problem.reason)


def _row(result: WriteResult, revision: Revision | None = None) -> dict[str, str | bool]:
    if not result.error:
        return {"ok": True, "id": result.id, "rev": result.rev}
    known = {"rev": revision.rev} if revision else {}
    return {"id": result.id, **known, "error": result.error, "reason": result.reason}
