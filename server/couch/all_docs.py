"""Documents by id, a range of them or those of a list: all, the design documents, or the `_local` ones."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import readable
from server.couch.body import answer, array, encode, read_object
from server.couch.params import AllDocsParams
from server.couch.show import show
from sync.document import Revision
from sync.engine import OwnDatabase
from sync.errors import BadRequest

_List = Callable[[OwnDatabase, AllDocsParams], Awaitable[bytes]]
_DESIGN, _AFTER_DESIGN = "_design/", "_design0"  # the ids between which all design documents lie
_LOCAL = "_local/"


async def _list(what: _List, request: Request) -> Response:
    database = readable(request)
    asked = AllDocsParams.parse(request.query_params, await read_object(request))
    return answer(await what(database, asked))


async def _queries(what: _List, request: Request) -> Response:
    """Several lists in one answer: `{"queries": [{...parameters}]}`."""
    database = readable(request)
    queries = (await read_object(request)).get("queries")
    if not isinstance(queries, list) or not all(isinstance(query, dict) for query in queries):
        raise BadRequest("`queries` must be an array of objects.")
    lists = [await what(database, AllDocsParams.parse(request.query_params, query)) for query in queries]
    return answer(b'{"results":' + array(lists) + b"}")


async def _all(database: OwnDatabase, asked: AllDocsParams) -> bytes:
    info = await database.info()
    return await _documents(database, asked, asked.start, asked.end, info.doc_count)


async def _design(database: OwnDatabase, asked: AllDocsParams) -> bytes:
    total = len(await database.all_docs(start=_DESIGN, end=_AFTER_DESIGN))
    lower, upper = (asked.end, asked.start) if asked.descending else (asked.start, asked.end)
    bounds = max(lower or _DESIGN, _DESIGN), _AFTER_DESIGN if upper is None else min(upper, _AFTER_DESIGN)
    start, end = bounds[::-1] if asked.descending else bounds
    if asked.keys is not None:
        ours = [key for key in asked.keys if isinstance(key, str) and key.startswith(_DESIGN)]
        asked = replace(asked, keys=ours)
    return await _documents(database, asked, start, end, total)


async def _documents(
    database: OwnDatabase, asked: AllDocsParams, start: str | None, end: str | None, total: int
) -> bytes:
    keys = _chosen(asked)
    found = await database.all_docs(
        keys=None if keys is None else [key for key in keys if isinstance(key, str)],
        start=start,
        end=end,
        inclusive_end=asked.inclusive_end,
        descending=asked.descending,
        limit=asked.limit,
        skip=asked.skip,
        include_docs=asked.include_docs,
    )
    alive = [held for held in found if held is not None and not held.deleted] if asked.include_docs else []
    shown = await show(database, alive, asked.document)
    documents = {held.id: document for held, document in zip(alive, shown, strict=True)}
    rows = [_row(key, held, asked, documents) for key, held in _keyed(keys, found)]
    offset = min(asked.skip, total) if asked.start is None and keys is None else None
    sequence = b',"update_seq":' + encode((await database.info()).update_seq) if asked.update_seq else b""
    return b'{"total_rows":%d,"offset":%b%b,"rows":%b}' % (total, encode(offset), sequence, array(rows))


def _keyed(keys: list[Any] | None, found: Sequence[Revision | None]) -> Iterator[tuple[Any, Revision | None]]:
    """What was found, by key; a key that is no string names nothing."""
    if keys is None:
        return ((held.id, held) for held in found if held is not None)
    rows = iter(found)
    return ((key, next(rows) if isinstance(key, str) else None) for key in keys)


def _chosen(asked: AllDocsParams) -> list[Any] | None:
    if asked.keys is None:
        return None
    keys = asked.keys[::-1] if asked.descending else asked.keys
    return keys[asked.skip : None if asked.limit is None else asked.skip + asked.limit]


def _row(key: Any, held: Revision | None, asked: AllDocsParams, documents: dict[str, bytes]) -> bytes:
    if held is None:
        return encode({"key": key, "error": "not_found"})
    value = {"rev": held.rev, "deleted": True} if held.deleted else {"rev": held.rev}
    row = encode({"id": key, "key": key, "value": value})
    if not asked.include_docs:
        return row
    return row[:-1] + b',"doc":' + documents.get(key, b"null") + b"}"


async def _local(database: OwnDatabase, asked: AllDocsParams) -> bytes:
    """How many there are is not counted, as in CouchDB."""
    keys = _chosen(asked)
    found = await database.local_docs(
        keys=None if keys is None else [str(key).removeprefix(_LOCAL) for key in keys],
        start=_below_local(asked.start),
        end=_below_local(asked.end),
        inclusive_end=asked.inclusive_end,
        descending=asked.descending,
        limit=asked.limit,
        skip=asked.skip,
    )
    rows = [
        _local_row(doc, asked) if doc else encode({"key": key, "error": "not_found"})
        for key, doc in zip(keys or [None] * len(found), found, strict=True)
    ]
    sequence = b',"update_seq":null' if asked.update_seq else b""
    return b'{"total_rows":null,"offset":null%b,"rows":%b}' % (sequence, array(rows))


def _below_local(bound: str | None) -> str | None:
    """The bound among ids without `_local/`: empty before them all, and something after them all."""
    if bound is None or bound.startswith(_LOCAL):
        return None if bound is None else bound.removeprefix(_LOCAL)
    return "" if bound < _LOCAL else "\U0010ffff"


def _local_row(doc: dict[str, Any], asked: AllDocsParams) -> bytes:
    row = {"id": doc["_id"], "key": doc["_id"], "value": {"rev": doc["_rev"]}}
    return encode({**row, "doc": doc} if asked.include_docs else row)


all_docs = partial(_list, _all)
all_docs_queries = partial(_queries, _all)
design_docs = partial(_list, _design)
design_docs_queries = partial(_queries, _design)
local_docs = partial(_list, _local)
local_docs_queries = partial(_queries, _local)
