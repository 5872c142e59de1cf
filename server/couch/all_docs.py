"""Documents by id: a range of them, or those of a list of keys."""

from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import readable
from server.couch.body import answer, array, encode, read_object
from server.couch.params import AllDocsParams
from server.couch.show import show
from sync.document import Revision


async def all_docs(request: Request) -> Response:
    database = readable(request)
    body = await read_object(request)
    asked = AllDocsParams.parse(request.query_params, body)
    keys = _chosen(asked)
    found = await database.all_docs(
        keys=keys,
        start=asked.start,
        end=asked.end,
        inclusive_end=asked.inclusive_end,
        descending=asked.descending,
        limit=asked.limit,
        skip=asked.skip,
        include_docs=asked.include_docs,
    )
    ids = keys if keys is not None else [revision.id for revision in found if revision is not None]
    alive = [held for held in found if held is not None and not held.deleted] if asked.include_docs else []
    shown = await show(database, alive, asked.document)
    documents = {held.id: document for held, document in zip(alive, shown, strict=True)}
    rows = array(_row(key, held, asked, documents) for key, held in zip(ids, found, strict=True))
    offset = asked.skip if asked.start is None and keys is None else None
    info = await database.info()
    sequence = b',"update_seq":' + encode(info.update_seq) if asked.update_seq else b""
    return answer(
        b'{"total_rows":%d,"offset":%b%b,"rows":%b}' % (info.doc_count, encode(offset), sequence, rows)
    )


def _chosen(asked: AllDocsParams) -> list[str] | None:
    if asked.keys is None:
        return None
    keys = asked.keys[::-1] if asked.descending else asked.keys
    return keys[asked.skip : None if asked.limit is None else asked.skip + asked.limit]


def _row(key: str, held: Revision | None, asked: AllDocsParams, documents: dict[str, bytes]) -> bytes:
    if held is None:
        return encode({"key": key, "error": "not_found"})
    value = {"rev": held.rev, "deleted": True} if held.deleted else {"rev": held.rev}
    row = encode({"id": key, "key": key, "value": value})
    if not asked.include_docs:
        return row
    return row[:-1] + b',"doc":' + documents.get(key, b"null") + b"}"
