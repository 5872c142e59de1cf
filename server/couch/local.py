"""`_local` documents: a replicator's checkpoints. Who may read a database or push to it may keep them in it.

Of the members that begin with `_` only `_rev` and `_deleted` mean something; the others are not kept.
"""

import re
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import path_text, readable, replicated
from server.couch.body import answer, limits, read_as
from server.couch.params import flag
from server.couch.sizes import document_too_large
from sync.errors import BadRequest, NotFound
from sync.wire import Members, check_special_member

_object = msgspec.json.Decoder(dict[str, Any])
_GONE = "0-0"  # the revision CouchDB gives to what is no longer there
_REVISION = re.compile(r"[0-9]+-[!-~]*")
_OF_EVERY_DOCUMENT = ("_id", "_rev", "_deleted", "_revisions", "_attachments")


def is_local(members: Members) -> bool:
    """Whether a document of a request is a `_local` one."""
    return bytes(members.get("_id", b"")).startswith(b'"_local/')


async def get(request: Request) -> Response:
    doc = await replicated(request).get_local(path_text(request, "id"))
    query = request.query_params
    if doc is None or "open_revs" in query or query.get("rev", doc["_rev"]) != doc["_rev"]:
        raise NotFound("missing")
    if flag(query, "revs"):
        doc["_revisions"] = {"start": 0, "ids": [doc["_rev"].removeprefix("0-")]}
    return answer(doc)


async def put(request: Request) -> Response:
    replicated(request)  # before the body is read
    doc_id, doc = path_text(request, "id"), await read_as(request, _object)
    if "rev" in request.query_params:
        doc["_rev"] = request.query_params["rev"]
    return await _written(request, doc_id, doc)


async def post(request: Request, members: Members) -> Response:
    """`POST /db` with the id of a `_local` document."""
    doc_id, doc = local_document(members)
    return await _written(request, doc_id, doc)


async def _written(request: Request, doc_id: str, doc: dict[str, Any]) -> Response:
    rev = await write_local(request, doc_id, doc)
    return answer({"ok": True, "id": f"_local/{doc_id}", "rev": rev}, 200 if rev == _GONE else 201)


async def delete(request: Request) -> Response:
    doc_id = path_text(request, "id")
    await replicated(request).delete_local(doc_id)
    return answer({"ok": True, "id": f"_local/{doc_id}", "rev": _GONE})


async def no_attachments(request: Request) -> Response:
    readable(request)
    raise BadRequest("_local documents do not accept attachments.")


def local_document(members: Members) -> tuple[str, dict[str, Any]]:
    """Id without `_local/`, and members, of such a document."""
    doc = _object.decode(msgspec.json.encode(members))
    return doc["_id"].removeprefix("_local/"), doc


async def write_local(request: Request, doc_id: str, doc: dict[str, Any]) -> str:
    """Write or, with `_deleted`, remove it; the revision to answer. Forbidden to who may not replicate."""
    database = replicated(request)
    for name in doc:
        if name.startswith("_") and name not in _OF_EVERY_DOCUMENT:
            check_special_member(name)
    if not isinstance(doc.get("_rev", "0-0"), str) or not _REVISION.fullmatch(doc.get("_rev", "0-0")):
        raise BadRequest("Invalid rev format")
    if doc.get("_deleted") is True:
        if await database.get_local(doc_id) is not None:
            await database.delete_local(doc_id)
        return _GONE
    kept = {name: value for name, value in doc.items() if name == "_rev" or not name.startswith("_")}
    if len(msgspec.json.encode(kept)) > limits(request).document_bytes:
        raise document_too_large(f"_local/{doc_id}", limits(request))
    return await database.put_local(doc_id, kept)
