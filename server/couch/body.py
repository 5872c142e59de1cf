"""Request bodies in, answers out: bytes of JSON, never text in between."""

import zlib
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sync.errors import BadRequest
from sync.wire import bad_json

T = TypeVar("T")
encode = msgspec.json.Encoder().encode


async def read(request: Request) -> bytes:
    """The body as UTF-8, unpacked when it came with gzip. BadRequest when it is neither."""
    body = await request.body()
    try:
        if request.headers.get("content-encoding", "") == "gzip":
            body = zlib.decompress(body, wbits=31)
        body.decode()
    except (zlib.error, UnicodeDecodeError) as problem:
        raise BadRequest(f"The request body cannot be read: {problem}") from problem
    return body


async def read_as(request: Request, decoder: "msgspec.json.Decoder[T]") -> T:
    """The body as the type of `decoder`; BadRequest when it has another shape."""
    body = await read(request)
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise bad_json(body, problem) from problem


def answer(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`content` as JSON; bytes are taken as JSON already."""
    body = content if isinstance(content, bytes) else encode(content)
    return Response(
        body + b"\n", status, {"Cache-Control": "must-revalidate", **(headers or {})}, "application/json"
    )


def array(rows: Iterable[bytes]) -> bytes:
    """A JSON array, one row a line, as CouchDB lays it out."""
    return b"[\n" + b",\n".join(rows) + b"\n]"
