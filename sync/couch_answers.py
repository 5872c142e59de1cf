"""What a peer answers, as far as it is read."""

from typing import Any

import msgspec

from sync.wire import Members


class Welcome(msgspec.Struct):
    couchdb: str
    uuid: str = ""


class Info(msgspec.Struct):
    db_name: str
    doc_count: int
    doc_del_count: int
    update_seq: str | int
    sizes: dict[str, int] = {}
    purge_seq: str | int = "0"
    compact_running: bool = False


class Named(msgspec.Struct):
    rev: str
    deleted: bool = False


class ChangeRow(msgspec.Struct):
    seq: str | int
    id: str
    changes: list[Named]
    deleted: bool = False


class Changes(msgspec.Struct):
    results: list[ChangeRow]
    last_seq: str | int
    pending: int = 0


class Row(msgspec.Struct):
    id: str | None = None
    value: Named | None = None


class Rows(msgspec.Struct):
    rows: list[Row]


class Held(msgspec.Struct):
    ok: Members | None = None


class Found(msgspec.Struct):
    docs: list[Held]


class BulkGet(msgspec.Struct):
    results: list[Found]


class Written(msgspec.Struct):
    id: str
    rev: str = ""
    error: str = ""
    reason: str = ""


class Rev(msgspec.Struct):
    rev: str


class LocalRow(msgspec.Struct):
    doc: dict[str, Any] | None = None


class LocalRows(msgspec.Struct):
    rows: list[LocalRow]


class Purged(msgspec.Struct):
    purged: dict[str, list[str]]


class Moved(msgspec.Struct):
    """A row of `_db_updates`."""

    db_name: str = ""
