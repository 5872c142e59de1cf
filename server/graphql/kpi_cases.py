"""From a figure to its cases: who was late, who came twice, whose pledge waits."""

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement
from strawberry.relay import PageInfo

from schema.graphql.case import Case
from schema.graphql.kpi import KpiName
from schema.graphql.kpi_cases import KpiCaseConnection, KpiCaseEdge, KpiPart
from schema.graphql.scalars import Channel, DateRange, Item
from schema.kpi.definitions import Definition, definitions
from schema.kpi.measures import OF_NO_CASE
from schema.shanghai import SHANGHAI
from server.desk import worked_on_in
from server.figures.cases import CountedCases, Place, Sum, counted_cases
from server.figures.lists import Moment
from server.figures.scope import Scope
from server.graphql.context import Info
from server.graphql.kpi import days_of
from server.graphql.pages import check_first, cursor_of, read_cursor
from server.rights import check_operation
from sync.errors import BadRequest
from sync.projector.case_sources import calendars_of
from sync.projector.database import read_tables

BY_SITE = "site"
_TOLD_BY = {  # who may not ask for the list may not find out by a figure either
    "complaints": {"complaints", "complaints_again", "complaints_answered", "reply_days"}
    | {"complaints_of_demands", "findings_of_demands"},
    "duplicates": {"duplicate_pairs"},
}


async def kpi_cases(
    info: Info,
    name: KpiName,
    period: DateRange,
    area_code: str | None = None,
    items: list[Item] | None = None,
    channel: Channel | None = None,
    part: KpiPart = KpiPart.NUMERATOR,
    first: int = 50,
    after: str | None = None,
) -> KpiCaseConnection:
    """Raises `BadRequest` for a figure that counts no cases or has no such part, `Forbidden` for complaints
    and duplicates that one may not list, and what `kpi` does."""
    check_first(first)
    terms, place = _terms(definitions()[name.value], part), read_cursor(after, BY_SITE) if after else None
    for operation, measures in _TOLD_BY.items():
        if measures & {*terms}:
            check_operation(info.context.user, operation)
    hub, own = info.context.hub, info.context.principal.area
    scope = Scope(
        *days_of(period),
        max(own, area_code or own, key=len),
        tuple(item.value for item in items or ()),
        channel.value if channel else "",
    )
    given = (scope, terms, hub.clock.now(), worked_on_in(own), place, first + 1)
    return _shown(await read_tables(hub.projection, _read, *given), first, is_first=after is None)


def _read(
    connection: Connection,
    scope: Scope,
    terms: tuple[str, ...],
    now: datetime,
    seen: ColumnElement[bool],
    after: Place | None,
    most: int,
) -> CountedCases:
    moment = Moment(now.astimezone(SHANGHAI).date(), calendars_of(connection))
    return counted_cases(connection, Sum(terms, scope, moment), seen, after, most)


def _terms(figure: Definition, part: KpiPart) -> tuple[str, ...]:
    """What that side is the sum of. Of a figure that only has percentiles the cases that were measured."""
    if figure.measures & OF_NO_CASE:
        raise BadRequest(f"{figure.name} counts no cases: there are none to list.")
    if part is KpiPart.DENOMINATOR and not figure.denominator:
        raise BadRequest(f"{figure.name} has no denominator: ask for its numerator.")
    if part is KpiPart.MISSED:
        return _missed(figure)
    if part is KpiPart.DENOMINATOR:
        return figure.denominator
    return figure.numerator or (figure.histogram.measures if figure.histogram else ())


def _missed(figure: Definition) -> tuple[str, ...]:
    """Of a figure that is better when it is higher; of others the bad side is the numerator itself."""
    if figure.better != "higher" or not figure.denominator:
        raise BadRequest(f"{figure.name} is not missed by cases: ask for its numerator.")
    return (*figure.denominator, *(f"-{term}" for term in figure.numerator))


def _shown(found: CountedCases, first: int, *, is_first: bool) -> KpiCaseConnection:
    edges = [
        KpiCaseEdge(cursor=cursor_of(BY_SITE, one.site, one.id), node=Case.from_fold(one.fold), counted=one.n)
        for one in found.cases[:first]
    ]
    return KpiCaseConnection(
        edges=edges,
        page_info=PageInfo(
            has_next_page=len(found.cases) > first,
            has_previous_page=not is_first,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total=found.total,
        unlisted=found.unlisted,
    )
