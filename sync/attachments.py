"""Attachments inside their document: `_attachments` with base64 data, as replicators send it in JSON.

Stored form: `{name: {"content_type", "revpos", "digest", "length", "data"}}`. Clients that did not ask for
the data get the same without `data` and with `"stub": true`, and may send such stubs back to keep what they
had. What comes packed (`"encoding": "gzip"`) is kept unpacked, under the digest of the packed bytes, which is
how the sender will name it in a stub.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from sync.errors import BadRequest, InvalidDocument
from sync.packed import unpacked

_PLAIN_BYTES = "application/octet-stream"
LARGEST = 64 * 2**20  # bytes of one attachment, unpacked


class _Attachment(msgspec.Struct, omit_defaults=True):
    content_type: str = ""
    revpos: int = 0
    digest: str = ""
    length: int | None = None
    data: str | None = None
    stub: bool = False
    follows: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """One attachment with its bytes. `digest` reads `md5-<base64>`."""

    name: str
    content_type: str
    digest: str
    data: bytes


_decoder = msgspec.json.Decoder(dict[str, _Attachment])


def settle(received: bytes, stored: Iterable[bytes], revpos: int, *, new_edits: bool) -> bytes | None:
    """The stored form of what was received for a revision of generation `revpos`; None when it is empty.

    Data that comes with a new edit is of that generation, a replicator's of the one it says. Stubs are filled
    from `stored`, the forms kept for this document, newest first. LookupError(name) when none of them holds
    it; BadRequest for data that is not base64.
    """
    attachments = _decode(received)
    known: list[dict[str, _Attachment]] | None = None
    for name, attachment in attachments.items():
        if attachment.data is None:
            if known is None:
                known = [_decoder.decode(form) for form in stored]
            attachments[name] = _kept(name, attachment, known)
        else:
            _measure(name, attachment)
            attachment.revpos = revpos if new_edits else attachment.revpos or revpos
    return msgspec.json.encode(attachments) if attachments else None


def shown(stored: bytes, since: int | None) -> bytes:
    """The `_attachments` member: with the data of what is newer than generation `since`, stubs of the rest.
    All are stubs when it is None."""
    attachments = _decoder.decode(stored)
    for attachment in attachments.values():
        if since is None or attachment.revpos <= since:
            attachment.data, attachment.stub = None, True
        else:
            attachment.length = None  # as CouchDB does: the data tells
    return msgspec.json.encode(attachments)


def following(stored: bytes, since: int) -> tuple[bytes, list[Content]]:
    """The member and beside it, in its order, what is newer than generation `since`: for multipart."""
    attachments = _decoder.decode(stored)
    beside = []
    for name, attachment in attachments.items():
        if attachment.revpos > since:
            beside.append(_content(name, attachment))
            attachment.follows, attachment.digest = True, _md5(beside[-1].data)  # the receiver compares
        else:
            attachment.stub = True
        attachment.data = None
    return msgspec.json.encode(attachments), beside


def joined(received: bytes, beside: Iterable[tuple[str | None, bytes]]) -> bytes:
    """The member with the data that came beside it, by name or else in the order of those that `follow`.
    BadRequest when they do not fit together."""
    attachments = _decode(received)
    waiting = {name: attachment for name, attachment in attachments.items() if attachment.follows}
    for name, data in beside:
        if not waiting:
            raise BadRequest("There are more parts than attachments that follow.")
        attachment = waiting.pop(name if name in waiting else next(iter(waiting)))
        attachment.data, attachment.follows = base64.b64encode(data).decode(), False
    if waiting:
        raise BadRequest(f"The body ends before attachment {next(iter(waiting))}.")
    return msgspec.json.encode(attachments)


def with_one(stored: bytes | None, name: str, content_type: str, data: bytes) -> bytes:
    """What to send to a store to put one attachment in place, keeping the others."""
    attachments = _stubs(stored)
    attachments[name] = _Attachment(content_type, data=base64.b64encode(data).decode())
    return msgspec.json.encode(attachments)


def without_one(stored: bytes | None, name: str) -> bytes | None:
    """What to send to a store to take one attachment away; None when there is none of that name."""
    attachments = _stubs(stored)
    return None if attachments.pop(name, None) is None else msgspec.json.encode(attachments)


def _stubs(stored: bytes | None) -> dict[str, _Attachment]:
    return _decoder.decode(shown(stored or b"{}", None))


def digest_of(stored: bytes) -> bytes:
    """Names and digests alone: what makes two sets of attachments different."""
    return msgspec.json.encode({name: a.digest for name, a in sorted(_decoder.decode(stored).items())})


def content(stored: bytes, name: str) -> Content | None:
    """One attachment; None when there is none of that name."""
    attachment = _decoder.decode(stored).get(name)
    return None if attachment is None else _content(name, attachment)


def _content(name: str, attachment: _Attachment) -> Content:
    data = base64.b64decode(attachment.data or "")
    return Content(name, attachment.content_type, attachment.digest, data)


def _decode(received: bytes) -> dict[str, _Attachment]:
    try:
        attachments = _decoder.decode(received)
    except msgspec.DecodeError as problem:
        raise InvalidDocument(f"Bad `_attachments`: {problem}") from problem
    for name in attachments:
        if name.startswith("_"):
            raise BadRequest(f"Attachment name '{name}' starts with prohibited character '_'")
    return attachments


def _kept(name: str, stub: _Attachment, known: list[dict[str, _Attachment]]) -> _Attachment:
    for forms in known:
        kept = forms.get(name)
        if kept is not None and stub.digest in ("", kept.digest):
            return kept
    raise LookupError(name)


def _measure(name: str, attachment: _Attachment) -> None:
    try:
        data = base64.b64decode(attachment.data or "", validate=True)
    except binascii.Error as problem:
        raise BadRequest(f"Attachment data of {name} is not base64.") from problem
    attachment.digest = _md5(data)
    if attachment.encoding == "gzip":
        data = unpacked(data, LARGEST)
        attachment.data = base64.b64encode(data).decode()
    attachment.encoding = None
    attachment.content_type = attachment.content_type or _PLAIN_BYTES
    attachment.length = len(data)


def _md5(data: bytes) -> str:
    return f"md5-{base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()}"
