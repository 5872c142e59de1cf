"""Requests and answers in several parts."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from server.couch.body import read, read_bytes
from sync.multipart import joined, split
from sync.wire import Members, decode_members

Beside = list[tuple[str | None, bytes]]


def wants(request: Request, kind: str) -> bool:
    """Whether the client asks for `multipart/<kind>` by name."""
    return f"multipart/{kind}" in request.headers.get("accept", "")


async def read_members(request: Request) -> tuple[Members, Beside]:
    """The document of the body, JSON or `multipart/related`, and what came beside it."""
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/related"):
        return decode_members(await read(request)), []
    (_, document), *beside = split(content_type, await read_bytes(request))
    return decode_members(document), beside


def mixed(rows: Iterable[tuple[bytes, bytes]]) -> Response:
    """The answer that consists of `rows` of headers and body."""
    content_type, body = joined("mixed", rows)
    return Response(body, headers={"Content-Type": content_type, "Cache-Control": "must-revalidate"})


def failure(document: bytes) -> tuple[bytes, bytes]:
    """A row of `mixed` for something that is not there."""
    return b'Content-Type: application/json; error="true"', document
