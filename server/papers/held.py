"""What a paper of a case is written from: the fact or order it shows, its case, who and where that was."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from schema.rules import Guide
from schema.stock import ISSUED
from schema.tables import Fact, NumberUse, Order, Person, Site
from server.desk import CaseInHand, case_in_hand
from server.hub import Hub
from server.principal import Principal
from sync.errors import Conflict, NotFound
from sync.projector.database import table_of
from sync.records import Document, read

_FACTS, _ORDERS, _USES = table_of(Fact), table_of(Order), table_of(NumberUse)
_PEOPLE, _SITES = table_of(Person), table_of(Site)


@dataclass(frozen=True, slots=True)
class Office:
    """Names as people know them, and the district's own document."""

    district: Mapping[str, Any]
    sites: Mapping[str, str]  # by code
    people: Mapping[str, str]  # by user name

    def clerk(self, document: Mapping[str, Any]) -> str:
        """Who wrote a fact or gave an order; the user name of somebody who is not known here."""
        name: str = document.get("clerk") or document["by"]
        return self.people.get(name, name)

    def site(self, code: str) -> str:
        return self.sites.get(code, code)


@dataclass(frozen=True, slots=True)
class Held:
    """`document` is one of those of the case; `in_force` is a paper whose number is its own,
    and is neither void nor spoiled."""

    document: Document
    case: CaseInHand
    office: Office
    in_force: bool

    @property
    def fold(self) -> Mapping[str, Any]:
        return self.case.fold

    @property
    def guide(self) -> Guide:
        return self.case.guides[self.fold["guide"]]

    def named(self, name: str) -> Document:
        """A document of the case; raises `NotFound`."""
        return _named(self.case, name)

    def all_of(self, type_: str, **members: str) -> list[Document]:
        """Those of a type with these members, in the order of their times."""
        found = (
            one
            for one in self.case.documents
            if one["type"] == type_ and all(one.get(name) == value for name, value in members.items())
        )
        return sorted(found, key=lambda one: (one["at"], one["_id"]))


async def held(hub: Hub, principal: Principal, name: str) -> Held:
    """By the `_id` of the fact or order. Raises `NotFound` where the principal may see none, `Conflict` for
    what has no effect in its case."""
    try:
        case = await case_in_hand(hub, principal, await asyncio.to_thread(_case_of, hub, name))
    except NotFound as error:
        raise _no_document(name) from error  # nobody learns the name of a case that is not his
    document = _named(case, name)
    if any(one["fact"] == name for one in case.fold["violations"]):
        raise Conflict("What this paper would say has no effect in its case.")
    district = await read(hub.engine.database("reference"), "district") or {}
    in_force = await asyncio.to_thread(_is_in_force, hub, name)
    return Held(document, case, await asyncio.to_thread(_office, hub, district), in_force)


def must_stand(held: Held) -> None:
    """Raises `Conflict` for a paper with a number that is not in force."""
    if not held.in_force:
        raise Conflict(f"This paper does not stand: {held.document['certNo']} is void, or another paper's.")


def _named(case: CaseInHand, name: str) -> Document:
    for one in case.documents:
        if one["_id"] == name:
            return one
    raise _no_document(name)


def _no_document(name: str) -> NotFound:
    return NotFound(f"There is no document {name}.")


def _case_of(hub: Hub, name: str) -> str:
    with hub.projection.connect() as connection:
        for table in (_FACTS, _ORDERS):
            if case := connection.scalar(select(table.c.case_id).where(table.c.id == name)):
                return str(case)
    raise _no_document(name)


def _is_in_force(hub: Hub, name: str) -> bool:
    """The fold knows its own case alone: that a number is another paper's stands in the tables."""
    with hub.projection.connect() as connection:
        return connection.scalar(select(_USES.c.state).where(_USES.c.fact_id == name)) == ISSUED


def _office(hub: Hub, district: Document) -> Office:
    with hub.projection.connect() as connection:
        sites = {row.code: row.name for row in connection.execute(select(_SITES.c.code, _SITES.c.name))}
        people = {
            row.name: row.display_name
            for row in connection.execute(select(_PEOPLE.c.name, _PEOPLE.c.display_name))
        }
    return Office(district, sites, people)
