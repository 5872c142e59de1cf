"""What the hub writes, document by document: the form of each type, and its row in the tables. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlmodel import SQLModel

from schema.canonical import MAX_INTEGER
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
    DistrictKey,
    Guide,
    IssuedMonth,
    Message,
    Order,
    Person,
    Receipt,
    Refusal,
    Site,
    Submission,
    Task,
)
from schema.trial import try_out
from sync.records import Document, parse

Row = dict[str, Any]
NOT_ENDED: Row = {"why": "", "at": "", "by": "", "note": "", "upTo": 0}


@dataclass(frozen=True, slots=True)
class Kind:
    """Where documents of one kind go. `key` makes the primary key from the document's id."""

    word: str  # what ids begin with; the `type` too, where the kind has no types of its own
    table: type[SQLModel]
    row: Callable[[Document], Row]
    key: Callable[[str], str]
    has_types: bool = False

    def whole_row(self, document: Document) -> Row | None:
        """The row, or None for a document that does not have the form of its type, or not the id that its
        members demand: two documents must not claim one row."""
        if not self.has_types and document.get("type") != self.word:
            return None
        (key,) = SQLModel.metadata.tables[str(self.table.__tablename__)].primary_key.columns
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


def _site(document: Document) -> Row:
    township = document["township"]
    return {
        "code": document["code"],
        "name": document["name"],
        "name_en": document["nameEn"],
        "kind": document["kind"],
        "township": township["code"],
        "township_name": township["name"],
        "township_name_en": township["nameEn"],
    }


def _guide(document: Document) -> Row:
    try_out(document)
    return {
        "id": document["_id"],
        "item": document["item"],
        "version": document["version"],
        "body": document,
    }


def _calendar(document: Document) -> Row:
    for name in ("daysOff", "workdays"):
        for day in document[name]:
            if date.fromisoformat(day).year != document["year"]:
                raise ValueError(f"{day} is not in the year of its table")
    return {"year": str(document["year"]), "basis": document["basis"], "body": document}


def _key(document: Document) -> Row:
    load_public_key(from_base64url(document["publicKey"]))
    if bytes.fromhex(document["kid"]).hex() != document["kid"]:
        raise ValueError("a key is named by lower-case hexadecimal digits")
    first, until = document["from"], document["until"]
    if not (is_a_day(first) and is_a_day(until)):
        raise ValueError("a key counts from one day until another")
    return {"kid": document["kid"], "public_key": document["publicKey"], "first": first, "until": until}


def _issued(document: Document) -> Row:
    if any(len(hashes) % HASH_CHARACTERS for hashes in document["items"].values()):
        raise ValueError("not whole hashes")
    return {"month": document["month"], "body": {"salt": document["salt"], "items": document["items"]}}


def _person(document: Document) -> Row:
    return {
        "name": document["name"],
        "display_name": document["displayName"],
        "role": document["role"],
        "area": document["area"],
    }


def _device(document: Document) -> Row:
    load_public_key(from_base64url(document["publicKey"]))
    ended = document.get("ended", NOT_ENDED)
    return {
        "id": document["device"],
        "site": document["site"],
        "label": document["label"],
        "enrolled_by": document["enrolledBy"],
        "enrolled_at": document["at"],
        "expires": document["expires"],
        "ended": ended["why"],
        "ended_at": ended["at"],
        "ended_by": ended["by"],
        "ended_note": ended["note"],
        "up_to": ended["upTo"],
    }


def _delivery(document: Document) -> Row:
    return {
        "id": document["_id"],
        "device": document["device"],
        "site": document["site"],
        "first": document["from"],
        "last": document["to"],
        "at": document["at"],
        "by": document["by"],
    }


def _refusal(document: Document) -> Row:
    body = parse(document["body"])
    case = body.get("case")
    return {
        "id": document["_id"],
        "database": document["database"],
        "doc_id": document["docId"],
        "rev": document["rev"],
        "rule": document["rule"],
        "reason": document["reason"],
        "by": document["by"],
        "at": document["at"],
        "case_id": case if isinstance(case, str) else "",
        "device": "",
        "seq": 0,
        "hash": "",
    }


def _audit(document: Document) -> Row:
    return {
        "id": document["_id"],
        "at": document["at"],
        "by": document["by"],
        "role": document["role"],
        "case_id": document["case"],
        "site": document["site"],
        "purpose": document["purpose"],
        "fields": document["fields"],
    }


def _block(document: Document) -> Row:
    return {
        "id": document["_id"],
        "device": document["device"],
        "site": document["site"],
        "item": document["item"],
        "n": document["n"],
        "first": document["from"],
        "last": document["to"],
        "at": document["at"],
    }


def _task(document: Document) -> Row:
    return {
        "id": document["_id"],
        "kind": document["kind"],
        "site": document["site"],
        "case_id": document["case"],
        "pledge": document.get("pledge", ""),
        "lookup": document.get("lookup", ""),
        "by": document["by"],
        "at": document["at"],
        "due_on": document["dueOn"],
    }


def _order(document: Document) -> Row:
    if fault := order_fault(document):
        raise ValueError(fault)
    return {
        "id": document["_id"],
        "type": document["type"],
        "case_id": document["case"],
        "site": document["site"],
        "at": document["at"],
        "by": document["by"],
        "body": orjson.dumps(document).decode(),
    }


def _receipt(document: Document) -> Row:
    return {
        "device": document["device"],
        "site": document["site"],
        "id": document["_id"],
        "up_to": document["upTo"],
        "state": document["state"],
        "instance": document["instance"],
        "at": document["at"],
    }


def _message(document: Document) -> Row:
    return {
        "id": document["_id"],
        "case_id": document["case"],
        "event": document["told"]["event"],
        "n": document["n"],
        "at": document["at"],
        "sent_at": document["sentAt"],
        "attempts": document["attempts"],
        "next_at": document["nextAt"],
        "fault": document["fault"],
        "down": document["down"],
    }


def _submission(document: Document) -> Row:
    return {
        "id": document["_id"],
        "case_id": document["case"],
        "at": document["at"],
        "has_papers": bool(document["papers"]),
    }


REFERENCE = {
    "site": Kind("site", Site, _site, after_type),
    "guide": Kind("guide", Guide, _guide, whole),
    "calendar": Kind("calendar", Calendar, _calendar, after_type),
    "key": Kind("key", DistrictKey, _key, after_type),
    "issued": Kind("issued", IssuedMonth, _issued, after_type),
}
HUB = {
    "user": Kind("user", Person, _person, after_type),
    "device": Kind("device", Device, _device, after_type),
    "arrival": Kind("arrival", Delivery, _delivery, whole),
    "message": Kind("message", Message, _message, whole),
    "submission": Kind("submission", Submission, _submission, whole),
    "quarantine": Kind("quarantine", Refusal, _refusal, whole),
    "audit": Kind("audit", Audit, _audit, whole),
}
OF_A_SITE = {
    "block": Kind("block", Block, _block, whole),
    "task": Kind("task", Task, _task, whole),
    "order": Kind("order", Order, _order, whole, has_types=True),
    "receipt": Kind("receipt", Receipt, _receipt, device_of),
}
COPY = "copy"  # of a fact that stands in another site's database: tablets fold it, the tables have the fact


def kinds_of(database: str) -> dict[str, Kind]:
    """The hub-written types of a database, by the word their ids begin with."""
    return {"reference": REFERENCE, "hub": HUB}.get(database, OF_A_SITE)
