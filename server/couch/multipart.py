"""Requests and answers in several parts."""

from collections.abc import AsyncIterator, Iterable

from starlette.requests import Request
from starlette.responses import Response

from server.couch.body import read, read_bytes
from server.couch.in_pieces import answer_in_pieces
from sync.multipart import Edge, joined, split
from sync.wire import Members, decode_members

Beside = list[tuple[str | None, bytes]]
Part = tuple[bytes, bytes]  # headers and content


def wants(request: Request, kind: str) -> bool:
    """Whether the client asks for `multipart/<kind>` by name."""
    return f"multipart/{kind}" in request.headers.get("accept", "")


def prefers_multipart(request: Request) -> bool:
    """Whether `_bulk_get` is to answer so: only who names multipart and would not take JSON."""
    accepted = request.headers.get("accept", "")
    return "multipart/" in accepted and "application/json" not in accepted


async def read_members(request: Request) -> tuple[Members, Beside]:
    """The document of the body, JSON or `multipart/related`, and what came beside it."""
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/related"):
        return decode_members(await read(request)), []
    (_, document), *beside = split(content_type, await read_bytes(request))
    return decode_members(document), beside


def mixed(rows: Iterable[Part]) -> Response:
    """The answer that consists of `rows` of headers and body."""
    content_type, body = joined("mixed", rows)
    return Response(body, headers={"Content-Type": content_type, "Cache-Control": "must-revalidate"})


async def bulk(request: Request, rows: AsyncIterator[Part]) -> Response:
    """The answer of `_bulk_get`, under the name the client asked for, in blank lines like CouchDB's."""
    edge = Edge()
    content_type = edge.content_type("mixed" if wants(request, "mixed") else "related")
    return await answer_in_pieces(_bulk(edge, rows), {"Content-Type": content_type})


async def _bulk(edge: Edge, rows: AsyncIterator[Part]) -> AsyncIterator[bytes]:
    begun = False
    async for row in rows:
        yield edge.part(*row) if begun else b"\r\n" + edge.part(*row)
        begun = True
    if begun:
        yield edge.end + b"\r\n"


def failure(document: bytes) -> Part:
    """A row for something that is not there."""
    return b'Content-Type: application/json; error="true"', document
