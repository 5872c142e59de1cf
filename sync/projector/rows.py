"""What facts and the folds of cases say in the tables. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import orjson

from schema.case_guards import author
from schema.envelope import chain_hash, content_hash
from schema.events import events, message_id
from schema.id_number import couple_key, person_key
from schema.kpi.counted import Counted
from schema.look_ups import IN_VAIN, wanted_look_ups
from schema.numbers import read_certificate_number
from schema.stock import AWAITED, ISSUED, SPOILED, VOID
from sync.projector.database import Row
from sync.records import Document

_UNVERIFIED = ("unverified", "verifying", "unreachable", "disputed")


def fact_row(fact: Document, waiting_for: str) -> Row:
    """`waiting_for` is empty for an accepted fact."""
    return {
        "id": fact["_id"],
        "type": fact["type"],
        "device": fact["device"],
        "seq": fact["seq"],
        "case_id": fact["case"],
        "site": fact["site"],
        "clerk": fact["clerk"],
        "at": fact["at"],
        "online": fact["online"],
        "prev": fact["prev"],
        "hash": chain_hash(fact),
        "content": content_hash(fact),
        "waiting_for": waiting_for,
        "body": orjson.dumps(fact).decode(),
        "arrived": "",
    }


def case_row(case: Mapping[str, Any], *, uncopied: int, tallied: list[Counted]) -> Row:
    """From the fold of a case."""
    return {
        "id": case["id"],
        "case_no": case["caseNo"],
        "item": case["item"],
        "guide": case["guide"],
        "channel": case["channel"],
        "site": case["site"],
        "handled_by": case["heldBy"] if case["fence"] else case["handledBy"],
        "state": case["state"],
        "opened_at": case["openedAt"],
        "accepted_at": case["acceptedAt"],
        "working_days": case["workingDays"],
        "due_on": case["dueOn"],
        "decided_at": case["decidedAt"],
        "issued_at": case["issuedAt"],
        "closed_at": case["closedAt"],
        "has_papers": bool(case["uploads"] or case["address"]),
        "couple": couple_key(case["husband"]["idNo"], case["wife"]["idNo"]),
        "visits": len(case["visits"]),
        "offline_issued": any(not certificate["online"] for certificate in case["certificates"]),
        "unverified_pledges": sum(pledge["status"] in _UNVERIFIED for pledge in case["pledges"]),
        "uncopied": uncopied,
        "tallied": tallied,
        "fold": dict(case),
    }


def news_rows(case: Mapping[str, Any]) -> list[Row]:
    """From the fold of a case."""
    return [{"id": message_id(case["id"], event["event"]), "case_id": case["id"]} for event in events(case)]


def violation_rows(case: Mapping[str, Any], documents: Iterable[Document]) -> list[Row]:
    """Of the fold of a case; `documents` are what it was folded from. What the hub wrote by itself came too
    late when it has no effect, and nobody did wrong by that."""
    by_id = {document["_id"]: document for document in documents}
    wrong = (one for one in case["violations"] if author(by_id[one["fact"]]) != "hub")
    found = [
        *(("without-effect", one["rule"], one["fact"], one["state"]) for one in wrong),
        *(("attempt", one["rule"], one["fact"], one["code"]) for one in case["attempts"]),
        *(("remark", "R05", name, "") for name in case["remarks"]),
    ]
    return [
        {
            "id": f"{kind}:{name}",
            "kind": kind,
            "rule": rule,
            "document": name,
            "detail": detail,
            "case_id": case["id"],
            "site": by_id[name]["site"],
            "at": by_id[name]["at"],
            "by": author(by_id[name]),
        }
        for kind, rule, name, detail in found
    ]


def pledge_rows(case: Mapping[str, Any]) -> list[Row]:
    """From the fold of a case: the pledges somebody has still to verify."""
    if case["state"] in IN_VAIN:
        return []
    members = ("id", "spouse", "status", "at")
    return [
        {
            **{name: pledge[name] for name in members},
            "case_id": case["id"],
            "site": case["site"],
            "person": person_key(case[pledge["spouse"]]["idNo"]),
        }
        for pledge in case["pledges"]
        if pledge["status"] in _UNVERIFIED
    ]


def false_pledge_rows(case: Mapping[str, Any]) -> list[Row]:
    """From the fold of a case: the pledges that two people found false."""
    return [
        {
            "id": pledge["id"],
            "case_id": case["id"],
            "person": person_key(case[pledge["spouse"]]["idNo"]),
            "at": pledge["conclusion"]["confirmedAt"],
        }
        for pledge in case["pledges"]
        if pledge["status"] == "false"
    ]


def look_up_rows(case: Mapping[str, Any]) -> list[Row]:
    """From the fold of a case: what the population system has still to be asked."""
    return [
        {
            "id": wanted.id,
            "case_id": case["id"],
            "site": case["handledBy"],
            "spouse": wanted.spouse,
            "since": wanted.since,
        }
        for wanted in wanted_look_ups(case)
    ]


def number_use_rows(case: Mapping[str, Any] | None, facts: Collection[Document]) -> list[Row]:
    """Of those facts of a case that a number stands on; the case is None as long as it has not arrived."""
    good = _papers_in_force(case) if case else None
    sheets = Counter((fact["of"], fact["paper"]) for fact in facts if fact["type"] == "printing")
    return [
        {**_number_use_row(fact, _said_of(fact, good)), "printed": sheets[fact["_id"], fact["type"]]}
        for fact in facts
        if "block" in fact
    ]


def _said_of(fact: Document, good: set[str] | None) -> str:
    if fact["type"] == "spoiled":
        return SPOILED
    if good is None:
        return AWAITED
    return ISSUED if fact["_id"] in good else VOID


def refused_paper(body: Document, quarantine: str) -> list[Row]:
    """The number of what a device signed and the gate refused: its sheet may be with somebody, and is void.
    None where it names none of its own."""
    if "block" not in body:
        return []
    try:
        device, fact = body["device"], {**body, "_id": quarantine, "case": ""}
        said = SPOILED if body["type"] == "spoiled" else VOID
        row = {**_number_use_row(fact, said), "site": device[:12], "printed": 0}
    except (LookupError, TypeError, ValueError):
        return []
    return [row] if row["device"] == device and isinstance(row["at"], str) else []


def _number_use_row(fact: Document, said: str) -> Row:
    """As if nothing else stood on the number: `check_numbers` looks for others."""
    number = read_certificate_number(fact["certNo"])
    return {
        "fact_id": fact["_id"],
        "number": fact["certNo"],
        "type": fact["type"],
        "device": number.device,
        "item": number.item,
        "serial": number.serial,
        "seq": fact["seq"],
        "case_id": fact["case"],
        "site": fact["site"],
        "at": fact["at"],
        "said": said,
        "state": said,
    }


def _papers_in_force(case: Mapping[str, Any]) -> set[str]:
    """The facts by which a case has certificates and proofs that are good."""
    spoiled = {one["certNo"] for one in case["spoiled"]}
    certificates = {one["id"] for one in case["certificates"] if not one["void"]}
    return certificates | {one["id"] for one in case["proofs"] if one["certNo"] not in spoiled}


def certificate_rows(case: Mapping[str, Any] | None, facts: Iterable[Document]) -> list[Row]:
    """Of those facts of a case: in force when its fold lists it, unless `check_numbers` finds another paper
    with its number; `check_couples` sees to `is_double`, `check_listed` to `unlisted`."""
    good = _papers_in_force(case) if case else ()
    return [
        {
            "fact_id": fact["_id"],
            "number": fact["certNo"],
            "case_id": fact["case"],
            "item": fact["item"],
            "couple": couple_key(fact["husband"]["idNo"], fact["wife"]["idNo"]),
            "is_double": False,
            "month": fact["issuedOn"][:7],
            "unlisted": False,
            "device": fact["device"],
            "site": fact["site"],
            "issued_on": fact["issuedOn"],
            "online": fact["online"],
            "in_force": fact["_id"] in good,
            "token": fact["token"],
        }
        for fact in facts
        if fact["type"] == "certificate"
    ]
