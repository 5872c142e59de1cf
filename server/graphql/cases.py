"""Finding cases: one by its number, many by a filter, page after page."""

from typing import Annotated

import strawberry
from sqlalchemy import Engine, Select, or_, select

from schema.graphql.case import Case, CaseFilter, CaseOrder
from schema.graphql.connection import Connection, Direction
from schema.tables import Certificate, NumberUse
from server.desk import CASES, worked_on_in
from server.graphql.case_filter import conditions_of
from server.graphql.context import Info, rows_of
from server.graphql.pages import page_of
from sync.projector.database import in_parts, table_of

_CERTIFICATES, _USES = table_of(Certificate), table_of(NumberUse)


async def find_case(info: Info, case_no: str) -> Case | None:
    """By its number, its id or a certificate of it; None when there is none that somebody may see."""
    number = case_no.strip()
    named = or_(CASES.c.case_no == number, CASES.c.id == number)
    seen = worked_on_in(info.context.principal.area)
    rows = await rows_of(info.context.hub.projection, select(CASES.c.fold).where(named, seen))
    if not rows:
        issued = case_of_certificate(number).limit(1).scalar_subquery()
        rows = await rows_of(
            info.context.hub.projection, select(CASES.c.fold).where(CASES.c.id == issued, seen)
        )
    return Case.from_fold(rows[0]["fold"]) if rows else None


def case_of_certificate(cert_no: str) -> Select[tuple[str]]:
    """The ids of the cases that have a number, first the one whose paper has it: the others are void."""
    return (
        select(_CERTIFICATES.c.case_id)
        .join(_USES, _USES.c.fact_id == _CERTIFICATES.c.fact_id)
        .where(_CERTIFICATES.c.number == cert_no)
        .order_by(_USES.c.state == "", _USES.c.seq, _USES.c.fact_id)
    )


async def cases_by_id(projection: Engine, ids: list[str]) -> list[Case]:
    """In the order of their ids as given."""
    found: dict[str, Case] = {}
    for some in in_parts(ids):
        for row in await rows_of(projection, select(CASES.c.id, CASES.c.fold).where(CASES.c.id.in_(some))):
            found[row["id"]] = Case.from_fold(row["fold"])
    return [found[name] for name in ids if name in found]


async def list_cases(
    info: Info,
    wanted: Annotated[CaseFilter | None, strawberry.argument(name="filter")] = None,
    first: int = 50,
    after: str | None = None,
    order_by: CaseOrder = CaseOrder.OPENED_AT,
    direction: Direction = Direction.DESCENDING,
) -> Connection[Case]:
    """Raises like `conditions_of`."""
    conditions = await conditions_of(info, wanted or CaseFilter())
    key = CASES.c[order_by.value]
    query = select(key, CASES.c.id, CASES.c.fold).where(*conditions)
    page = await page_of(info.context.hub.projection, query, (key, CASES.c.id), first, after, direction)
    return page.of(Case.from_fold(row["fold"]) for row in page.rows)
