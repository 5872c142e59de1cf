"""The `_attachments` member of a document, and the bytes that belong to it.

Inside this project an entry is of one of two kinds: a `stub` names what a store holds, and what `follows` has
its bytes beside the member, in `Revision.contents`. Only JSON on its way knows base64 `data`.

    {"scan": {"content_type": "image/png", "revpos": 2, "digest": "md5-…", "length": 812, "follows": true}}

Bytes that come packed (`"encoding": "gzip"`) stay packed, as in CouchDB: `digest` and `encoded_length` are of
these bytes, `length` is of what they unpack to.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from sync.errors import BadRequest, InvalidDocument
from sync.packed import unpacked, unpacked_length

GZIP = "gzip"
_LARGEST = 10**9  # bytes of one attachment, unpacked; no store has more in one row
PLAIN_BYTES = "application/octet-stream"


class Attachment(msgspec.Struct, omit_defaults=True):
    """One entry; in the order in which CouchDB writes its members."""

    content_type: str = ""
    revpos: int = 0
    digest: str = ""  # "md5-<base64>": what clients see, too weak to tell contents apart
    length: int | None = None
    stub: bool = False
    follows: bool = False
    data: str | None = None
    encoding: str | None = None
    encoded_length: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """An attachment's bytes with what tells how to read them."""

    name: str
    attachment: Attachment
    data: bytes


Attachments = dict[str, Attachment]
_decoder = msgspec.json.Decoder(Attachments)
encode = msgspec.json.Encoder().encode


def decode(member: bytes | None) -> Attachments:
    """The entries by name; none of None. InvalidDocument for what is no such member."""
    try:
        return {} if member is None else _decoder.decode(member)
    except msgspec.DecodeError as problem:
        raise InvalidDocument(f"Bad `_attachments`: {problem}") from problem


def received(
    member: bytes, beside: Sequence[tuple[str | None, bytes]] = ()
) -> tuple[bytes, dict[str, bytes]]:
    """A member as it came, with the data inside taken out, and all bytes by name.

    `beside` are the parts of a multipart body, by name or else in the order of the entries that `follow`.
    BadRequest when they do not fit together, for what is not base64, and for an entry without any data.
    """
    attachments = decode(member)
    waiting = {name: entry for name, entry in attachments.items() if entry.follows}
    contents = {}
    for name, data in beside:
        if not waiting:
            raise BadRequest("There are more parts than attachments that follow.")
        found = name if name in waiting else next(iter(waiting))
        del waiting[found]
        contents[found] = data
    if waiting:
        raise BadRequest(f"The body ends before attachment {next(iter(waiting))}.")
    for name, entry in attachments.items():
        if name.startswith("_"):
            raise BadRequest(f"Attachment name '{name}' starts with prohibited character '_'")
        if not entry.stub and not entry.follows:
            contents[name] = _from_base64(name, entry.data)
            attachments[name] = Attachment(entry.content_type, entry.revpos, follows=True)
    return encode(attachments), contents


def inline(member: bytes, contents: Mapping[str, bytes], *, encoding_info: bool = False) -> bytes:
    """The member as JSON is sent: what follows as base64, unpacked; `encoding` only with `encoding_info`."""
    if not contents and (encoding_info or b'"encoding"' not in member):
        return member
    attachments = decode(member)
    for name, entry in attachments.items():
        if entry.follows:
            entry.data, entry.follows = base64.b64encode(plain(entry, contents[name])).decode(), False
            entry.length = None  # as CouchDB does: the data tells
        if not encoding_info:
            entry.encoding = entry.encoded_length = None
    return encode(attachments)


def following(member: bytes, since: int) -> tuple[bytes, list[str]]:
    """The member in which those newer than generation `since` follow, and their names."""
    attachments = decode(member)
    names = [name for name, entry in attachments.items() if entry.revpos > since]
    for name in names:
        attachments[name].follows, attachments[name].stub = True, False
    return encode(attachments), names


def beside(member: bytes, contents: Mapping[str, bytes]) -> tuple[bytes, list[Content]]:
    """The member with all lengths, and what follows it in its order: for multipart."""
    attachments = decode(member)
    sent = [Content(name, entry, contents[name]) for name, entry in attachments.items() if entry.follows]
    for content in sent:
        measure(content.attachment, content.data)
    return encode(attachments), sent


def measure(entry: Attachment, data: bytes) -> None:
    """Write into `entry` what follows from its bytes: `digest` and lengths. BadRequest when they are packed
    in a way that nobody can unpack."""
    if entry.encoding not in (None, GZIP):
        raise BadRequest("Only gzip and identity content-encodings are supported")
    entry.content_type = entry.content_type or PLAIN_BYTES
    entry.digest = md5(data)
    if entry.encoding == GZIP:
        entry.length, entry.encoded_length = unpacked_length(data, _LARGEST), len(data)
    else:
        entry.length, entry.encoded_length = len(data), None


def plain(entry: Attachment, data: bytes) -> bytes:
    """The attachment itself, unpacked when it is kept packed; no longer than it was measured."""
    return data if entry.encoding is None else unpacked(data, entry.length or 0)


def md5(data: bytes) -> str:
    """The digest that clients see."""
    return f"md5-{base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()}"


def size(member: bytes | None) -> int:
    """Bytes of all attachments, as they are kept."""
    return sum(entry.encoded_length or entry.length or 0 for entry in decode(member).values())


def with_one(member: bytes | None, name: str, content_type: str, encoding: str | None) -> bytes:
    """The member with one attachment put in place, which follows; the others stay."""
    if name.startswith("_"):
        raise BadRequest(f"Attachment name '{name}' starts with prohibited character '_'")
    return encode({**decode(member), name: Attachment(content_type, follows=True, encoding=encoding)})


def without_one(member: bytes | None, name: str) -> bytes | None:
    """The member with one attachment taken away; None when there is none of that name."""
    attachments = decode(member)
    return None if attachments.pop(name, None) is None else encode(attachments)


def _from_base64(name: str, data: str | None) -> bytes:
    try:
        if data is not None:
            return base64.b64decode(data, validate=True)
    except ValueError as problem:
        raise BadRequest(f"Invalid attachment data for {name}: {problem}") from problem
    raise BadRequest(f"Invalid attachment data for {name}")
