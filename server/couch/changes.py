"""The changes feed: once, waiting for the next change, or without end."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from server.couch.access import readable
from server.couch.body import answer, read_object
from server.couch.feeds import Feed, Read
from server.couch.filters import Filter, chosen, filtered_page
from server.couch.params import ChangesParams
from sync.document import ChangesPage
from sync.engine import Database

LONGEST_WAIT = 25.0  # seconds of a longpoll, so that it ends before clients and proxies lose patience
_PAGE = 1000


async def changes(request: Request) -> Response:
    database = readable(request)
    body = await read_object(request)
    asked = ChangesParams.parse(request.query_params, body, request.headers.get("last-event-id"))
    read = partial(_page, database, await chosen(database, request.query_params, body))
    page = await (_next_page(request, database, read, asked) if asked.feed == "longpoll" else read(asked))
    feed = Feed(database, asked, read, page)
    match asked.feed:
        case "continuous":
            return StreamingResponse(feed.lines(), media_type="application/json")
        case "eventsource":
            return StreamingResponse(feed.events(), media_type="text/event-stream")
    if page.pending and (asked.limit is None or asked.limit > _PAGE):
        return StreamingResponse(feed.results(), media_type="application/json")
    return answer(b"".join([piece async for piece in feed.results()]))


async def _page(database: Database, fits: Filter | None, asked: ChangesParams) -> ChangesPage:
    in_pages = not asked.descending and asked.doc_ids is None
    limit = _PAGE if asked.limit is None else min(asked.limit, _PAGE)
    if fits is not None and asked.limit != 0:
        return await filtered_page(database, replace(asked, limit=limit) if in_pages else asked, fits)
    return await database.changes(
        asked.since,
        limit=limit if in_pages else asked.limit,
        descending=asked.descending,
        include_docs=asked.include_docs,
        all_leaves=asked.all_leaves,
        doc_ids=asked.doc_ids,
    )


async def _next_page(request: Request, database: Database, read: Read, asked: ChangesParams) -> ChangesPage:
    """The first page with a row in it, or an empty one when the time is over or nobody listens any more."""
    loop = asyncio.get_running_loop()
    end = loop.time() + min(LONGEST_WAIT if asked.timeout is None else asked.timeout, LONGEST_WAIT)
    page = await read(asked)
    while not page.changes and asked.limit != 0 and (left := end - loop.time()) > 0:
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
