"""Finding cases: one by its number, many by a filter, page after page."""

from typing import Annotated

import strawberry
from sqlalchemy import Engine, Select, or_, select

from schema.graphql.case import Case, CaseFilter
from schema.graphql.connection import Connection
from schema.tables import Certificate, NumberUse
from server.desk import CASES, worked_on_in
from server.graphql.context import Info, check_area, rows_of
from server.graphql.pages import page_of
from server.graphql.period import check_order, end_of, start_of
from server.principal import Principal
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
) -> Connection[Case]:
    """By the time they were opened."""
    wanted = wanted or CaseFilter()
    if wanted.area_code is not None:
        await check_area(info.context, wanted.area_code)
    query = _filtered(info.context.principal, wanted)
    page = await page_of(info.context.hub.projection, query, (CASES.c.opened_at, CASES.c.id), first, after)
    return page.of(Case.from_fold(row["fold"]) for row in page.rows)


def _filtered(principal: Principal, wanted: CaseFilter) -> Select[tuple[str, str, dict[str, object]]]:
    check_order(wanted.opened_from, wanted.opened_to)
    conditions = [worked_on_in(principal.area)]
    if wanted.area_code is not None:
        conditions.append(worked_on_in(wanted.area_code))
    if wanted.item is not None:
        conditions.append(CASES.c.item == wanted.item.value)
    if wanted.state is not None:
        conditions.append(CASES.c.state == wanted.state.value)
    if wanted.opened_from is not None:
        conditions.append(CASES.c.opened_at >= start_of(wanted.opened_from))
    if wanted.opened_to is not None:
        conditions.append(CASES.c.opened_at < end_of(wanted.opened_to))
    if wanted.offline_issued is not None:
        conditions.append(CASES.c.offline_issued == wanted.offline_issued)
    if wanted.unverified_pledge is not None:
        conditions.append((CASES.c.unverified_pledges > 0) == wanted.unverified_pledge)
    return select(CASES.c.opened_at, CASES.c.id, CASES.c.fold).where(*conditions)
