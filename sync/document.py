"""What travels between peers: one revision of one document, its body kept as the bytes that arrived.

What there is one of for every document is a `msgspec.Struct`: made five times faster than a frozen dataclass.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec


class Revision(msgspec.Struct, frozen=True, gc=False):
    """One revision of one document.

    `ancestry` lists revision ids newest first ("3-c", "2-b", "1-a"); its first entry is this revision.
    It is empty for a document that has not been given a revision yet (a new edit without `_rev`), and holds
    the parent alone, marked by `is_edit`, for a new edit on top of one.
    `body` is a JSON object without the members whose names begin with `_`, byte for byte as received.
    `attachments` is the `_attachments` member, None when there is none: stubs, and entries that follow, whose
    bytes `contents` has by name, as `sync.attachments` tells. What is read from a peer has stubs alone.
    """

    id: str
    ancestry: tuple[str, ...]
    body: bytes
    deleted: bool = False
    is_edit: bool = False
    attachments: bytes | None = None
    contents: Mapping[str, bytes] = msgspec.field(default_factory=dict)

    @property
    def rev(self) -> str:
        return self.ancestry[0]


class WriteResult(msgspec.Struct, frozen=True, gc=False):
    """The answer to one row of `_bulk_docs`: `rev` when it was written, else `error` and `reason`."""

    id: str
    rev: str = ""
    error: str = ""
    reason: str = ""


class Change(msgspec.Struct, frozen=True, gc=False):
    """One row of a changes feed. `seq` is opaque to everybody but the engine that made it."""

    seq: str
    id: str
    revs: tuple[str, ...]  # the winner first; more than one only with style=all_docs
    deleted: bool
    document: Revision | None = None  # with include_docs


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A run of changes in the order of the feed; `last_seq` is where the next page starts.

    `from_start` when the feed was read from its beginning, asked for or because `since` was of another epoch.
    """

    changes: list[Change]
    last_seq: str
    pending: int
    from_start: bool = False


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    name: str
    doc_count: int
    doc_del_count: int
    update_seq: str
    size: int  # bytes
    purge_seq: str = "0"
    compact_running: bool = False
