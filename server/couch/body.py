"""Request bodies in, answers out: bytes of JSON, never text in between."""

import codecs
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.limits import Limits
from sync.errors import BadRequest, TooLarge
from sync.packed import unpacked
from sync.wire import bad_json

T = TypeVar("T")
encode = msgspec.json.Encoder().encode
_PIECE = 2**16  # bytes

_object = msgspec.json.Decoder(dict[str, Any])


def limits(request: Request) -> Limits:
    held: Limits = request.app.state.limits
    return held


async def read(request: Request) -> bytes:
    """The body as UTF-8, unpacked when it came with gzip. BadRequest when it is neither."""
    body = await read_bytes(request)
    try:
        if not _is_text(body):
            body.decode()
    except UnicodeDecodeError as problem:
        raise BadRequest(f"The request body cannot be read: {problem}") from problem
    return body


def _is_text(body: bytes) -> bool:
    """Whether it is UTF-8. In pieces: a text as long as the body takes more than twice the time to make."""
    pieces = (body[start : start + _PIECE] for start in range(0, len(body), _PIECE))
    try:
        for _ in codecs.iterdecode(pieces, "utf-8"):
            pass
    except UnicodeDecodeError:
        return False
    return True


async def read_bytes(request: Request) -> bytes:
    """The body, unpacked when it came with gzip; BadRequest when that fails.

    TooLarge as soon as it is, packed or unpacked: nobody fills the memory. Ask who it is before calling this.
    """
    body = await read_as_sent(request)
    return unpacked(body, limits(request).body_bytes) if packed_with_gzip(request) else body


async def read_as_sent(request: Request) -> bytes:
    """The body, packed when it came so. TooLarge as soon as it is."""
    largest = limits(request).body_bytes
    pieces, length = [], 0
    async for piece in request.stream():
        pieces.append(piece)
        length += len(piece)
        if length > largest:
            raise TooLarge(f"A request body may have at most {largest} bytes.")
    return b"".join(pieces)


def packed_with_gzip(request: Request) -> bool:
    return request.headers.get("content-encoding", "") == "gzip"


async def read_as(request: Request, decoder: "msgspec.json.Decoder[T]") -> T:
    """The body as the type of `decoder`; BadRequest when it has another shape."""
    return _decoded(await read(request), decoder)


def _decoded(body: bytes, decoder: "msgspec.json.Decoder[T]") -> T:
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise bad_json(body, problem) from problem


async def read_object(request: Request) -> dict[str, Any]:
    """The members of a POST that may come without a body; empty for any other method."""
    if request.method != "POST":
        return {}
    body = await read(request)
    return _decoded(body, _object) if body else {}


def answer(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`content` as JSON; bytes are taken as JSON already."""
    body = content if isinstance(content, bytes) else encode(content)
    return Response(
        body + b"\n", status, {"Cache-Control": "must-revalidate", **(headers or {})}, "application/json"
    )


def array(rows: Iterable[bytes]) -> bytes:
    """A JSON array, one row a line, as CouchDB lays it out."""
    return b"[\n" + b",\n".join(rows) + b"\n]"
