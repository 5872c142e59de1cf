"""Looking behind the mask: for a purpose, by those who work on the case, and on record first."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from strawberry import ID
from strawberry.types.nodes import SelectedField, Selection

from schema.graphql.audit import AuditEntry, Child, Person, Phone, Revealed
from schema.graphql.connection import Connection, Direction
from schema.graphql.scalars import DateRange, Moment, Spouse
from schema.tables import Audit
from server.audit import put_on_record
from server.desk import CaseInHand, case_in_hand
from server.graphql.context import Info, asked
from server.graphql.pages import page_of
from server.graphql.period import during
from sync.errors import BadRequest
from sync.projector.database import table_of

AUDIT = table_of(Audit)
LONGEST_PURPOSE = 200


async def reveal(info: Info, case: ID, purpose: str) -> Revealed:
    context, why = info.context, purpose.strip()
    if not 0 < len(why) <= LONGEST_PURPOSE:
        raise BadRequest(f"purpose says in 1 to {LONGEST_PURPOSE} characters what the data are for.")
    held = await case_in_hand(context.hub, context.principal, str(case))
    await put_on_record(
        context.hub.engine,
        context.hub.clock.text(),
        context.principal,
        case=held.fold["id"],
        site=held.fold["site"],
        purpose=why,
        fields=_leaves(one for field in info.selected_fields for one in field.selections),
    )
    return _revealed(held)


async def list_audit(
    info: Info,
    area_code: str | None = None,
    case: ID | None = None,
    by: str | None = None,
    first: int = 50,
    after: str | None = None,
    period: DateRange | None = None,
    role: str | None = None,
    direction: Direction = Direction.DESCENDING,
) -> Connection[AuditEntry]:
    context = info.context
    query = select(AUDIT).where(asked(AUDIT.c.site, context.principal, area_code))
    if case is not None:
        query = query.where(AUDIT.c.case_id == case)
    if by is not None:
        query = query.where(AUDIT.c.by == by)
    if period is not None:
        query = query.where(during(AUDIT.c.at, period))
    if role is not None:
        query = query.where(AUDIT.c.role == role)
    page = await page_of(context.hub.projection, query, (AUDIT.c.at, AUDIT.c.id), first, after, direction)
    return page.of(AuditEntry(case=row.pop("case_id"), at=Moment(row.pop("at")), **row) for row in page.rows)


def _leaves(selections: Iterable[Selection], path: str = "") -> Iterator[str]:
    """The names of what is asked for, such as `husband.idNo`; fragments stand for what is in them."""
    for one in selections:
        here = f"{path}.{one.name}".lstrip(".") if isinstance(one, SelectedField) else path
        if one.selections:
            yield from _leaves(one.selections, here)
        else:
            yield here


def _revealed(held: CaseInHand) -> Revealed:
    fold: Any = held.fold
    return Revealed(
        case=ID(fold["id"]),
        husband=Person.from_person(fold["husband"]),
        wife=Person.from_person(fold["wife"]),
        children=[
            Child(name=one["name"], born_on=date.fromisoformat(one["bornOn"]), sex=one["sex"])
            for one in fold["children"]
        ],
        phones=[
            Phone(spouse=Spouse(one["spouse"]), number=one["phone"])
            for one in held.documents
            if one["type"] == "pledge" and one["phone"]
        ],
    )
