"""What a document may measure.

One that is too large makes the whole request too large: a replicator then sends fewer at once, and knows
which it is when it is alone.
"""

from collections.abc import Iterable

from server.limits import Limits
from sync.attachments import GZIP, Attachment, decode
from sync.document import Revision
from sync.errors import AttachmentTooLarge, DocumentTooLarge, TooLarge
from sync.packed import unpacked_length


def check_sizes(revisions: Iterable[Revision], limits: Limits) -> None:
    """DocumentTooLarge, AttachmentTooLarge or TooLarge for the first that is."""
    for revision in revisions:
        if len(revision.body) > limits.document_bytes:
            raise document_too_large(revision.id, limits)
        if revision.attachments is not None:
            _check_attachments(revision, limits)


def check_count(count: int, limits: Limits) -> None:
    """TooLarge for more documents than one request may name."""
    if count > limits.batch_documents:
        raise TooLarge(f"A request may name at most {limits.batch_documents} documents, not {count}.")


def document_too_large(doc_id: str, limits: Limits) -> DocumentTooLarge:
    return DocumentTooLarge(f"{doc_id}: a document may have at most {limits.document_bytes} bytes.")


def _check_attachments(revision: Revision, limits: Limits) -> None:
    attachments = decode(revision.attachments)
    if len(attachments) > limits.attachments:
        raise TooLarge(f"{revision.id}: a document may have at most {limits.attachments} attachments.")
    for name, data in revision.contents.items():
        if not _fits(attachments[name], data, limits.attachment_bytes):
            raise AttachmentTooLarge(
                f"{revision.id}/{name}: an attachment may have at most {limits.attachment_bytes} bytes."
            )


def _fits(attachment: Attachment, data: bytes, largest: int) -> bool:
    """Packed ones are counted unpacked: a little gzip is a lot of memory for whoever reads it."""
    if attachment.encoding != GZIP:
        return len(data) <= largest
    try:
        unpacked_length(data, largest)
    except TooLarge:
        return False
    return True
