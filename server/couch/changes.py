"""The changes feed: once, waiting for the next change, or without end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from server.couch.access import readable
from server.couch.body import answer, encode, read_object
from server.couch.filters import Filter, chosen, filtered_page
from server.couch.params import ChangesParams
from server.couch.show import show
from sync.document import Change, ChangesPage
from sync.engine import Database, OwnDatabase
from sync.errors import NotImplementedHere, SyncError

LONGEST_WAIT = 25.0  # seconds of a longpoll, so that it ends before clients and proxies lose patience
_DEFAULT_WAIT = 60.0  # seconds a continuous feed without heartbeat stays silent before it ends
_PAGE = 1000

_Read = Callable[[ChangesParams], Awaitable[ChangesPage]]

_FEEDS = ("normal", "longpoll", "continuous")


async def changes(request: Request) -> Response:
    database = readable(request)
    body = await read_object(request)
    asked = ChangesParams.parse(request.query_params, body)
    read = partial(_page, database, chosen(request.query_params, body))
    if asked.feed not in _FEEDS:
        raise NotImplementedHere("The feeds are normal, longpoll and continuous.")
    page = await (_next_page(request, database, read, asked) if asked.feed == "longpoll" else read(asked))
    if asked.feed == "continuous":
        return StreamingResponse(_continuous(database, read, asked, page), media_type="application/json")
    if page.pending and (asked.limit is None or asked.limit > _PAGE):
        return StreamingResponse(_all_pages(database, read, asked, page), media_type="application/json")
    rows = b",\n".join(await _rows(database, page, asked))
    return answer(b'{"results":[\n' + rows + _end_of_results(page))


async def _page(database: Database, fits: Filter | None, asked: ChangesParams) -> ChangesPage:
    if fits is not None:
        return await filtered_page(database, asked, fits)
    everything = asked.descending or asked.doc_ids is not None
    limit = asked.limit if everything else min(asked.limit or _PAGE, _PAGE)
    return await database.changes(
        asked.since,
        limit=limit,
        descending=asked.descending,
        include_docs=asked.include_docs,
        all_leaves=asked.all_leaves,
        doc_ids=asked.doc_ids,
    )


async def _next_page(request: Request, database: Database, read: _Read, asked: ChangesParams) -> ChangesPage:
    """The first page with a row in it, or an empty one when the time is over or nobody listens any more."""
    loop = asyncio.get_running_loop()
    end = loop.time() + min(asked.timeout or LONGEST_WAIT, LONGEST_WAIT)
    page = await read(asked)
    while not page.changes and (left := end - loop.time()) > 0:
        if await _left_while(request, database.wait(page.last_seq, left)):
            break
        page = await read(replace(asked, since=page.last_seq))
    return page


async def _left_while(request: Request, waiting: Coroutine[Any, Any, bool]) -> bool:
    """Whether the client went away during `waiting`, which then ends at once."""
    change, leaving = asyncio.ensure_future(waiting), asyncio.ensure_future(_leaving(request))
    try:
        await asyncio.wait((change, leaving), return_when=asyncio.FIRST_COMPLETED)
        for ended in (change, leaving):
            if ended.done():
                ended.result()  # raises what it ended with
        return leaving.done()
    finally:
        change.cancel()
        leaving.cancel()


async def _leaving(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _all_pages(
    database: OwnDatabase, read: _Read, asked: ChangesParams, page: ChangesPage
) -> AsyncIterator[bytes]:
    """A long answer in pieces, so that it never lies in memory as a whole."""
    left = asked.limit
    before = b'{"results":[\n'
    while page.changes:
        yield before + b",\n".join(await _rows(database, page, asked))
        before = b",\n"
        left = None if left is None else left - len(page.changes)
        if not page.pending or left == 0:
            break
        page = await read(replace(asked, since=page.last_seq, limit=left))
    yield _end_of_results(page)


async def _continuous(
    database: OwnDatabase, read: _Read, asked: ChangesParams, page: ChangesPage
) -> AsyncIterator[bytes]:
    """A row a line for as long as the client listens, or until the limit or a silence of `timeout`."""
    left = asked.limit
    patience = asked.heartbeat or asked.timeout or _DEFAULT_WAIT
    while True:
        if page.changes:
            yield b"\n".join(await _rows(database, page, asked)) + b"\n"
        left = None if left is None else left - len(page.changes)
        if left == 0:
            break
        try:
            if not page.pending and not await database.wait(page.last_seq, patience):
                if asked.heartbeat is None:
                    break
                yield b"\n"
            page = await read(replace(asked, since=page.last_seq, limit=left))
        except SyncError:  # the database is gone, or the store closes: the client asks again and is told
            break
    yield encode({"last_seq": page.last_seq, "pending": page.pending}) + b"\n"


async def _rows(database: OwnDatabase, page: ChangesPage, asked: ChangesParams) -> list[bytes]:
    documents = [change.document for change in page.changes if change.document is not None]
    shown = iter(await show(database, documents, asked.document))
    return [_row(change, None if change.document is None else next(shown)) for change in page.changes]


def _row(change: Change, document: bytes | None) -> bytes:
    revs = b'"},{"rev":"'.join(rev.encode() for rev in change.revs)
    parts = [b'{"seq":"', change.seq.encode(), b'","id":', encode(change.id), b',"changes":[{"rev":"', revs]
    parts.append(b'"}],"deleted":true' if change.deleted else b'"}]')
    if document is not None:
        parts += (b',"doc":', document)
    parts.append(b"}")
    return b"".join(parts)


def _end_of_results(page: ChangesPage) -> bytes:
    return b'\n],\n"last_seq":"%b","pending":%d}' % (page.last_seq.encode(), page.pending)
