"""Several revisions of one document in one answer: what a replicator fetches."""

from starlette.requests import Request
from starlette.responses import Response

from server.couch.body import answer, array, encode
from server.couch.multipart import failure, mixed, wants
from server.couch.params import DocumentParams, json_value
from server.couch.show import show, show_related
from sync.document import Revision
from sync.engine import Database
from sync.errors import BadRequest
from sync.wire import check_rev

_Rows = list[tuple[str, Revision | None]]


async def open_revs(request: Request, database: Database, doc_id: str, asked: DocumentParams) -> Response:
    """Every leaf, or the revisions of a JSON list, each as `ok` or `missing`."""
    rows = await _rows(database, doc_id, request.query_params["open_revs"], asked.latest)
    if wants(request, "mixed"):
        return mixed(_part(rev, revision, asked) for rev, revision in rows)
    return answer(array(_row(rev, revision, asked) for rev, revision in rows))


async def _rows(database: Database, doc_id: str, text: str, latest: bool) -> _Rows:
    if text == "all":
        return [(leaf.rev, leaf) for leaf in await database.leaves(doc_id)]
    revs = json_value(text, "open_revs")
    if not isinstance(revs, list) or not all(isinstance(rev, str) for rev in revs):
        raise BadRequest("open_revs must be `all` or an array of revision ids.")
    held = await database.bulk_get([(doc_id, check_rev(rev)) for rev in revs], latest=latest)
    return list(zip(revs, held, strict=True))


def _row(rev: str, revision: Revision | None, asked: DocumentParams) -> bytes:
    if revision is None:
        return encode({"missing": rev})
    return b'{"ok":' + show(revision, asked) + b"}"


def _part(rev: str, revision: Revision | None, asked: DocumentParams) -> tuple[bytes, bytes]:
    """Attachments are always sent here, unless `atts_since` says that they are known."""
    if revision is None:
        return failure(encode({"missing": rev}))
    content_type, body = show_related(revision, asked)
    return f"Content-Type: {content_type}".encode(), body
