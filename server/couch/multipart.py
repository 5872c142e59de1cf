"""Documents with their attachments beside them, byte for byte, as CouchDB's replicator sends and asks for it.

`multipart/related` is one document: its JSON, then every attachment that `follows`. `multipart/mixed` is a
list of such documents, and of errors.
"""

import re
from collections.abc import Iterable
from uuid import uuid4

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.body import read, read_bytes
from sync.attachments import Content, joined
from sync.errors import BadRequest
from sync.wire import Members, decode_members

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_FILE_NAME = re.compile(rb'filename="([^"]*)"', re.IGNORECASE)


def wants(request: Request, kind: str) -> bool:
    """Whether the client asks for `multipart/<kind>` by name."""
    return f"multipart/{kind}" in request.headers.get("accept", "")


async def read_members(request: Request) -> Members:
    """The document of the body, JSON or `multipart/related`, with all attachments inline."""
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/related"):
        return decode_members(await read(request))
    (_, document), *attachments = _parts(content_type, await read_bytes(request))
    members = decode_members(document)
    received = bytes(members.get("_attachments", b"{}"))
    if attachments or "_attachments" in members:
        members["_attachments"] = msgspec.Raw(
            joined(received, ((_name(head), data) for head, data in attachments))
        )
    return members


def related(document: bytes, beside: Iterable[Content]) -> tuple[str, bytes]:
    """Content type and body of one document."""
    rows = [(b"Content-Type: application/json", document)]
    for attachment in beside:
        head = (
            f'Content-Disposition: attachment; filename="{attachment.name}"\r\n'
            f"Content-Type: {attachment.content_type}\r\nContent-Length: {len(attachment.data)}"
        )
        rows.append((head.encode(), attachment.data))
    return _joined("related", rows)


def mixed(rows: Iterable[tuple[bytes, bytes]]) -> Response:
    """The answer that consists of `rows` of headers and body."""
    content_type, body = _joined("mixed", rows)
    return Response(body, headers={"Content-Type": content_type, "Cache-Control": "must-revalidate"})


def failure(document: bytes) -> tuple[bytes, bytes]:
    """A row of `mixed` for something that is not there."""
    return b'Content-Type: application/json; error="true"', document


def _joined(kind: str, rows: Iterable[tuple[bytes, bytes]]) -> tuple[str, bytes]:
    boundary = uuid4().hex
    line = b"--" + boundary.encode()
    parts = [line + b"\r\n" + head + b"\r\n\r\n" + body + b"\r\n" for head, body in rows]
    return f'multipart/{kind}; boundary="{boundary}"', b"".join(parts) + line + b"--"


def _parts(content_type: str, body: bytes) -> list[tuple[bytes, bytes]]:
    """Headers and content of every part."""
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise BadRequest("The content type names no boundary.")
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:]
    ends = next((n for n, piece in enumerate(pieces) if piece.startswith(b"--")), 0)
    parts = [piece.partition(b"\r\n\r\n") for piece in pieces[:ends]]
    if not parts or not all(blank for _, blank, _ in parts):
        raise BadRequest("The multipart body is not complete.")
    return [(head, content) for head, _, content in parts]


def _name(head: bytes) -> str | None:
    name = _FILE_NAME.search(head)
    return name[1].decode(errors="replace") if name else None
