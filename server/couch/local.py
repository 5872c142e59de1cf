"""`_local` documents: a replicator's checkpoints. Who may read a database may keep them in it.

Of the members that begin with `_` only `_rev` and `_deleted` mean something; the others are not kept.
"""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import path_text, readable
from server.couch.body import answer, limits, read_as
from server.couch.sizes import document_too_large
from sync.errors import BadRequest, NotFound

_object = msgspec.json.Decoder(dict[str, Any])
_GONE = "0-0"  # the revision CouchDB gives to what is no longer there


async def get(request: Request) -> Response:
    doc = await readable(request).get_local(path_text(request, "id"))
    if doc is None:
        raise NotFound("missing")
    return answer(doc)


async def put(request: Request) -> Response:
    readable(request)  # before the body is read
    doc_id, doc = path_text(request, "id"), await read_as(request, _object)
    rev = await write_local(request, doc_id, doc)
    return answer({"ok": True, "id": f"_local/{doc_id}", "rev": rev}, 201)


async def delete(request: Request) -> Response:
    doc_id = path_text(request, "id")
    await readable(request).delete_local(doc_id)
    return answer({"ok": True, "id": f"_local/{doc_id}", "rev": _GONE})


async def no_attachments(request: Request) -> Response:
    readable(request)
    raise BadRequest("_local documents do not accept attachments.")


async def write_local(request: Request, doc_id: str, doc: dict[str, Any]) -> str:
    """Write or, with `_deleted`, remove it; the revision to answer. Forbidden to who may not read."""
    database = readable(request)
    if not isinstance(doc.get("_rev", ""), str):
        raise BadRequest("Invalid rev format")
    if doc.get("_deleted") is True:
        await database.delete_local(doc_id)
        return _GONE
    kept = {name: value for name, value in doc.items() if name == "_rev" or not name.startswith("_")}
    if len(msgspec.json.encode(kept)) > limits(request).document_bytes:
        raise document_too_large(f"_local/{doc_id}", limits(request))
    return await database.put_local(doc_id, kept)
