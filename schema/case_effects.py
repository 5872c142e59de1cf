"""What a fact that counts does to its case."""

from collections.abc import Callable
from typing import Any

from schema.case import Case, Fact, site_of
from schema.case_couple import carry_on, declare, show, untick, visit
from schema.case_guards import author
from schema.shanghai import day_of

SUPERSEDED, SPOILED = "superseded", "spoiled"
OVERTAKEN = "overtaken"  # void until people have said why: another office had issued one before
UNSAID = (SUPERSEDED, SPOILED, OVERTAKEN)  # why a certificate is void that nobody made void


def _applied(case: Case, fact: Fact) -> None:
    if fact["channel"] == "online":
        case["delivery"], case["address"] = fact["delivery"], fact["address"]
        _uploaded(case, fact)


def _uploaded(case: Case, fact: Fact) -> None:
    case["uploads"] += [one for one in fact["uploads"] if one not in case["uploads"]]


def _copied(case: Case, fact: Fact) -> None:
    """A paper that was photographed again is kept as it was photographed last."""
    again = {one["key"] for one in fact["kept"]}
    kept = [one for one in case["copies"] if one["key"] not in again]
    case["copies"] = kept + [{**one, "site": fact["site"]} for one in fact["kept"]]


def _notified(case: Case, fact: Fact) -> None:
    notice = {name: fact[name] for name in ("n", "at", "missing", "change")}
    case["notices"].append({"id": fact["_id"], **notice, "printed": False})


def _attempted(case: Case, fact: Fact) -> None:
    case["attempts"].append({"fact": fact["_id"], "rule": fact["rule"], "code": fact["code"]})


def _accepted(case: Case, fact: Fact) -> None:
    """Two tablets may both have accepted: that is one acceptance, at the earlier time."""
    if not case["acceptedAt"]:
        case["acceptedAt"], case["acceptance"] = fact["at"], fact["_id"]
        for name in ("caseNo", "workingDays", "dueOn"):
            case[name] = fact[name]
        if not fact["workingDays"]:
            _put_right(case, "R18", day_of(fact["at"]).isoformat())


def _dated(case: Case, fact: Fact) -> None:
    if fact["of"] == case["acceptance"]:
        _put_right(case, "R23", fact["dueOn"])


def _put_right(case: Case, rule: str, day: str) -> None:
    """A promise for another day than its working days make is told, and has no effect."""
    if case["dueOn"] not in ("", day):
        case["violations"].append({"fact": case["acceptance"], "rule": rule, "state": case["state"]})
    case["dueOn"] = day


def _pledged(case: Case, fact: Fact) -> None:
    case["pledges"].append(
        {
            "id": fact["_id"],
            "spouse": fact["spouse"],
            "at": fact["at"],
            "status": "unverified",
            "attempts": [],
            "conclusion": None,
        }
    )


def _verified(case: Case, fact: Fact) -> None:
    pledge = _pledge(case, fact["pledge"])
    attempt = {name: fact[name] for name in ("at", "method", "answered")}
    pledge["attempts"].append({"id": fact["_id"], **attempt})
    pledge["status"] = "verifying"


def _concluded(case: Case, fact: Fact) -> None:
    """That a pledge is false counts only when a second person has confirmed it."""
    pledge = _pledge(case, fact["pledge"])
    found = {"id": fact["_id"], "at": fact["at"], "by": author(fact), "result": fact["result"]}
    pledge["conclusion"] = {**found, "confirmedAt": ""}
    pledge["status"] = "disputed" if fact["result"] == "false" else fact["result"]


def _confirmed(case: Case, fact: Fact) -> None:
    """An honest error that was put right is not held against anybody."""
    found = "corrected" if fact["corrected"] else "false"
    for pledge in case["pledges"]:
        if pledge["conclusion"] and pledge["conclusion"]["id"] == fact["conclusion"]:
            pledge["status"] = found if fact["agrees"] else "verifying"
            pledge["conclusion"]["confirmedAt"] = fact["at"]


def _distrusted(case: Case, fact: Fact) -> None:
    """By one who pledged falsely in another case: the hub alone sees both."""
    for pledge in case["pledges"]:
        if pledge["id"] == fact["pledge"]:
            if pledge["status"] != "false":
                pledge["status"] = "barred"
            case["violations"].append({"fact": fact["pledge"], "rule": "R04", "state": case["state"]})


def _pledge(case: Case, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(pledge for pledge in case["pledges"] if pledge["id"] == name)
    return found


def _looked_up(case: Case, fact: Fact) -> None:
    found = {name: fact[name] for name in ("at", "spouse", "result")}
    case["lookups"].append({"id": fact["_id"], **found, "inquiries": []})


def _inquired(case: Case, fact: Fact) -> None:
    inquiry = {"id": fact["_id"], "at": fact["at"], "corrected": fact["corrected"]}
    for lookup in case["lookups"]:
        if lookup["id"] == fact["lookup"]:
            lookup["inquiries"].append(inquiry)


def _proved(kind: str) -> Callable[[Case, Fact], None]:
    def effect(case: Case, fact: Fact) -> None:
        whom = fact.get("spouse", "couple")
        case["done"] = sorted({*case["done"], f"{kind}:{whom}"})
        proof = {"id": fact["_id"], "at": fact["at"], "kind": kind, "whom": whom, "basis": fact["basis"]}
        case["proofs"].append({**proof, "certNo": fact.get("certNo", ""), "printed": False})

    return effect


def _decided(case: Case, fact: Fact) -> None:
    case["decidedAt"] = fact["at"]
    decision = {name: fact[name] for name in ("granted", "reason", "grounds")}
    case["decision"] = {"id": fact["_id"], "by": author(fact), **decision}


def _issued(case: Case, fact: Fact) -> None:
    """What takes another's place ends it. Two in force are two sheets: people decide which stays.

    Of a case that another office went on with, one sheet alone is in force: the earlier one.
    """
    case["issuedAt"] = case["issuedAt"] or fact["at"]
    void = ""
    for one in case["certificates"]:
        if one["certNo"] == fact["supersedes"]:
            one["void"] = one["void"] or SUPERSEDED
    if first := next((one["certNo"] for one in case["certificates"] if not one["void"]), ""):
        twice = {"certNo": fact["certNo"], "other": first, "otherCase": case["id"], "keep": first}
        case["duplicates"].append({"id": fact["_id"], **twice})
        if case["fence"] and all(
            site_of(one["id"]) != fact["site"] for one in case["certificates"] if one["certNo"] == first
        ):
            void = OVERTAKEN
            case["violations"].append({"fact": fact["_id"], "rule": "R37", "state": case["state"]})
    certificate = {name: fact[name] for name in ("certNo", "issuedOn", "at", "online", "supersedes", "token")}
    case["certificates"].append(
        {"id": fact["_id"], **certificate, "printed": False, "void": void, "lost": False, "handedOver": False}
    )


def _printed(case: Case, fact: Fact) -> None:
    for paper in (*case["notices"], *case["certificates"], *case["proofs"]):
        if paper["id"] == fact["of"]:
            paper["printed"] = True


def _certificate(case: Case, fact: Fact) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in case["certificates"] if one["certNo"] == fact["certNo"])
    return found


def _handed_over(case: Case, fact: Fact) -> None:
    case["closedAt"] = case["closedAt"] or fact["at"]
    _certificate(case, fact)["handedOver"] = True


def _mailed(case: Case, fact: Fact) -> None:
    _handed_over(case, fact)
    mailing = {name: fact[name] for name in ("at", "certNo", "carrier", "tracking")}
    case["mailings"].append({**mailing, "state": "sent"})


def _tracked(case: Case, fact: Fact) -> None:
    """What the post brings back can be sent or handed over again; then its word counts no more."""
    certificate = _certificate(case, fact)
    mailing = [one for one in case["mailings"] if one["certNo"] == fact["certNo"]][-1]
    is_fetched = mailing["state"] == "returned" and certificate["handedOver"]
    if not is_fetched:
        mailing["state"] = fact["state"]
        certificate["handedOver"] = fact["state"] == "delivered"


def _spoiled(case: Case, fact: Fact) -> None:
    """A sheet that jammed: its number is used up; a certificate that stood on it stands no more."""
    case["spoiled"].append({"certNo": fact["certNo"], "why": fact["why"]})
    for certificate in case["certificates"]:
        if certificate["certNo"] == fact["certNo"] and not certificate["handedOver"]:
            certificate["void"] = certificate["void"] or SPOILED


def _made_void(case: Case, fact: Fact) -> None:
    certificate = _certificate(case, fact)
    if certificate["void"] in ("", OVERTAKEN):
        certificate["void"] = fact["why"]


def _asked_to_void(case: Case, fact: Fact) -> None:
    case["voidRequests"].append({"id": fact["_id"], "certNo": fact["certNo"], "why": fact["why"]})


def _withdrew(case: Case, fact: Fact) -> None:
    """After the certificate was issued this is the wish to have it made void."""
    if case["state"] != "withdrawn":
        case["voidRequests"] += [
            {"id": fact["_id"], "certNo": one["certNo"], "why": "applicant-asks"}
            for one in case["certificates"]
            if not one["void"]
        ]


def _chose_delivery(case: Case, fact: Fact) -> None:
    case["delivery"], case["address"] = fact["method"], fact["address"]


def _warned(case: Case, fact: Fact) -> None:
    case["warnings"].append({"id": fact["_id"], "kind": fact["kind"], "at": fact["at"]})


def _found_twice(case: Case, fact: Fact) -> None:
    twice = {name: fact[name] for name in ("certNo", "other", "otherCase", "keep")}
    case["duplicates"].append({"id": fact["_id"], **twice})


def _settled(case: Case, fact: Fact) -> None:
    """Nobody has to decide any more which of the two stays."""
    pair = {fact["certNo"], fact["other"]}
    case["duplicates"] = [one for one in case["duplicates"] if {one["certNo"], one["other"]} != pair]


EFFECTS: dict[str, Callable[[Case, Fact], None]] = {
    "application": _applied,
    "routing": lambda case, fact: case.update(handledBy=fact["to"]),
    "uploads": _uploaded,
    "continuation": carry_on,
    "visit": visit,
    "declaration": declare,
    "materials": show,
    "untick": untick,
    "copies": _copied,
    "notice": _notified,
    "attempt": _attempted,
    "acceptance": _accepted,
    "due": _dated,
    "pledge": _pledged,
    "pledge-withdrawal": lambda case, fact: _pledge(case, fact["pledge"]).update(status="withdrawn"),
    "distrust": _distrusted,
    "verification": _verified,
    "conclusion": _concluded,
    "confirmation": _confirmed,
    "lookup": _looked_up,
    "inquiry": _inquired,
    "status-proof": _proved("status-proof"),
    "children-proof": _proved("children-proof"),
    "opinion": _proved("opinion"),
    "decision": _decided,
    "certificate": _issued,
    "printing": _printed,
    "spoiled": _spoiled,
    "delivery": _chose_delivery,
    "handover": _handed_over,
    "mailing": _mailed,
    "tracking": _tracked,
    "rating": lambda case, fact: case.update(stars=fact["stars"]),
    "loss": lambda case, fact: _certificate(case, fact).update(lost=True),
    "void-request": _asked_to_void,
    "void": _made_void,
    "withdrawal": _withdrew,
    "duplicate": _found_twice,
    "duplicate-over": _settled,
    "both-stay": _settled,
    "warning": _warned,
    "purge": lambda case, _fact: case.update(uploads=[], address=""),
}
