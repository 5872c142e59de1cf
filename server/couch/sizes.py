"""What a document may measure.

One that is too large makes the whole request too large: a replicator then sends fewer at once, and knows
which it is when it is alone.
"""

import base64
import binascii
from collections.abc import Iterable

import msgspec

from server.limits import Limits
from sync.document import Revision
from sync.errors import AttachmentTooLarge, BadRequest, DocumentTooLarge, InvalidDocument, TooLarge
from sync.packed import unpacked


class _Attachment(msgspec.Struct):
    data: str | None = None
    encoding: str | None = None


_attachments = msgspec.json.Decoder(dict[str, _Attachment])


def check_sizes(revisions: Iterable[Revision], limits: Limits) -> None:
    """DocumentTooLarge, AttachmentTooLarge or TooLarge for the first that is.

    All that comes packed may unpack to a request body's worth: a little gzip is a lot of memory.
    """
    room = limits.body_bytes
    for revision in revisions:
        if len(revision.body) > limits.document_bytes:
            raise document_too_large(revision.id, limits)
        if revision.attachments is not None:
            room -= _unpacked_bytes(revision.id, revision.attachments, limits, room)


def check_count(count: int, limits: Limits) -> None:
    """TooLarge for more documents than one request may name."""
    if count > limits.batch_documents:
        raise TooLarge(f"A request may name at most {limits.batch_documents} documents, not {count}.")


def document_too_large(doc_id: str, limits: Limits) -> DocumentTooLarge:
    return DocumentTooLarge(f"{doc_id}: a document may have at most {limits.document_bytes} bytes.")


def _unpacked_bytes(doc_id: str, received: bytes, limits: Limits, room: int) -> int:
    """How much what came with gzip has when it is unpacked."""
    try:
        attachments = _attachments.decode(received)
    except msgspec.DecodeError as problem:
        raise InvalidDocument(f"Bad `_attachments`: {problem}") from problem
    if len(attachments) > limits.attachments:
        raise TooLarge(f"{doc_id}: a document may have at most {limits.attachments} attachments.")
    total = 0
    for name, attachment in attachments.items():
        data = attachment.data or ""
        size = len(data) // 4 * 3 - data[-2:].count("=")
        if data and attachment.encoding == "gzip":
            size = len(_unpacked(data, room - total))
            total += size
        if size > limits.attachment_bytes:
            raise AttachmentTooLarge(
                f"{doc_id}/{name}: an attachment may have at most {limits.attachment_bytes} bytes."
            )
    return total


def _unpacked(data: str, largest: int) -> bytes:
    try:
        return unpacked(base64.b64decode(data, validate=True), largest)
    except binascii.Error as problem:
        raise BadRequest("Attachment data is not base64.") from problem
