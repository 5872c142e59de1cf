"""One document: read it, write it, delete it."""

from starlette.requests import Request
from starlette.responses import Response

from server.couch import local
from server.couch.access import path_text, readable, writer
from server.couch.body import answer
from server.couch.gate import write
from server.couch.multipart import read_members, wants
from server.couch.open_revs import open_revs
from server.couch.params import DocumentParams
from server.couch.show import show, show_related
from sync.document import Revision
from sync.engine import Database
from sync.errors import BadRequest, Conflict, Forbidden, NotFound
from sync.wire import check_rev, read_document


async def get(request: Request) -> Response:
    database, query = readable(request), request.query_params
    asked = DocumentParams.parse(query)
    if "open_revs" in query:
        return await open_revs(request, database, document_id(request), asked)
    revision = await found(database, document_id(request), query.get("rev"), asked.latest)
    etag = f'"{revision.rev}"'
    if not query and etag in request.headers.get("if-none-match", ""):  # conflicts change without the winner
        return Response(status_code=304, headers={"ETag": etag})
    if wants(request, "related") and (asked.attachments or asked.atts_since is not None):
        content_type, body = await show_related(database, revision, asked)
        return Response(body, headers={"ETag": etag, "Content-Type": content_type})
    (document,) = await show(database, [revision], asked)
    return answer(document, headers={"ETag": etag})


async def put(request: Request) -> Response:
    writer(request)  # before the body is read
    doc_id, rev = document_id(request), rev_to_replace(request)
    new_edits = request.query_params.get("new_edits") != "false"
    members, beside = await read_members(request)
    revision = read_document(members, new_edits=new_edits, doc_id=doc_id, rev=rev, beside=beside)
    return await written(request, revision, new_edits, 200 if revision.deleted else 201)


async def post(request: Request) -> Response:
    """`POST /db`: a document that may leave its id to the hub."""
    writer(request)  # before the body is read
    members, beside = await read_members(request)
    if local.is_local(members):
        return await local.post(request, members)
    revision = read_document(members, new_edits=True, beside=beside)
    return await written(request, revision, new_edits=True)


async def delete(request: Request) -> Response:
    doc_id, rev = document_id(request), rev_to_replace(request)
    await found(readable(request), doc_id)
    ancestry = () if rev is None else (check_rev(rev),)
    revision = Revision(doc_id, ancestry, b"{}", deleted=True, is_edit=bool(ancestry))
    return await written(request, revision, new_edits=True, status=200)


def document_id(request: Request) -> str:
    if "design" in request.path_params:
        return "_design/" + path_text(request, "design")
    return path_text(request, "id")


def rev_to_replace(request: Request) -> str | None:
    """The revision a client means to replace: `?rev=` or `If-Match`. BadRequest when they differ."""
    rev, etag = request.query_params.get("rev"), request.headers.get("if-match")
    if etag is None:
        return rev
    if rev is not None and rev != etag.strip('"'):
        raise BadRequest("Document rev and etag have different values")
    return etag.strip('"')


async def found(database: Database, doc_id: str, rev: str | None = None, latest: bool = False) -> Revision:
    """The revision asked for; without `rev` the winner. NotFound, also when the winner is deleted."""
    wanted = None if rev is None else check_rev(rev)
    if wanted is not None and latest:
        revision = next(iter((await database.open_revs([(doc_id, wanted)], latest=True))[0]), None)
    else:
        revision = await database.get(doc_id, wanted)
    if revision is None:
        raise NotFound("missing")
    if revision.deleted and rev is None:
        raise NotFound("deleted")
    return revision


async def written(request: Request, revision: Revision, new_edits: bool, status: int = 201) -> Response:
    (result,) = await write(request, [revision], new_edits=new_edits)
    if result.error:
        raise (Forbidden if result.error == "forbidden" else Conflict)(result.reason)
    headers = {"ETag": f'"{result.rev}"', "Location": str(request.url.replace(query=""))}
    return answer({"ok": True, "id": result.id, "rev": result.rev}, status, headers)
