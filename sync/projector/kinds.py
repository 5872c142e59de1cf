"""What the hub writes, document by document: the form of each type, and its row in the tables. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import orjson
from pydantic.alias_generators import to_camel
from sqlmodel import SQLModel

from schema.canonical import MAX_INTEGER
from schema.district_keys import key_id
from schema.envelope import from_base64url, load_public_key
from schema.facts import order_fault
from schema.issued import HASH_CHARACTERS
from schema.shanghai import is_a_day
from schema.tables import (
    Audit,
    Block,
    Calendar,
    Delivery,
    Device,
    District,
    DistrictKey,
    Guide,
    IssuedMonth,
    Message,
    Order,
    Person,
    PublishedRevocations,
    Receipt,
    Refusal,
    Site,
    Submission,
    Task,
)
from schema.trial import try_out
from sync.projector.database import Row, table_of
from sync.records import Document, parse

NOT_ENDED: Row = {"why": "", "at": "", "by": "", "note": "", "upTo": 0, "gaps": ""}
NOT_CLOSED: Row = {"at": "", "reason": ""}
NOT_SUSPENDED: Row = {"at": "", "reason": ""}
NOT_TOLD: Row = {"state": "", "reason": "", "at": ""}
NOT_HEARD: Row = {"waiting": 0, "at": ""}
_LIFE = ("why", "note", "at", "by", "readmittedAt", "readmittedBy")
_NAMES = {"id": "_id", "case_id": "case", "first": "from", "last": "to"}


def _nothing(document: Document) -> Row:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """Where documents of one kind go. A column is named as its member; `other` gives those that are not, and
    raises for what the table does not see. `key` makes the primary key from the document's id."""

    word: str  # what ids begin with; the `type` too, where the kind has no types of its own
    table: type[SQLModel]
    key: Callable[[str], str]
    other: Callable[[Document], Row] = _nothing
    has_types: bool = False

    def row(self, document: Document) -> Row:
        """The row of a document that has the form of its type; for any other it raises what it comes to."""
        other = self.other(document)
        columns = table_of(self.table).c.keys()
        return other | {name: document[_member(name)] for name in columns if name not in other}

    def whole_row(self, document: Document) -> Row | None:
        """The row, or None for a document that does not have the form of its type, or not the id that its
        members demand: two documents must not claim one row."""
        if not self.has_types and document.get("type") != self.word:
            return None
        (key,) = table_of(self.table).primary_key.columns
        try:
            row = self.row(document)
            self.table.model_validate(row)
        except (AttributeError, LookupError, TypeError, ValueError):
            return None
        fits = all(abs(value) <= MAX_INTEGER for value in row.values() if isinstance(value, int))
        return row if fits and row[key.name] == self.key(document["_id"]) else None

    def is_whole(self, document: Document) -> bool:
        """Whether a document has the form of its type."""
        return self.whole_row(document) is not None


def whole(doc_id: str) -> str:
    """The id itself is the key."""
    return doc_id


def after_type(doc_id: str) -> str:
    """The id without its type is the key."""
    return doc_id.partition(":")[2]


def device_of(doc_id: str) -> str:
    """The device named after the type is the key: of several the one that came last stays."""
    return doc_id.split(":")[1]


@cache
def _member(column: str) -> str:
    return _NAMES.get(column) or to_camel(column)


def _district(document: Document) -> Row:
    if not is_a_day(document["publicityDeadline"]):
        raise ValueError("a deadline is a day")
    return {}


def _site(document: Document) -> Row:
    township, closed = document["township"], document.get("closed", NOT_CLOSED)
    return {
        "township": township["code"],
        "township_name": township["name"],
        "township_name_en": township["nameEn"],
        "limits": document.get("limits", {}),
        "closed_at": closed["at"],
        "closed_reason": closed["reason"],
        "village_hub": document.get("villageHub", ""),
    }


def _user(document: Document) -> Row:
    """An older hub's suspension is a bare `true`."""
    suspended = document.get("suspended")
    told = suspended if isinstance(suspended, dict) else NOT_SUSPENDED
    return {
        "created_at": document.get("createdAt", ""),
        "is_suspended": bool(suspended),
        "suspended_at": told.get("at", ""),
        "suspended_reason": told.get("reason", ""),
        "must_change": bool(document.get("mustChange")),
    }


def _guide(document: Document) -> Row:
    try_out(document)
    return {"body": document}


def _calendar(document: Document) -> Row:
    for name in ("daysOff", "workdays"):
        for day in document[name]:
            if date.fromisoformat(day).year != document["year"]:
                raise ValueError(f"{day} is not in the year of its table")
    return {"year": str(document["year"]), "body": document}


def _key(document: Document) -> Row:
    if key_id(load_public_key(from_base64url(document["publicKey"]))).hex() != document["kid"]:
        raise ValueError("a key is named by its point")
    if not (is_a_day(document["from"]) and is_a_day(document["until"])):
        raise ValueError("a key counts from one day until another")
    return {}


def _issued(document: Document) -> Row:
    salt, items = document["salt"], document["items"]
    if not all(isinstance(text, str) for text in (salt, *items.values())):
        raise ValueError("salt and hashes are texts")
    if any(len(hashes) % HASH_CHARACTERS for hashes in items.values()):
        raise ValueError("not whole hashes")
    return {"body": {"salt": salt, "items": items}}


def _revocations(document: Document) -> Row:
    return {"body": document}


def _device(document: Document) -> Row:
    load_public_key(from_base64url(document["publicKey"]))
    ended = document.get("ended", NOT_ENDED)
    storage, heard = document.get("storage", NOT_TOLD), document.get("heard", NOT_HEARD)
    return {
        "id": document["device"],
        "enrolled_at": document["at"],
        "ended": ended["why"],
        "ended_at": ended["at"],
        "ended_by": ended["by"],
        "ended_note": ended["note"],
        "up_to": ended["upTo"],
        "gaps": ended["gaps"],
        "storage": storage["state"],
        "storage_reason": storage["reason"],
        "storage_at": storage["at"],
        "heard_at": heard["at"],
        "waiting": heard["waiting"],
        "lives": [{name: life[name] for name in _LIFE} for life in document.get("lives", [])],
    }


def _refusal(document: Document) -> Row:
    case = parse(document["body"]).get("case")
    unsigned = {"device": "", "seq": 0, "prev": "", "hash": "", "content": ""}
    return {"case_id": case if isinstance(case, str) else "", **unsigned}


def _task(document: Document) -> Row:
    return {"pledge": document.get("pledge", ""), "lookup": document.get("lookup", "")}


def _order(document: Document) -> Row:
    if fault := order_fault(document):
        raise ValueError(fault)
    return {"body": orjson.dumps(document).decode()}


def _message(document: Document) -> Row:
    return {"event": document["told"]["event"]}


def _submission(document: Document) -> Row:
    return {"has_papers": bool(document["papers"])}


REFERENCE = {
    "district": Kind("district", District, whole, _district),
    "site": Kind("site", Site, after_type, _site),
    "guide": Kind("guide", Guide, whole, _guide),
    "calendar": Kind("calendar", Calendar, after_type, _calendar),
    "key": Kind("key", DistrictKey, after_type, _key),
    "issued": Kind("issued", IssuedMonth, after_type, _issued),
    "revocations": Kind("revocations", PublishedRevocations, after_type, _revocations),
}
HUB = {
    "user": Kind("user", Person, after_type, _user),
    "device": Kind("device", Device, after_type, _device),
    "arrival": Kind("arrival", Delivery, whole),
    "message": Kind("message", Message, whole, _message),
    "submission": Kind("submission", Submission, whole, _submission),
    "quarantine": Kind("quarantine", Refusal, whole, _refusal),
    "audit": Kind("audit", Audit, whole),
}
OF_A_SITE = {
    "block": Kind("block", Block, whole),
    "task": Kind("task", Task, whole, _task),
    "order": Kind("order", Order, whole, _order, has_types=True),
    "receipt": Kind("receipt", Receipt, device_of),
}
COPY = "copy"  # of a fact that stands in another site's database: tablets fold it, the tables have the fact


def kinds_of(database: str) -> dict[str, Kind]:
    """The hub-written types of a database, by the word their ids begin with."""
    return {"reference": REFERENCE, "hub": HUB}.get(database, OF_A_SITE)
