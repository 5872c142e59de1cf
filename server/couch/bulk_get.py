"""Many revisions read in one request: what replicators ask for."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import readable
from server.couch.body import encode, limits, read_as
from server.couch.in_pieces import array_in_pieces, json_answer_in_pieces
from server.couch.multipart import Part, bulk, failure, prefers_multipart
from server.couch.params import DocumentParams
from server.couch.show import show, show_related
from server.couch.sizes import check_count
from sync.document import Revision
from sync.engine import OwnDatabase
from sync.errors import BadRequest, SyncError, TooLarge
from sync.multipart import in_one_line
from sync.wire import check_id, check_rev

_AT_ONCE = 1000  # documents read at once, unless they have more than
_BYTES = 8 * 2**20


class _BulkGet(msgspec.Struct):
    docs: list[Any]


_bulk_get = msgspec.json.Decoder(_BulkGet)


@dataclass(slots=True)
class _Wanted:
    """One document that is asked for; `problem` when that was no question."""

    id: Any = None
    rev: Any = None
    asked: DocumentParams = field(default_factory=DocumentParams)
    problem: SyncError | None = None
    found: list[Revision] = field(default_factory=list)


async def bulk_get(request: Request) -> Response:
    """Documents by id and revision; all leaves of those asked for without one."""
    database, asked = readable(request), DocumentParams.parse(request.query_params)
    docs = (await read_as(request, _bulk_get)).docs
    check_count(len(docs), limits(request))
    wanted = [_wanted(doc, asked) for doc in docs]
    found = _found(database, wanted, asked.latest)
    if prefers_multipart(request):
        return await bulk(request, _parts(database, found))
    return await json_answer_in_pieces(_answer(database, found))


def _wanted(doc: Any, asked: DocumentParams) -> _Wanted:
    if not isinstance(doc, dict) or "id" not in doc:
        return _Wanted(problem=BadRequest("document must be a JSON object"))
    one = _Wanted(doc["id"], doc.get("rev"), asked)
    try:
        check_id(one.id)
        if "rev" in doc:
            check_rev(one.rev)
        if "atts_since" in doc:
            one.asked = replace(asked, atts_since=tuple(map(check_rev, doc["atts_since"])))
    except SyncError as problem:
        one.problem = problem
    except TypeError:
        one.problem = BadRequest("`atts_since` must be an array of revision ids.")
    return one


async def _found(database: OwnDatabase, wanted: list[_Wanted], latest: bool) -> AsyncIterator[_Wanted]:
    """Each with what is held of it, as many at once as are not too large together."""
    at_once = _AT_ONCE
    while True:
        some = wanted[:at_once]
        questions = [one for one in some if one.problem is None]
        asked, at_most = [(one.id, one.rev) for one in questions], _BYTES if len(some) > 1 else None
        try:
            found = await database.open_revs(asked, latest=latest, at_most=at_most)
        except TooLarge:
            at_once = len(some) // 2
            continue
        for one, held in zip(questions, found, strict=True):
            one.found = held
        for one in some:
            yield one
            one.found = []
        wanted = wanted[at_once:]
        if not wanted:  # who asks for nothing is told when there is no such database
            return


async def _answer(database: OwnDatabase, found: AsyncIterator[_Wanted]) -> AsyncIterator[bytes]:
    yield b'{"results":'
    async for piece in array_in_pieces(_rows(database, found)):
        yield piece
    yield b"}\n"


async def _rows(database: OwnDatabase, found: AsyncIterator[_Wanted]) -> AsyncIterator[bytes]:
    async for one in found:
        yield b'{"id":%b,"docs":[%b]}' % (encode(one.id), b",".join(await _documents(database, one)))


async def _documents(database: OwnDatabase, one: _Wanted) -> list[bytes]:
    shown = await show(database, one.found, one.asked)
    return [b'{"ok":' + document + b"}" for document in shown] or [encode({"error": _failure(one)})]


async def _parts(database: OwnDatabase, found: AsyncIterator[_Wanted]) -> AsyncIterator[Part]:
    """Attachments are always sent here, unless `atts_since` says that they are known."""
    async for one in found:
        for revision in one.found:
            kind, body = await show_related(database, revision, one.asked)
            yield _head(revision, kind), body
        if not one.found:
            yield failure(encode(_failure(one)))


def _head(revision: Revision, content_type: str) -> bytes:
    named = (
        f"X-Doc-Id: {in_one_line(revision.id)}\r\nX-Rev-Id: {revision.rev}\r\n"
        if "/related" in content_type
        else ""
    )
    return f"{named}Content-Type: {content_type}".encode()


def _failure(wanted: _Wanted) -> dict[str, Any]:
    if wanted.problem is not None:
        error, reason = wanted.problem.error, wanted.problem.reason
        return {"id": wanted.id, "rev": wanted.rev, "error": error, "reason": reason}
    return {"id": wanted.id, "rev": wanted.rev or "undefined", "error": "not_found", "reason": "missing"}
