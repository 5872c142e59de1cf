"""Many revisions read in one request: what replicators ask for."""

from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import readable
from server.couch.body import answer, array, encode, limits, read_as
from server.couch.multipart import Part, bulk, failure, prefers_multipart
from server.couch.params import DocumentParams
from server.couch.show import show, show_related
from server.couch.sizes import check_count
from sync.document import Revision
from sync.engine import OwnDatabase
from sync.errors import BadRequest, SyncError
from sync.multipart import in_one_line
from sync.wire import check_id, check_rev


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
    await _find(database, wanted, asked.latest)
    if prefers_multipart(request):
        return bulk(request, [part for one in wanted for part in await _parts(database, one)])
    rows = [
        b'{"id":%b,"docs":[%b]}' % (encode(one.id), b",".join(await _documents(database, one)))
        for one in wanted
    ]
    return answer(b'{"results":' + array(rows) + b"}")


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


async def _find(database: OwnDatabase, wanted: list[_Wanted], latest: bool) -> None:
    questions = [one for one in wanted if one.problem is None]
    found = await database.open_revs([(one.id, one.rev) for one in questions], latest=latest)
    for one, held in zip(questions, found, strict=True):
        one.found = held


async def _documents(database: OwnDatabase, one: _Wanted) -> list[bytes]:
    shown = await show(database, one.found, one.asked)
    return [b'{"ok":' + document + b"}" for document in shown] or [encode({"error": _failure(one)})]


async def _parts(database: OwnDatabase, one: _Wanted) -> list[Part]:
    """Attachments are always sent here, unless `atts_since` says that they are known."""
    parts = [(revision, await show_related(database, revision, one.asked)) for revision in one.found]
    return [(_head(revision, kind), body) for revision, (kind, body) in parts] or [
        failure(encode(_failure(one)))
    ]


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
