"""Attachments inside their document: `_attachments` with base64 data, as replicators send it in JSON.

Stored form: `{name: {"content_type", "revpos", "digest", "length", "data"}}`. Clients that did not ask for
the data get the same without `data` and with `"stub": true`, and may send such stubs back to keep what they
had.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable

import msgspec

from sync.errors import BadRequest, InvalidDocument


class _Attachment(msgspec.Struct, omit_defaults=True):
    content_type: str = "application/octet-stream"
    revpos: int = 0
    digest: str = ""
    length: int = 0
    data: str | None = None
    stub: bool = False
    follows: bool = False


_decoder = msgspec.json.Decoder(dict[str, _Attachment])


def settle(received: bytes, stored: Iterable[bytes], revpos: int) -> bytes | None:
    """The stored form of what was received for a revision of generation `revpos`; None when it is empty.

    Stubs are filled from `stored`, the forms kept for this document, newest first. LookupError(name) when
    none of them holds it; BadRequest for data that is not base64.
    """
    try:
        attachments = _decoder.decode(received)
    except msgspec.DecodeError as problem:
        raise InvalidDocument(f"Bad `_attachments`: {problem}") from problem
    known: list[dict[str, _Attachment]] | None = None
    for name, attachment in attachments.items():
        if attachment.data is None:
            if known is None:
                known = [_decoder.decode(form) for form in stored]
            attachments[name] = _kept(name, attachment, known)
        else:
            _measure(name, attachment, revpos)
    return msgspec.json.encode(attachments) if attachments else None


def as_stubs(stored: bytes) -> bytes:
    """The `_attachments` member without the data."""
    attachments = _decoder.decode(stored)
    for attachment in attachments.values():
        attachment.data, attachment.stub = None, True
    return msgspec.json.encode(attachments)


def digest_of(stored: bytes) -> bytes:
    """Names and digests alone: what makes two sets of attachments different."""
    return msgspec.json.encode({name: a.digest for name, a in sorted(_decoder.decode(stored).items())})


def content(stored: bytes, name: str) -> tuple[bytes, str, str] | None:
    """One attachment: its bytes, content type and digest; None when there is none of that name."""
    attachment = _decoder.decode(stored).get(name)
    if attachment is None:
        return None
    return base64.b64decode(attachment.data or ""), attachment.content_type, attachment.digest


def _kept(name: str, stub: _Attachment, known: list[dict[str, _Attachment]]) -> _Attachment:
    for forms in known:
        kept = forms.get(name)
        if kept is not None and stub.digest in ("", kept.digest):
            return kept
    raise LookupError(name)


def _measure(name: str, attachment: _Attachment, revpos: int) -> None:
    try:
        data = base64.b64decode(attachment.data or "", validate=True)
    except binascii.Error as problem:
        raise BadRequest(f"Attachment data of {name} is not base64.") from problem
    md5 = hashlib.md5(data, usedforsecurity=False).digest()
    attachment.digest = f"md5-{base64.b64encode(md5).decode()}"
    attachment.length = len(data)
    attachment.revpos = attachment.revpos or revpos
