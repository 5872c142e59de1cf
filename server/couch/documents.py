"""One document: read it, write it, delete it."""

from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import path_text, readable, writer
from server.couch.body import answer, array, encode, read
from server.couch.gate import write
from server.couch.params import DocumentParams, boolean, json_value
from server.couch.show import show, show_with_meta
from sync.attachments import content
from sync.document import Revision
from sync.engine import Database
from sync.errors import BadRequest, Conflict, Forbidden, NotFound, NotImplementedHere
from sync.wire import check_rev, decode_members, read_document


async def get(request: Request) -> Response:
    database, query = readable(request), request.query_params
    asked = DocumentParams.parse(query)
    if "open_revs" in query:
        return await _open_revs(database, _doc_id(request), query["open_revs"], asked)
    revision = await _found(database, _doc_id(request), query.get("rev"), asked.latest)
    etag = f'"{revision.rev}"'
    if not query and etag in request.headers.get("if-none-match", ""):  # conflicts change without the winner
        return Response(status_code=304, headers={"ETag": etag})
    return answer(await show_with_meta(database, revision, asked), headers={"ETag": etag})


async def put(request: Request) -> Response:
    if request.headers.get("content-type", "").startswith("multipart/"):
        raise NotImplementedHere("Documents are written as JSON, their attachments inline.")
    writer(request)  # before the body is read
    doc_id, rev = _doc_id(request), _rev(request)
    new_edits = boolean(request.query_params, "new_edits", True)
    members = decode_members(await read(request))
    return await _written(
        request, read_document(members, new_edits=new_edits, doc_id=doc_id, rev=rev), new_edits
    )


async def post(request: Request) -> Response:
    """`POST /db`: a document that may leave its id to the hub."""
    writer(request)  # before the body is read
    revision = read_document(decode_members(await read(request)), new_edits=True)
    return await _written(request, revision, new_edits=True)


async def delete(request: Request) -> Response:
    doc_id, rev = _doc_id(request), _rev(request)
    await _found(readable(request), doc_id)
    ancestry = (check_rev(rev),) if rev else ()
    revision = Revision(doc_id, ancestry, b"{}", deleted=True, is_edit=bool(ancestry))
    return await _written(request, revision, new_edits=True, status=200)


async def attachment(request: Request) -> Response:
    """`GET /db/id/name`"""
    database, name = readable(request), path_text(request, "name")
    revision = await _found(database, _doc_id(request), request.query_params.get("rev"))
    held = content(revision.attachments or b"{}", name)
    if held is None:
        raise NotFound("Document is missing attachment")
    data, content_type, digest = held
    headers = {"ETag": f'"{digest}"', "Content-Type": content_type, "Content-Security-Policy": "sandbox"}
    return Response(data, headers=headers)


async def not_here(request: Request) -> Response:
    raise NotImplementedHere(f"{request.method} {request.url.path} is not part of this hub.")


def _doc_id(request: Request) -> str:
    if "design" in request.path_params:
        return "_design/" + path_text(request, "design")
    doc_id = path_text(request, "id")
    if doc_id.startswith("_") and not doc_id.startswith("_design/"):
        raise NotImplementedHere(f"{doc_id} is not part of this hub.")
    return doc_id


def _rev(request: Request) -> str | None:
    """The revision a client means to replace: `?rev=`, else `If-Match`."""
    return request.query_params.get("rev") or request.headers.get("if-match", "").strip('"') or None


async def _found(database: Database, doc_id: str, rev: str | None = None, latest: bool = False) -> Revision:
    """The revision asked for; without `rev` the winner. NotFound, also when the winner is deleted."""
    wanted = check_rev(rev) if rev else None
    revision = (await database.bulk_get([(doc_id, wanted)], latest=latest))[0]
    if revision is None:
        raise NotFound("missing")
    if revision.deleted and rev is None:
        raise NotFound("deleted")
    return revision


async def _open_revs(database: Database, doc_id: str, text: str, asked: DocumentParams) -> Response:
    """Every leaf, or the revisions of a JSON list, each as `ok` or `missing`."""
    if text == "all":
        leaves = await database.leaves(doc_id)
        found: list[tuple[str, Revision | None]] = [(leaf.rev, leaf) for leaf in leaves]
    else:
        revs = json_value(text, "open_revs")
        if not isinstance(revs, list) or not all(isinstance(rev, str) for rev in revs):
            raise BadRequest("open_revs must be `all` or an array of revision ids.")
        held = await database.bulk_get([(doc_id, check_rev(rev)) for rev in revs], latest=asked.latest)
        found = list(zip(revs, held, strict=True))
    return answer(
        array(
            encode({"missing": rev})
            if revision is None
            else b'{"ok":' + show(revision, history=asked.revs, attachments=asked.attachments) + b"}"
            for rev, revision in found
        )
    )


async def _written(request: Request, revision: Revision, new_edits: bool, status: int = 201) -> Response:
    (result,) = await write(request, [revision], new_edits=new_edits)
    if result.error:
        raise (Forbidden if result.error == "forbidden" else Conflict)(result.reason)
    headers = {"ETag": f'"{result.rev}"', "Location": str(request.url.replace(query=""))}
    return answer({"ok": True, "id": result.id, "rev": result.rev}, status, headers)
