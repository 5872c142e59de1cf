"""`_local` documents: a replicator's checkpoints. Who may read a database may keep them in it."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import path_text, readable
from server.couch.body import answer, read_as
from sync.errors import BadRequest, NotFound

_object = msgspec.json.Decoder(dict[str, object])


async def get(request: Request) -> Response:
    doc = await readable(request).get_local(path_text(request, "id"))
    if doc is None:
        raise NotFound("missing")
    return answer(doc)


async def put(request: Request) -> Response:
    database = readable(request)  # before the body is read
    doc_id, doc = path_text(request, "id"), await read_as(request, _object)
    if not isinstance(doc.get("_rev", ""), str):
        raise BadRequest("Invalid rev format")
    rev = await database.put_local(doc_id, doc)
    return answer({"ok": True, "id": f"_local/{doc_id}", "rev": rev}, 201)


async def delete(request: Request) -> Response:
    doc_id = path_text(request, "id")
    await readable(request).delete_local(doc_id)
    return answer({"ok": True, "id": f"_local/{doc_id}", "rev": "0-0"})
