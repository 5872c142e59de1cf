"""Finding cases: one by its number, many by a filter, page after page with cursors that stay good."""

import base64
import binascii
from datetime import date, datetime, time, timedelta

from sqlalchemy import Engine, Select, and_, or_, select
from sqlalchemy.sql.elements import ColumnElement
from strawberry.relay import PageInfo

from schema.graphql.case import Case, CaseConnection, CaseEdge, CaseFilter
from schema.tables import CaseFile
from server.clock import SHANGHAI, rfc3339
from server.graphql.context import rows_of, within
from server.principal import Principal
from sync.errors import BadRequest
from sync.projector.database import table_of

CASES = table_of(CaseFile)
AT_MOST = 100
BEYOND_THE_CALENDAR = "A day at the end of the calendar cannot be asked for."


async def find_case(projection: Engine, principal: Principal, number: str) -> Case | None:
    """By its number or its id; None when there is none that this principal may see."""
    named = or_(CASES.c.case_no == number, CASES.c.id == number)
    rows = await rows_of(projection, select(CASES.c.fold).where(named, within(CASES.c.site, principal.area)))
    return Case.from_fold(rows[0]["fold"]) if rows else None


async def list_cases(
    projection: Engine, principal: Principal, wanted: CaseFilter, first: int, after: str | None
) -> CaseConnection:
    """The newest first. A cursor names a place in the order, so new cases do not shift the pages."""
    if not 1 <= first <= AT_MOST:
        raise BadRequest(f"first must be from 1 to {AT_MOST}.")
    query = _filtered(principal, wanted).order_by(CASES.c.opened_at.desc(), CASES.c.id.desc())
    if after is not None:
        query = query.where(_before(*_read_cursor(after)))
    rows = await rows_of(projection, query.limit(first + 1))
    edges = [
        CaseEdge(cursor=_cursor(row["opened_at"], row["id"]), node=Case.from_fold(row["fold"]))
        for row in rows[:first]
    ]
    page = PageInfo(
        has_next_page=len(rows) > first,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return CaseConnection(edges=edges, page_info=page)


def _filtered(principal: Principal, wanted: CaseFilter) -> Select[tuple[str, str, dict[str, object]]]:
    conditions = [within(CASES.c.site, principal.area)]
    if wanted.area_code is not None:
        conditions.append(within(CASES.c.site, wanted.area_code))
    if wanted.item is not None:
        conditions.append(CASES.c.item == wanted.item.value)
    if wanted.state is not None:
        conditions.append(CASES.c.state == wanted.state.value)
    if wanted.opened_from is not None:
        conditions.append(CASES.c.opened_at >= _start_of(wanted.opened_from))
    if wanted.opened_to is not None:
        conditions.append(CASES.c.opened_at < _end_of(wanted.opened_to))
    if wanted.offline_issued is not None:
        conditions.append(CASES.c.offline_issued == wanted.offline_issued)
    if wanted.unverified_pledge is not None:
        conditions.append((CASES.c.unverified_pledges > 0) == wanted.unverified_pledge)
    return select(CASES.c.opened_at, CASES.c.id, CASES.c.fold).where(*conditions)


def _start_of(day: date) -> str:
    try:
        return rfc3339(datetime.combine(day, time(), SHANGHAI))
    except OverflowError as error:
        raise BadRequest(BEYOND_THE_CALENDAR) from error


def _end_of(day: date) -> str:
    if day == date.max:
        raise BadRequest(BEYOND_THE_CALENDAR)
    return _start_of(day + timedelta(days=1))


def _before(opened_at: str, case_id: str) -> ColumnElement[bool]:
    return or_(CASES.c.opened_at < opened_at, and_(CASES.c.opened_at == opened_at, CASES.c.id < case_id))


def _cursor(opened_at: str, case_id: str) -> str:
    return base64.urlsafe_b64encode(f"{opened_at} {case_id}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[str, str]:
    try:
        opened_at, case_id = base64.urlsafe_b64decode(cursor).decode().split(" ")
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise BadRequest("after is not a cursor of this list.") from error
    return opened_at, case_id
