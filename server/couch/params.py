"""Query strings as typed values, parsed once. Unknown parameters are ignored, as CouchDB does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import msgspec

from sync.errors import BadRequest, QueryParseError

Query = Mapping[str, str]

_NUMBER = re.compile(r"-?[0-9]{1,15}")  # more digits are beyond all counts and times
_SHORTEST_HEARTBEAT = 1.0  # seconds: each costs a look at the store
_LONGEST_SEQUENCE = 1_000  # characters of a sequence token; CouchDB names nodes and shards in its own
_FEEDS = ("normal", "longpoll", "continuous", "live", "eventsource")
_BOUNDS = ("key", "startkey", "start_key", "endkey", "end_key")
_JSON = ("keys", *_BOUNDS)


def flag(query: Query, name: str) -> bool:
    """Everything but `true` is false: so CouchDB reads what is asked of documents and changes."""
    return query.get(name) == "true"


def whole_number(query: Query, name: str, error: type[BadRequest] = BadRequest) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise error(f"Invalid value for {name}: {text}")
    return int(text)


def json_value(text: str, name: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise BadRequest(f"{name} must be JSON: {problem}") from problem


def revisions(text: str, name: str) -> list[str]:
    """A JSON list of revision ids."""
    revs = json_value(text, name)
    if not isinstance(revs, list) or not all(isinstance(rev, str) for rev in revs):
        raise BadRequest(f"{name} must be an array of revision ids.")
    return revs


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
    local_seq: bool = False
    atts_since: tuple[str, ...] | None = None

    @property
    def needs_nothing_more(self) -> bool:
        """Whether a revision alone tells all of it."""
        meta = self.revs_info or self.local_seq or self.conflicts or self.deleted_conflicts
        return not meta and not self.attachments and self.atts_since is None

    @classmethod
    def parse(cls, query: Query) -> Self:
        asked: dict[str, Any] = {
            field.name: flag(query, field.name) for field in fields(cls) if field.name != "atts_since"
        }
        if "atts_since" in query:
            asked["atts_since"] = tuple(revisions(query["atts_since"], "atts_since"))
        if flag(query, "meta"):
            asked |= {"revs_info": True, "conflicts": True, "deleted_conflicts": True}
        return cls(**asked)


@dataclass(frozen=True, slots=True)
class AllDocsParams:
    start: str | None
    end: str | None
    keys: list[Any] | None
    inclusive_end: bool
    descending: bool
    limit: int | None
    skip: int
    include_docs: bool
    update_seq: bool
    document: DocumentParams

    @classmethod
    def parse(cls, query: Query, body: dict[str, Any]) -> Self:
        """What the body says goes before the query string."""
        asked = {**query, **{name: _text(name, value) for name, value in body.items()}}
        keys = json_value(asked.get("keys", "null"), "keys")
        if keys is not None and not isinstance(keys, list):
            raise BadRequest("`keys` must be an array.")
        if keys is not None and any(name in asked for name in _BOUNDS):
            raise QueryParseError("`keys` is incompatible with `key`, `start_key` and `end_key`")
        if _strict(asked, "reduce") or _strict(asked, "group"):
            raise QueryParseError("There is nothing to reduce.")
        key = _bound(asked, "key")
        start = _bound(asked, "startkey", "start_key")
        end = _bound(asked, "endkey", "end_key")
        if key is None:
            start = asked.get("startkey_docid", asked.get("start_key_doc_id")) if start is None else start
            end = asked.get("endkey_docid", asked.get("end_key_doc_id")) if end is None else end
        return cls(
            start if key is None else key,
            end if key is None else key,
            keys,
            _strict(asked, "inclusive_end", True),
            _strict(asked, "descending"),
            _count(asked, "limit"),
            _count(asked, "skip") or 0,
            _strict(asked, "include_docs"),
            _strict(asked, "update_seq"),
            DocumentParams.parse(asked),
        )


def _text(name: str, value: Any) -> str:
    """A member of the body as it would stand in a query string."""
    as_it_is = isinstance(value, str) and name not in _JSON
    return value if as_it_is else msgspec.json.encode(value).decode()


def _strict(query: Query, name: str, default: bool = False) -> bool:
    text = query.get(name, "true" if default else "false").lower()
    if text not in ("true", "false"):
        raise QueryParseError(f"Invalid boolean parameter: {name}={text}")
    return text == "true"


def _count(query: Query, name: str) -> int | None:
    number = whole_number(query, name, QueryParseError)
    if number is not None and number < 0:
        raise QueryParseError(f"Invalid value for positive integer: {name}={number}")
    return number


def _bound(query: Query, *names: str) -> str | None:
    """Ids are strings; any other value comes before all of them, as in CouchDB."""
    for name in names:
        if name in query:
            key = json_value(query[name], name)
            return key if isinstance(key, str) else ""
    return None


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
    seq_interval: int  # every so many rows one has its sequence

    @classmethod
    def parse(cls, query: Query, body: dict[str, Any], last_event_id: str | None) -> Self:
        feed = query.get("feed", "normal")
        if feed not in _FEEDS:
            raise BadRequest(f"Supported `feed` types: {', '.join(_FEEDS)}")
        limit, timeout = whole_number(query, "limit"), whole_number(query, "timeout")
        return cls(
            "continuous" if feed == "live" else feed,
            _sequence(query, last_event_id),
            None if limit is None or limit < 0 else limit,
            flag(query, "descending"),
            flag(query, "include_docs"),
            DocumentParams.parse(query),
            query.get("style") == "all_docs",
            _doc_ids(query, body),
            _heartbeat(query),
            None if timeout is None or timeout < 0 else timeout / 1000,
            _seq_interval(query),
        )


def _sequence(query: Query, last_event_id: str | None) -> str:
    since = query.get("since", query.get("last-event-id", "0"))
    if query.get("feed") == "eventsource" and last_event_id:  # a browser that comes again
        since = last_event_id
    since = since.strip('"')
    if len(since) > _LONGEST_SEQUENCE:
        raise BadRequest("Invalid value for since: no feed gave a sequence of this length")
    return since


def _doc_ids(query: Query, body: dict[str, Any]) -> list[str] | None:
    if query.get("filter") != "_doc_ids":
        return None
    ids = body["doc_ids"] if "doc_ids" in body else json_value(query.get("doc_ids", "null"), "doc_ids")
    if not isinstance(ids, list) or not all(isinstance(doc_id, str) for doc_id in ids):
        raise BadRequest("`doc_ids` filter parameter is not an array of document ids.")
    return ids


def _heartbeat(query: Query) -> float | None:
    """Milliseconds given; `true` is CouchDB's minute."""
    if flag(query, "heartbeat"):
        return 60.0
    milliseconds = whole_number(query, "heartbeat")
    if milliseconds is not None and milliseconds <= 0:
        raise BadRequest("The heartbeat value should be a positive integer (in milliseconds).")
    return None if milliseconds is None else max(milliseconds / 1000, _SHORTEST_HEARTBEAT)


def _seq_interval(query: Query) -> int:
    interval = whole_number(query, "seq_interval")
    if interval is not None and interval <= 0:
        raise BadRequest("invalid_seq_interval")
    return interval or 1
