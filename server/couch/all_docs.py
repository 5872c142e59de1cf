"""Documents by id, a range of them or those of a list: all, the design documents, or the `_local` ones."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import readable
from server.couch.body import encode, read_object
from server.couch.in_pieces import array_in_pieces, json_answer_in_pieces
from server.couch.params import AllDocsParams
from server.couch.show import show
from sync.document import Revision
from sync.engine import OwnDatabase
from sync.errors import BadRequest

_Page = Sequence[tuple[Any, Revision | None]]  # keys and what is there
_List = Callable[[OwnDatabase, AllDocsParams], AsyncIterator[bytes]]
_DESIGN, _AFTER_DESIGN = "_design/", "_design0"  # the ids between which all design documents lie
_LOCAL = "_local/"
_AT_ONCE = 100  # documents read at once: with all their bodies they are in memory together


async def _list(what: _List, request: Request) -> Response:
    database = readable(request)
    asked = AllDocsParams.parse(request.query_params, await read_object(request))
    return await json_answer_in_pieces(_line(what(database, asked)))


async def _queries(what: _List, request: Request) -> Response:
    """Several lists in one answer: `{"queries": [{...parameters}]}`."""
    database = readable(request)
    queries = (await read_object(request)).get("queries")
    if not isinstance(queries, list) or not all(isinstance(query, dict) for query in queries):
        raise BadRequest("`queries` must be an array of objects.")
    asked = [AllDocsParams.parse(request.query_params, query) for query in queries]
    return await json_answer_in_pieces(_line(_results(what, database, asked)))


async def _results(what: _List, database: OwnDatabase, queries: list[AllDocsParams]) -> AsyncIterator[bytes]:
    before = b'{"results":[\n'
    for asked in queries:
        yield before
        async for piece in what(database, asked):
            yield piece
        before = b",\n"
    yield b"\n]}" if queries else before + b"\n]}"


async def _line(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async for piece in pieces:
        yield piece
    yield b"\n"


async def _all(database: OwnDatabase, asked: AllDocsParams) -> AsyncIterator[bytes]:
    info = await database.info()
    async for piece in _documents(database, asked, asked.start, asked.end, info.doc_count):
        yield piece


async def _design(database: OwnDatabase, asked: AllDocsParams) -> AsyncIterator[bytes]:
    total = len(await database.all_docs(start=_DESIGN, end=_AFTER_DESIGN))
    lower, upper = (asked.end, asked.start) if asked.descending else (asked.start, asked.end)
    bounds = max(lower or _DESIGN, _DESIGN), _AFTER_DESIGN if upper is None else min(upper, _AFTER_DESIGN)
    start, end = bounds[::-1] if asked.descending else bounds
    if asked.keys is not None:
        ours = [key for key in asked.keys if isinstance(key, str) and key.startswith(_DESIGN)]
        asked = replace(asked, keys=ours)
    async for piece in _documents(database, asked, start, end, total):
        yield piece


async def _documents(
    database: OwnDatabase, asked: AllDocsParams, start: str | None, end: str | None, total: int
) -> AsyncIterator[bytes]:
    keys = _chosen(asked)
    offset = min(asked.skip, total) if asked.start is None and keys is None else None
    # Before the rows: who goes on from there misses nothing that is written while they are read.
    sequence = b',"update_seq":' + encode((await database.info()).update_seq) if asked.update_seq else b""
    yield b'{"total_rows":%d,"offset":%b%b,"rows":' % (total, encode(offset), sequence)
    pages = _by_range(database, asked, start, end) if keys is None else _by_keys(database, asked, keys)
    async for piece in array_in_pieces(_rows(database, asked, pages)):
        yield piece
    yield b"}"


async def _by_range(
    database: OwnDatabase, asked: AllDocsParams, start: str | None, end: str | None
) -> AsyncIterator[_Page]:
    """Pages that begin with the last document of the one before, which may be gone by then."""
    left, skip = asked.limit, asked.skip
    last: str | None = None
    while left is None or left > 0:
        number = (_AT_ONCE if left is None else min(left, _AT_ONCE)) + (last is not None)
        found = await database.all_docs(
            start=start,
            end=end,
            inclusive_end=asked.inclusive_end,
            descending=asked.descending,
            limit=number,
            skip=skip,
            include_docs=asked.include_docs,
        )
        page = [(held.id, held) for held in found if held is not None and held.id != last]
        yield page
        if len(found) < number:
            return
        start = last = page[-1][0]
        skip = 0
        left = None if left is None else left - len(page)


async def _by_keys(database: OwnDatabase, asked: AllDocsParams, keys: list[Any]) -> AsyncIterator[_Page]:
    """What is there, by key; a key that is no string names nothing."""
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        names = [key for key in some if isinstance(key, str)]
        found = iter(await database.all_docs(keys=names, include_docs=asked.include_docs))
        yield [(key, next(found) if isinstance(key, str) else None) for key in some]


async def _rows(
    database: OwnDatabase, asked: AllDocsParams, pages: AsyncIterator[_Page]
) -> AsyncIterator[bytes]:
    async for page in pages:
        for key, held in page:
            document = b"null"
            if asked.include_docs and held is not None and not held.deleted:
                (document,) = await show(database, [held], asked.document)
            yield _row(key, held, document if asked.include_docs else None)


def _chosen(asked: AllDocsParams) -> list[Any] | None:
    if asked.keys is None:
        return None
    keys = asked.keys[::-1] if asked.descending else asked.keys
    return keys[asked.skip : None if asked.limit is None else asked.skip + asked.limit]


def _row(key: Any, held: Revision | None, document: bytes | None) -> bytes:
    if held is None:
        return encode({"key": key, "error": "not_found"})
    value = {"rev": held.rev, "deleted": True} if held.deleted else {"rev": held.rev}
    row = encode({"id": key, "key": key, "value": value})
    return row if document is None else row[:-1] + b',"doc":' + document + b"}"


async def _local(database: OwnDatabase, asked: AllDocsParams) -> AsyncIterator[bytes]:
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
    yield b'{"total_rows":null,"offset":null%b,"rows":[\n%b\n]}' % (sequence, b",\n".join(rows))


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
