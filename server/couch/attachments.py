"""One attachment under its own address: read it, put it in place, take it away."""

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import path_text, readable, writer
from server.couch.body import packed_with_gzip, read_as_sent
from server.couch.documents import document_id, found, rev_to_replace, written
from server.couch.ranges import part
from sync.attachments import GZIP, PLAIN_BYTES, decode, plain, with_one, without_one
from sync.document import Revision
from sync.engine import Database
from sync.errors import Conflict, NotFound
from sync.wire import check_id, check_rev

_MISSING = "Document is missing attachment"


async def get(request: Request) -> Response:
    """The bytes, packed when they are kept so and the client takes them so."""
    database, name = readable(request), path_text(request, "name")
    revision = await found(database, document_id(request), request.query_params.get("rev"))
    held = decode(revision.attachments).get(name)
    if held is None:
        raise NotFound(_MISSING)
    headers = {"ETag": f'"{held.digest.removeprefix("md5-")}"', "Cache-Control": "must-revalidate"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers |= {
        "Accept-Ranges": "bytes",
        "Content-Type": _as_header(held.content_type),
        "Content-Security-Policy": "sandbox",
    }
    data = (await database.contents(revision, [name]))[name]
    if held.encoding == GZIP:
        headers["Vary"] = "Accept-Encoding"
        if GZIP in request.headers.get("accept-encoding", ""):
            headers |= {"Content-Encoding": GZIP, "Accept-Ranges": "none"}
        else:
            data = plain(held, data)
    wanted = None if "Content-Encoding" in headers else part(request.headers.get("range", ""), len(data))
    if wanted is None:
        return Response(data, headers=headers)
    headers["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{len(data)}"
    return Response(data[wanted], 206, headers)


def _as_header(content_type: str) -> str:
    """A client may have written anything; what cannot stand in a header says nothing."""
    return content_type if content_type.isascii() and content_type.isprintable() else PLAIN_BYTES


async def put(request: Request) -> Response:
    """The body as the attachment, in a new revision of the document, which is made where there is none."""
    writer(request)  # before the body is read
    parent = await _parent(readable(request), document_id(request), rev_to_replace(request))
    name = path_text(request, "name")
    content_type = request.headers.get("content-type", PLAIN_BYTES)
    member = with_one(parent.attachments, name, content_type, GZIP if packed_with_gzip(request) else None)
    edited = _edited(parent, member)
    return await written(
        request, replace(edited, contents={name: await read_as_sent(request)}), new_edits=True
    )


async def delete(request: Request) -> Response:
    writer(request)
    parent = await _parent(readable(request), document_id(request), rev_to_replace(request))
    attachments = without_one(parent.attachments, path_text(request, "name"))
    if attachments is None:
        raise NotFound(_MISSING)
    return await written(request, _edited(parent, attachments), new_edits=True, status=200)


async def _parent(database: Database, doc_id: str, rev: str | None) -> Revision:
    """What the edit stands on; a document without revisions where there is nothing yet."""
    check_id(doc_id)
    revision = await database.get(doc_id, None if rev is None else check_rev(rev))
    if rev is not None and revision is None:
        raise Conflict("Document update conflict.")
    if rev is None:
        if revision is not None and not revision.deleted:
            raise Conflict("Document update conflict.")
        return Revision(doc_id, (), b"{}")
    assert revision is not None  # noqa: S101 - shown above
    return revision


def _edited(parent: Revision, attachments: bytes) -> Revision:
    return Revision(
        parent.id, parent.ancestry[:1], parent.body, is_edit=bool(parent.ancestry), attachments=attachments
    )
