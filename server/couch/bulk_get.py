"""Many revisions read in one request: what replicators ask for."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import readable
from server.couch.body import encode, limits, read_as
from server.couch.in_pieces import array_in_pieces, joined, json_answer_in_pieces
from server.couch.multipart import Part, bulk, failure, prefers_multipart
from server.couch.params import DocumentParams
from server.couch.show import show, show_alone, show_related
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


class _Wanted(msgspec.Struct):
    """One document that is asked for; `problem` when that was no question."""

    asked: DocumentParams
    id: Any = None
    rev: Any = None
    problem: SyncError | None = None


_Found = list[tuple[_Wanted, list[Revision]]]


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
        return _Wanted(asked, problem=BadRequest("document must be a JSON object"))
    one = _Wanted(asked, doc["id"], doc.get("rev"))
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


async def _found(database: OwnDatabase, wanted: list[_Wanted], latest: bool) -> AsyncIterator[_Found]:
    """Each with what is held of it, as many at once as are not too large together."""
    at_once = _AT_ONCE
    while True:
        some = wanted[:at_once]
        try:
            found = await _read(database, some, latest)
        except TooLarge:
            at_once = len(some) // 2
            continue
        yield found
        wanted = wanted[at_once:]
        if not wanted:  # who asks for nothing is told when there is no such database
            return


async def _read(database: OwnDatabase, some: list[_Wanted], latest: bool) -> _Found:
    """TooLarge when it would be more than one document and too much to hold at once."""
    questions = [(one.id, one.rev) for one in some if one.problem is None]
    at_most = _BYTES if len(some) > 1 else None
    held = iter(await database.open_revs(questions, latest=latest, at_most=at_most))
    return [(one, next(held) if one.problem is None else []) for one in some]


async def _answer(database: OwnDatabase, found: AsyncIterator[_Found]) -> AsyncIterator[bytes]:
    yield b'{"results":'
    async for piece in array_in_pieces(_rows(database, found)):
        yield piece
    yield b"}\n"


async def _rows(database: OwnDatabase, found: AsyncIterator[_Found]) -> AsyncIterator[bytes]:
    """Together where all has been read by then; one by one where attachments come with them."""
    async for some in found:
        if all(one.asked.needs_nothing_more for one, _ in some):
            yield joined([_row(one, show_alone(held, one.asked)) for one, held in some])
        else:
            for one, held in some:
                yield _row(one, await show(database, held, one.asked))


def _row(one: _Wanted, shown: list[bytes]) -> bytes:
    if not shown:
        return encode({"id": one.id, "docs": [{"error": _failure(one)}]})
    return b'{"id":%b,"docs":[{"ok":%b}]}' % (encode(one.id), b'},{"ok":'.join(shown))


async def _parts(database: OwnDatabase, found: AsyncIterator[_Found]) -> AsyncIterator[Part]:
    """Attachments are always sent here, unless `atts_since` says that they are known."""
    async for some in found:
        for one, held in some:
            for revision in held:
                kind, body = await show_related(database, revision, one.asked)
                yield _head(revision, kind), body
            if not held:
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
