"""Documents between JSON and `Revision`. Bodies are never decoded: what a client wrote is what clients get.

Only the members whose names begin with `_` are read. All others are kept as the bytes that arrived, so large
integers, `1.0`, unknown fields and their order come through unchanged.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import msgspec

from sync.attachments import inline, received
from sync.document import Revision
from sync.errors import BadRequest, IllegalDatabaseName, IllegalDocumentId, InvalidDocument
from sync.revtree import generation, is_revision_id

Members = dict[str, msgspec.Raw]

_members = msgspec.json.Decoder(Members)
_anything = msgspec.json.Decoder()
_string = msgspec.json.Decoder(str)
_boolean = msgspec.json.Decoder(bool)
_encoder = msgspec.json.Encoder()
# An escaped high surrogate without its low one, or the other way round.
_HALF_A_CHARACTER = re.compile(rb"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]")
_DATABASE_NAME = re.compile(r"[a-z][a-z0-9_$()+/-]{0,237}")
_SYSTEM_DATABASES = ("_users", "_replicator", "_global_changes")
NEEDS_HISTORY = "When `new_edits: false`, the document needs `_rev` or `_revisions` specified"
# Computed on reading; ignored in writing.
_DERIVED = ("_revs_info", "_conflicts", "_deleted_conflicts", "_local_seq")
_KEPT = (  # what CouchDB's replicator writes into its own documents is theirs like any other member
    "_replication_id",
    "_replication_state",
    "_replication_state_reason",
    "_replication_state_time",
    "_replication_stats",
)


class _History(msgspec.Struct):
    """The `_revisions` member: generation of the newest, and hashes from there downwards."""

    start: int
    ids: list[str]


_history = msgspec.json.Decoder(_History)


def decode_members(raw: bytes) -> Members:
    """The members of a JSON object, their values left as bytes. BadRequest for anything else."""
    try:
        return _members.decode(raw)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise bad_json(raw, problem) from problem


def bad_json(raw: bytes, problem: Exception) -> BadRequest:
    """What to tell a client whose JSON could not be decoded."""
    if _HALF_A_CHARACTER.search(raw):
        return BadRequest("invalid JSON: a string holds half of a surrogate pair, which is no character")
    return BadRequest(f"invalid JSON: {problem}")


def read_document(
    members: Members,
    *,
    new_edits: bool,
    doc_id: str | None = None,
    rev: str | None = None,
    beside: Sequence[tuple[str | None, bytes]] = (),
) -> Revision:
    """The revision that the members of a JSON document stand for; takes them out of `members`.

    `doc_id` and `rev` of the URL go before those of the body. `beside` are attachments that came beside it.

    With `new_edits` its `_rev` names the parent; without, it names the revision itself and `_revisions` its
    history.
    """
    own_id = _text(members.pop("_id"), "_id") if "_id" in members else None
    if doc_id is None:
        doc_id = uuid4().hex if own_id is None else own_id
    check_id(doc_id)
    attachments: bytes | None = None
    contents: dict[str, bytes] = {}
    if "_attachments" in members or beside:
        attachments, contents = received(bytes(members.pop("_attachments", b"{}")), beside)
    deleted = "_deleted" in members and _flag(members.pop("_deleted"))
    own_rev = _text(members.pop("_rev"), "_rev") if "_rev" in members else None
    history = members.pop("_revisions", None)
    if "_" in "".join(members):  # most documents have no such name any more; all are asked at once
        for name in [name for name in members if name[:1] == "_" and name not in _KEPT]:
            check_special_member(name)
            del members[name]
    if rev is not None and own_rev is not None and rev != own_rev:
        raise BadRequest("Document rev from request body and query string have different values")
    ancestry = _ancestry(own_rev if rev is None else rev, history, new_edits)
    is_edit = new_edits and bool(ancestry)
    return Revision(doc_id, ancestry, _body(members), deleted, is_edit, attachments, contents)


def write_document(
    revision: Revision,
    *,
    history: bool = False,
    attachments: bytes | None = None,
    encoding_info: bool = False,
    meta: Mapping[str, Any] | None = None,
) -> bytes:
    """The document as JSON. `history` adds `_revisions`, `meta` are more members of that kind.

    Attachments that follow are inline, unless `attachments` is the member to show; with `encoding_info` it
    tells which are kept packed.
    """
    if attachments is None and revision.attachments is not None:
        attachments = inline(revision.attachments, revision.contents, encoding_info=encoding_info)
    parts = [b'{"_id":', _encoder.encode(revision.id)]
    if revision.ancestry:
        parts += (b',"_rev":', _encoder.encode(revision.rev))
    if revision.deleted:
        parts.append(b',"_deleted":true')
    if len(revision.body) > 2:
        parts += (b",", revision.body[1:-1])
    if attachments is not None:
        parts += (b',"_attachments":', attachments)
    if history:
        ids = [rev.partition("-")[2] for rev in revision.ancestry]
        parts += (b',"_revisions":', _encoder.encode(_History(generation(revision.rev), ids)))
    if meta:
        parts += (b",", _encoder.encode(meta)[1:-1])
    parts.append(b"}")
    return b"".join(parts)


def check_database_name(name: str) -> None:
    """IllegalDatabaseName for a name CouchDB would not take."""
    if not _DATABASE_NAME.fullmatch(name) and name not in _SYSTEM_DATABASES:
        raise IllegalDatabaseName(
            f"Name: '{name}'. Only lowercase characters (a-z), digits (0-9), and any of the characters "
            "_, $, (, ), +, -, and / are allowed. Must begin with a letter."
        )


def check_id(doc_id: Any) -> None:
    """IllegalDocumentId for a name CouchDB would not take."""
    if not isinstance(doc_id, str):
        raise IllegalDocumentId("Document id must be a string")
    if not doc_id:
        raise IllegalDocumentId("Document id must not be empty")
    if doc_id[0] == "_" and not doc_id.startswith("_design/"):
        if doc_id.startswith("_local/"):
            raise IllegalDocumentId("A _local document is written by itself, under its own address.")
        raise IllegalDocumentId("Only reserved document ids may start with underscore.")
    if "\0" in doc_id:
        raise IllegalDocumentId("Document id must not hold a NUL character.")


def check_special_member(name: str) -> None:
    """InvalidDocument for a member with `_` that means nothing; what is derived on reading may come back."""
    if name not in _DERIVED:
        raise InvalidDocument(f"Bad special document member: {name}")


def check_rev(rev: Any) -> str:
    """The revision id itself; BadRequest when it is none."""
    if not isinstance(rev, str) or not is_revision_id(rev):
        raise BadRequest(f"Invalid rev format: {rev!r}")
    return rev


def _body(members: Members) -> bytes:
    """All that remains, as it came. Read once, so that nothing is kept which no reader could hold: 1e400."""
    body = _encoder.encode(members)
    try:
        _anything.decode(body)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise bad_json(body, problem) from problem
    return body


def _ancestry(rev: str | None, history: msgspec.Raw | None, new_edits: bool) -> tuple[str, ...]:
    """What `Revision` has of it: all of it, or with `new_edits` the parent alone, when there is one."""
    if history is not None:
        path = _path(rev, history)
    elif rev is not None:
        path = (check_rev(rev),)
    elif new_edits:
        path = ()
    else:
        raise BadRequest(NEEDS_HISTORY)
    return path[:1] if new_edits else path


def _path(rev: str | None, history: msgspec.Raw) -> tuple[str, ...]:
    try:
        past = _history.decode(history)
    except msgspec.DecodeError as problem:
        raise InvalidDocument(f"Bad `_revisions`: {problem}") from problem
    path = tuple(f"{past.start - age}-{digest}" for age, digest in enumerate(past.ids))
    if not path or not all(map(is_revision_id, path)):
        raise InvalidDocument("`_revisions` must list hashes and start at the generation of the newest.")
    # PouchDB mistakes the history of a revision whose hash its ancestor has too: the revision itself is kept.
    return path if rev is None or rev == path[0] else (check_rev(rev),)


def _text(raw: msgspec.Raw, member: str) -> str:
    try:
        return _string.decode(raw)
    except msgspec.DecodeError as problem:
        if member == "_id":
            raise IllegalDocumentId("Document id must be a string") from problem
        raise BadRequest("Invalid rev format") from problem


def _flag(raw: msgspec.Raw) -> bool:
    try:
        return _boolean.decode(raw)
    except msgspec.DecodeError as problem:
        raise InvalidDocument("`_deleted` must be a boolean") from problem
