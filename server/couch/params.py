"""Query strings as typed values, parsed once. Unknown parameters are ignored, as CouchDB does."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import msgspec

from sync.errors import BadRequest

Query = Mapping[str, str]

_BOUNDS = ("key", "startkey", "start_key", "endkey", "end_key")
_LONGEST_NUMBER = 15  # digits: more are beyond all counts and times
_LONGEST_SEQUENCE = 100  # characters of a sequence token


def boolean(query: Query, name: str, default: bool = False) -> bool:
    text = query.get(name)
    if text is None:
        return default
    if text not in ("true", "false"):
        raise BadRequest(f"Invalid boolean parameter: {name}={text}")
    return text == "true"


def whole_number(query: Query, name: str) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
        raise BadRequest(f"Invalid value for {name}: {text}")
    return int(text)


def json_value(text: str, name: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise BadRequest(f"{name} must be JSON: {problem}") from problem


def _key(query: Query, *names: str) -> str | None:
    for name in names:
        if name in query:
            key = json_value(query[name], name)
            if not isinstance(key, str):
                raise BadRequest(f"{name} must be a string: document ids are.")
            return key
    return None


def _texts(value: Any, name: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise BadRequest(f"`{name}` member must be an array of strings.")
    return value


@dataclass(frozen=True, slots=True)
class DocumentParams:
    """What of a document a client wants to see."""

    revs: bool = False
    revs_info: bool = False
    conflicts: bool = False
    deleted_conflicts: bool = False
    attachments: bool = False
    att_encoding_info: bool = False
    latest: bool = False
    atts_since: tuple[str, ...] | None = None

    @classmethod
    def parse(cls, query: Query) -> Self:
        asked: dict[str, Any] = {
            field.name: boolean(query, field.name) for field in fields(cls) if field.name != "atts_since"
        }
        if "atts_since" in query:
            asked["atts_since"] = tuple(_texts(json_value(query["atts_since"], "atts_since"), "atts_since"))
        if boolean(query, "meta"):
            asked |= {"revs_info": True, "conflicts": True, "deleted_conflicts": True}
        return cls(**asked)


@dataclass(frozen=True, slots=True)
class AllDocsParams:
    start: str | None
    end: str | None
    keys: list[str] | None
    inclusive_end: bool
    descending: bool
    limit: int | None
    skip: int
    include_docs: bool
    key: str | None
    update_seq: bool
    document: DocumentParams

    @classmethod
    def parse(cls, query: Query, body: dict[str, Any]) -> Self:
        keys = body["keys"] if "keys" in body else json_value(query.get("keys", "null"), "keys")
        key = _key(query, "key")
        if keys is not None and any(name in query for name in _BOUNDS):
            raise BadRequest("`keys` is incompatible with `key`, `start_key` and `end_key`")
        return cls(
            key if key is not None else _key(query, "startkey", "start_key"),
            key if key is not None else _key(query, "endkey", "end_key"),
            None if keys is None else _texts(keys, "keys"),
            boolean(query, "inclusive_end", True),
            boolean(query, "descending"),
            whole_number(query, "limit"),
            whole_number(query, "skip") or 0,
            boolean(query, "include_docs"),
            key,
            boolean(query, "update_seq"),
            DocumentParams.parse(query),
        )


@dataclass(frozen=True, slots=True)
class ChangesParams:
    """`heartbeat` and `timeout` in seconds."""

    feed: str
    since: str
    limit: int | None
    descending: bool
    include_docs: bool
    document: DocumentParams
    all_leaves: bool
    doc_ids: list[str] | None
    heartbeat: float | None
    timeout: float | None

    @classmethod
    def parse(cls, query: Query, body: dict[str, Any]) -> Self:
        limit = whole_number(query, "limit")
        return cls(
            query.get("feed", "normal"),
            _sequence(query),
            max(limit, 1) if limit is not None else None,  # CouchDB takes 0 for 1
            boolean(query, "descending"),
            boolean(query, "include_docs"),
            DocumentParams.parse(query),
            query.get("style", "main_only") == "all_docs",
            _doc_ids(query, body),
            _seconds(query, "heartbeat"),
            _seconds(query, "timeout"),
        )


def _sequence(query: Query) -> str:
    since = query.get("since", query.get("last-event-id", "0")).strip('"')
    if len(since) > _LONGEST_SEQUENCE:
        raise BadRequest("Invalid value for since: no feed gave a sequence of this length")
    return since


def _doc_ids(query: Query, body: dict[str, Any]) -> list[str] | None:
    if query.get("filter") != "_doc_ids":
        return None
    ids = body["doc_ids"] if "doc_ids" in body else json_value(query.get("doc_ids", "null"), "doc_ids")
    return _texts(ids, "doc_ids")


def _seconds(query: Query, name: str) -> float | None:
    """Milliseconds given; `heartbeat=true` is CouchDB's minute."""
    if name == "heartbeat" and query.get(name) in ("true", "false"):
        return 60.0 if query[name] == "true" else None
    milliseconds = whole_number(query, name)
    return None if milliseconds is None else milliseconds / 1000
