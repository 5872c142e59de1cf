"""Documents with their attachments beside them, byte for byte, as CouchDB's replicator sends and asks for it.

`multipart/related` is one document: its JSON, then every attachment that `follows`. `multipart/mixed` is a
list of such documents, and of errors.
"""

import re
from collections.abc import Iterable
from uuid import uuid4

from sync.attachments import Content, beside
from sync.document import Revision
from sync.errors import BadRequest
from sync.wire import write_document

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_FILE_NAME = re.compile(rb'filename="([^\r\n]*)"', re.IGNORECASE)  # names may hold quotes
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_JSON = "application/json"


def related(revision: Revision, *, history: bool) -> tuple[str, bytes]:
    """Content type and body of one document; plain JSON when none of its attachments follows."""
    sent: list[Content] = []
    if revision.attachments is not None:
        member, sent = beside(revision.attachments, revision.contents)
    if not sent:
        return _JSON, write_document(revision, history=history, encoding_info=True)
    document = write_document(revision, history=history, attachments=member)
    return joined("related", [(f"Content-Type: {_JSON}".encode(), document), *map(_part, sent)])


class Edge:
    """What stands between the parts of one body."""

    def __init__(self) -> None:
        self._boundary = uuid4().hex
        self._line = b"--" + self._boundary.encode()
        self.end = self._line + b"--"

    def content_type(self, kind: str) -> str:
        return f'multipart/{kind}; boundary="{self._boundary}"'

    def part(self, head: bytes, body: bytes) -> bytes:
        """One part with its headers."""
        return b"".join((self._line, b"\r\n", head, b"\r\n\r\n", body, b"\r\n"))


def joined(kind: str, rows: Iterable[tuple[bytes, bytes]]) -> tuple[str, bytes]:
    """Content type and body of `rows` of headers and content."""
    edge = Edge()
    return edge.content_type(kind), b"".join(edge.part(*row) for row in rows) + edge.end


def split(content_type: str, body: bytes) -> list[tuple[str | None, bytes]]:
    """File name and content of every part, at least one. BadRequest for a torn body."""
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise BadRequest("The content type names no boundary.")
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:]
    ends = next((n for n, piece in enumerate(pieces) if piece.startswith(b"--")), 0)
    parts = [piece.partition(b"\r\n\r\n") for piece in pieces[:ends]]
    if not parts or not all(blank for _, blank, _ in parts):
        raise BadRequest("The multipart body is not complete.")
    return [(_name(head), content) for head, _, content in parts]


def in_one_line(text: str) -> str:
    """What may stand in a header: nobody's name for something ends it and begins another."""
    return _CONTROL.sub(lambda found: f"%{ord(found[0]):02X}", text)


def _part(content: Content) -> tuple[bytes, bytes]:
    head = (
        f'Content-Disposition: attachment; filename="{in_one_line(content.name)}"\r\n'
        f"Content-Type: {in_one_line(content.attachment.content_type)}\r\nContent-Length: {len(content.data)}"
    )
    if content.attachment.encoding is not None:
        head += f"\r\nContent-Encoding: {content.attachment.encoding}"
    return head.encode(), content.data


def _name(head: bytes) -> str | None:
    name = _FILE_NAME.search(head)
    return name[1].decode(errors="replace") if name else None
