"""What people order at the desks of townships and the district: judged before it is written.

An order in a case is tried by the fold that every hub and tablet judges it by afterwards. One that would have
no effect is not written; it goes to quarantine with the rule it breaks, as what a tablet sends does.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, RowMapping, or_, select
from sqlalchemy.sql.elements import ColumnElement

from schema.facts import order_fault, order_id
from schema.fold import is_watched
from schema.judge import Outcome, Verdict
from schema.orders import words_of
from schema.proposal import rule_against
from schema.rules import Guide
from schema.shanghai import day_of
from schema.tables import CaseFile
from schema.violations import sentence
from server.hub import Hub
from server.orders import put_orders
from server.principal import Principal
from sync.document import Revision
from sync.errors import BadRequest, Conflict, Forbidden, NotFound
from sync.projector.case_sources import documents_of, guides_of
from sync.projector.database import read_tables, table_of, within
from sync.projector.judging import quarantined
from sync.records import Document, put_new, read

CASES = table_of(CaseFile)


class AgainstTheRules(Forbidden):
    """What was ordered breaks `rule`, as `chinese` says as well as `reason`. It was not written, and that it
    was tried is on record."""

    def __init__(self, rule: str, reason: str, chinese: str) -> None:
        super().__init__(reason)
        self.rule, self.chinese = rule, chinese


@dataclass(frozen=True, slots=True)
class CaseInHand:
    """A case with what it was folded from."""

    fold: Mapping[str, Any]
    documents: list[Document]
    guides: Mapping[str, Guide]


@dataclass(frozen=True, slots=True)
class Written:
    """An order as it is stored. `pending` when the tables do not show it yet."""

    order: Document
    pending: bool


def worked_on_in(area: str) -> ColumnElement[bool]:
    """Whether a case was opened in an area, or is handled there now."""
    return or_(within(CASES.c.site, area), within(CASES.c.handled_by, area))


async def case_in_hand(hub: Hub, principal: Principal, number: str) -> CaseInHand:
    """By its number or id, as current as the tables can be; `NotFound` where the principal may see none."""
    row = await read_tables(hub.projection, _find, principal.area, number)
    if row is None:
        raise NotFound(f"There is no case {number}.")
    await hub.projector.shown(f"site-{row['site']}")
    return await read_tables(hub.projection, _in_hand, row["id"])


async def order_in_case(
    hub: Hub, principal: Principal, case: CaseInHand, type_: str, key: str = "", **members: Any
) -> Written:
    """Write an order in a case. Giving the same twice is giving it once.

    Raises `AgainstTheRules` for what would have no effect, `BadRequest` for what has not the form, `Conflict`
    where somebody has ordered otherwise.
    """
    latest = max(document["at"] for document in case.documents)
    order = new_order(
        principal, type_, case.fold["id"], case.fold["site"], hub.clock.text_after(latest), key, members
    )
    if not any(one["_id"] == order["_id"] for one in case.documents):
        rule = rule_against(case.documents, case.guides, order) or _rule_of_words(order)
        if rule:
            told = sentence(order["_id"], rule, case.fold["state"])
            raise await refuse(hub, principal, order, rule, told.zh, english=told.en)
    return await write_order(hub, order)


async def order_at_site(
    hub: Hub, principal: Principal, site: str, type_: str, *, key: str = "", case: str = "", **members: Any
) -> Written:
    """Write an order that changes no case: a complaint, a finding, publicity. Without a `key` it is named by
    what it says. Raises `NotFound` for a site outside the principal's area, `BadRequest` for a wrong form."""
    await known_site(hub, principal, site)
    name = key or digest({"site": site, **members})
    return await write_order(hub, new_order(principal, type_, case, site, hub.clock.text(), name, members))


def _rule_of_words(order: Document) -> str:
    """What a tablet wrote offline people look at afterwards; at a desk it is told before it has effect."""
    return "R05" if order["type"] == "decision" and is_watched(order) else ""


def digest(said: Mapping[str, Any]) -> str:
    """A short name for what is said: the same for the same."""
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


async def known_site(hub: Hub, principal: Principal, site: str) -> Document:
    """The document of a site in the principal's area; raises `NotFound`."""
    document = await read(hub.engine.database("reference"), f"site:{site}")
    if document is None or not principal.covers(site):
        raise NotFound(f"There is no site {site}.")
    return document


async def refuse(
    hub: Hub,
    principal: Principal,
    document: Document,
    rule: str,
    reason: str,
    *,
    english: str,
    database: str = "",
) -> AgainstTheRules:
    """Put on record what somebody tried, in Chinese; the failure to raise, in both languages."""
    body = orjson.dumps({name: value for name, value in document.items() if name != "_id"})
    revision = Revision(document["_id"], (), body, is_edit=True)
    verdict = Verdict(Outcome.REFUSED, rule, reason)
    name = database or f"site-{document['site']}"
    kept = quarantined(name, revision, verdict, by=principal.name, at=hub.clock.text())
    await put_new(hub.engine.database("hub"), [kept])
    return AgainstTheRules(rule, english, reason)


def new_order(
    principal: Principal, type_: str, case: str, site: str, at: str, key: str, members: Mapping[str, Any]
) -> Document:
    """An order in the name of somebody; raises `BadRequest` for what has not the form of its type."""
    order = {
        "_id": order_id(type_, case, key),
        "type": type_,
        "v": 1,
        "case": case,
        "site": site,
        "at": at,
        "by": principal.name,
        **members,
    }
    if fault := order_fault(order):
        raise BadRequest(fault)
    for name in ("receivedOn", "doneOn", "rectifiedOn"):
        if order.get(name, "") > day_of(at).isoformat():
            raise BadRequest(f"{name}: {order[name]} is a day to come.")
    for name in ("content", "done", "place", "checklist"):
        if name in order and not order[name].strip():
            raise BadRequest(f"{name} is blank.")
    return order


async def write_order(hub: Hub, order: Document) -> Written:
    """Into the database of its site, unless the same is there; raises `Conflict` where another is."""
    name = f"site-{order['site']}"
    database = hub.engine.database(name)
    written = await put_orders(database, hub.district_key, [order])
    stored = written[0] if written else await read(database, order["_id"]) or {}
    if other := _otherwise(stored, order):
        when = f"by {stored.get('by')} at {stored.get('at')}"
        raise Conflict(f"{order['_id']} has been ordered otherwise {when}: {other}.")
    return Written(stored, pending=not await hub.projector.shown(name))


def _otherwise(stored: Document, order: Document) -> str:
    """What another order of the same name says in the place of this one's words; empty for the same."""
    said = words_of(order).items()
    return ", ".join(f"{name} is {stored.get(name)!r}" for name, word in said if stored.get(name) != word)


def _find(connection: Connection, area: str, number: str) -> RowMapping | None:
    named = or_(CASES.c.case_no == number, CASES.c.id == number)
    query = select(CASES.c.id, CASES.c.site).where(named, worked_on_in(area))
    return connection.execute(query).mappings().first()


def _in_hand(connection: Connection, case: str) -> CaseInHand:
    fold = connection.scalars(select(CASES.c.fold).where(CASES.c.id == case)).one()
    return CaseInHand(fold, documents_of(connection, [case])[case], guides_of(connection))
