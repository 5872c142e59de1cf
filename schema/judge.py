"""The gate's verdict over one document of a site's database, judged alone.

What depends on other facts (told once, forbidden transitions) is the fold's business, not the gate's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from schema.areas import desk_of
from schema.canonical import NotCanonical
from schema.continuing import continuation_faults
from schema.couple import couple_faults
from schema.district_keys import DistrictKeys
from schema.envelope import fact_id, fact_signature_is_good, from_base64url
from schema.facts import fact_types, hub_types, order_fault, roles_of, shape_fault
from schema.numbers import read_case_number, read_certificate_number
from schema.orders import is_order, is_signed_order
from schema.refusals import ENDED_DEVICE, SENTENCES, whom_of
from schema.rules import copied_keys, demandable_keys, not_asked, showable_keys
from schema.shanghai import day_of, is_a_day
from schema.sign1 import NOT_COVERED
from schema.stock import is_missing
from schema.token import BadToken, certificate_payload, read_token

Document = Mapping[str, Any]


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    WAITING = "waiting"  # kept; judged again when what it names has arrived
    REFUSED = "refused"  # final; goes to quarantine


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rule` is a stable code; `reason` a sentence a clerk understands. Both empty when accepted."""

    outcome: Outcome
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the hub holds that documents refer to, each by its document id or name."""

    devices: Mapping[str, Document] = field(default_factory=dict)  # device id → device document
    guides: Mapping[str, Document] = field(default_factory=dict)  # guide document id → guide
    blocks: Mapping[str, Document] = field(default_factory=dict)  # block document id → block
    people: Mapping[str, str] = field(default_factory=dict)  # name → role; "" passes for any
    district_keys: DistrictKeys = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document as it came: `generation` counts its revisions, `others` are revisions held already;
    `is_held` when it is one itself."""

    document: Document
    database: str
    rev: str
    generation: int = 1
    deleted: bool = False
    has_attachments: bool = False
    others: frozenset[str] = frozenset()
    is_held: bool = False


ACCEPTED = Verdict(Outcome.ACCEPTED)

TOWNSHIP = "township"
DECLARING = ("application", "continuation", "declaration")


def judge(arrival: Arrival, holdings: Holdings) -> Verdict:
    """Accepted, kept and waiting, or refused with the rule and reason. Never raises for bad input."""
    for check in CHECKS_OF_AN_ORDER if is_order(arrival.document) else CHECKS:
        for verdict in check(arrival, holdings):
            return verdict
    return ACCEPTED


def judge_declared(order: Document, guide: Document) -> Verdict:
    """The same of what somebody declares or shows online: by the guide, and whether they are a couple."""
    arrival = Arrival({"guide": guide["_id"], **order}, database="", rev="")
    holdings = Holdings(guides={guide["_id"]: guide})
    for check in (_keeps_to_the_guide, _names_a_couple):
        for verdict in check(arrival, holdings):
            return verdict
    return ACCEPTED


def _refuse(rule: str, detail: object = "") -> Verdict:
    return Verdict(Outcome.REFUSED, rule, SENTENCES[rule].format(detail))


def _wait(name: str) -> Verdict:
    return Verdict(Outcome.WAITING, "waiting", SENTENCES["waiting"].format(name))


def _is_a_fact(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    kind = arrival.document.get("type", "")
    if not isinstance(kind, str):
        yield _refuse("unknown-type", kind)
    elif kind in hub_types():
        yield _refuse("hub-only", kind)
    elif kind not in fact_types():
        yield _refuse("unknown-type", kind)


def _is_the_districts_order(arrival: Arrival, holdings: Holdings) -> Iterator[Verdict]:
    """Who brings it does not matter: a restored hub takes back what it wrote."""
    if not is_signed_order(arrival.document, holdings.district_keys):
        yield _refuse("hub-only", arrival.document.get("type", ""))
    elif fault := order_fault(arrival.document):
        yield _refuse("shape", fault)
    elif arrival.database != f"site-{arrival.document['site']}":
        yield _refuse("other-site", arrival.document["site"])


def _is_written_once(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    if arrival.deleted or arrival.generation != 1 or arrival.others - {arrival.rev}:
        yield _refuse("write-once")


def _keeps_no_paper(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    if arrival.has_attachments:
        yield _refuse("R19")


def _has_its_shape(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    if fault := shape_fault(arrival.document):
        yield _refuse("shape", fault)


def _is_itself(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if fact["_id"] != fact_id(fact):
        yield _refuse("identity", fact_id(fact))
    if arrival.database != f"site-{fact['site']}" or fact["device"][:12] != fact["site"]:
        yield _refuse("other-site", fact["site"])


def _is_signed(arrival: Arrival, holdings: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    device = holdings.devices.get(fact["device"])
    if device is None or device["site"] != fact["site"]:
        yield _refuse("unknown-device", fact["device"])
        return
    role = holdings.people.get(fact["clerk"])
    if role is None:
        yield _refuse("unknown-clerk", fact["clerk"])
    elif role and not (role in roles_of(fact) and _is_written_where_it_is_decided(fact)):
        yield _refuse("role", fact["clerk"])
    try:
        if not fact_signature_is_good(fact, from_base64url(device["publicKey"])):
            yield _refuse("signature")
    except NotCanonical as error:
        yield _refuse("shape", error)


def _is_written_where_it_is_decided(fact: Document) -> bool:
    """Else any tablet could name somebody of the township who never held it."""
    return roles_of(fact) != (TOWNSHIP,) or fact["site"] == desk_of(fact["site"])


def _is_of_a_device_that_works(arrival: Arrival, holdings: Holdings) -> Iterator[Verdict]:
    """What was missing of it when it ended is taken whenever it comes; under no number that was given."""
    fact = arrival.document
    ended = holdings.devices[fact["device"]].get("ended")
    if ended and not arrival.is_held and not is_missing(fact["seq"], ended["gaps"]):
        yield _refuse(ENDED_DEVICE, fact["device"])


def _keeps_to_the_guide(arrival: Arrival, holdings: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if "guide" not in fact:
        return
    guide = holdings.guides.get(fact["guide"])
    if guide is None:
        yield _wait(fact["guide"])
        return
    demanded = {entry["key"] for entry in fact.get("missing", [])}
    ticked = {*fact.get("shown", []), *fact.get("copyOnly", [])}
    ticked |= {upload["key"] for upload in fact.get("uploads", [])}
    outside = sorted((demanded - demandable_keys(guide)) | (ticked - showable_keys(guide)))
    if outside:
        yield _refuse("R02", "、".join(outside))
    if not {one["key"] for one in fact.get("kept", [])} <= copied_keys(guide):
        yield _refuse("R19")
    if fact.get("item", guide["item"]) != guide["item"]:
        yield _refuse("other-guide", fact["guide"])
    if fact["type"] in DECLARING and (more := not_asked(guide, fact)):
        yield _refuse("not-asked", "、".join(more))


def _opens_a_case(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if fact["type"] == "application" and fact["case"] != f"{fact['device']}-{fact['seq']}":
        yield _refuse("case", f"{fact['device']}-{fact['seq']}")


def _names_a_couple(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if fact["type"] not in DECLARING:
        return
    for fault in couple_faults(fact, day_of(fact["at"])):
        whom = whom_of(fault.member)
        yield _refuse(fault.rule, f"{whom}（{fault.detail}）" if fault.detail else whom)


def _tells_of_what_was_done(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    for day in (fact.get("doneOn", ""), fact.get("rectifiedOn", "")):
        if day > day_of(fact["at"]).isoformat():
            yield _refuse("day-to-come", day)


def _accepts_with_its_own_number(arrival: Arrival, _: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if fact["type"] != "acceptance":
        return
    try:
        device = read_case_number(fact["caseNo"]).device
    except ValueError:
        device = ""
    if device != fact["device"]:
        yield _refuse("number", fact["caseNo"])
    if fact["dueOn"] and not is_a_day(fact["dueOn"]):
        yield _refuse("shape", f"dueOn: {fact['dueOn']}")


def _numbers_from_its_block(arrival: Arrival, holdings: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if "block" not in fact:
        return
    item = fact.get("item", "status-proof")
    try:
        number = read_certificate_number(fact["certNo"])
    except ValueError:
        yield _refuse("number", fact["certNo"])
        return
    year = fact["issuedOn"][2:4] if "issuedOn" in fact else f"{number.year:02}"
    if (number.device, number.item, f"{number.year:02}") != (fact["device"], item, year):
        yield _refuse("number", fact["certNo"])
    block = holdings.blocks.get(fact["block"])
    if block is None:
        yield _wait(fact["block"])
        return
    mine = (block["device"], block["item"]) == (fact["device"], item)
    if not mine or not block["from"] <= number.serial <= block["to"]:
        yield _refuse("outside-block", fact["certNo"])


def _carries_its_token(arrival: Arrival, holdings: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if fact["type"] != "certificate":
        return
    try:
        certificate = read_token(fact["token"], holdings.district_keys)
    except BadToken:
        yield _refuse("token")
        return
    if certificate.fault in NOT_COVERED:
        yield _refuse("expired-credential", fact["issuedOn"])
    if certificate.fault or certificate.payload != certificate_payload(fact):
        yield _refuse("token")


def _continues_by_its_slip(arrival: Arrival, holdings: Holdings) -> Iterator[Verdict]:
    fact = arrival.document
    if fact["type"] == "continuation":
        guide = holdings.guides[fact["guide"]]
        for rule, detail in continuation_faults(fact, guide, holdings.district_keys):
            yield _refuse(rule, detail)


CHECKS: tuple[Callable[[Arrival, Holdings], Iterator[Verdict]], ...] = (
    _is_written_once,
    _is_a_fact,
    _keeps_no_paper,
    _has_its_shape,
    _is_itself,
    _is_signed,
    _is_of_a_device_that_works,
    _keeps_to_the_guide,
    _opens_a_case,
    _names_a_couple,
    _tells_of_what_was_done,
    _accepts_with_its_own_number,
    _numbers_from_its_block,
    _carries_its_token,
    _continues_by_its_slip,
)
CHECKS_OF_AN_ORDER = (_is_the_districts_order, _is_written_once, _keeps_no_paper)
