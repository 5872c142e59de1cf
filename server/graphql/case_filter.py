"""Which cases a filter lets through."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_
from sqlalchemy.sql.elements import ColumnElement

from schema.graphql.case import CaseFilter
from server.desk import CASES, worked_on_in
from server.graphql.context import Info, check_area
from server.graphql.period import check_order, end_of, start_of
from server.workers.warnings import UNFINISHED
from sync.errors import BadRequest

MOST_VISITS = 1000


async def conditions_of(info: Info, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """All must hold. Raises `BadRequest` for periods that end before they begin, and like `check_area`."""
    area = wanted.area_code
    if area is not None:
        await check_area(info.context, area)
    own = info.context.principal.area
    return [
        worked_on_in(own),
        *([worked_on_in(area)] if area is not None else ()),
        *_is(wanted),
        *_times(wanted),
        *_due(wanted, info.context.hub.clock.today()),
    ]


def _is(wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.item is not None:
        yield CASES.c.item == wanted.item.value
    if wanted.items is not None:
        yield CASES.c.item.in_([one.value for one in wanted.items])
    if wanted.state is not None:
        yield CASES.c.state == wanted.state.value
    if wanted.states is not None:
        yield CASES.c.state.in_([one.value for one in wanted.states])
    if wanted.channel is not None:
        yield CASES.c.channel == wanted.channel.value
    if wanted.offline_issued is not None:
        yield CASES.c.offline_issued == wanted.offline_issued
    if wanted.unverified_pledge is not None:
        yield (CASES.c.unverified_pledges > 0) == wanted.unverified_pledge
    if wanted.visits_at_least is not None:
        if not 0 <= wanted.visits_at_least <= MOST_VISITS:
            raise BadRequest(f"visitsAtLeast must be from 0 to {MOST_VISITS}.")
        yield CASES.c.visits >= wanted.visits_at_least


def _times(wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    for column, first, last in (
        (CASES.c.opened_at, wanted.opened_from, wanted.opened_to),
        (CASES.c.closed_at, wanted.closed_from, wanted.closed_to),
    ):
        check_order(first, last)
        if first is not None:
            yield column >= start_of(first)
        if last is not None:
            yield column < end_of(last)
            yield column > ""


def _due(wanted: CaseFilter, today: date) -> Iterator[ColumnElement[bool]]:
    check_order(wanted.due_from, wanted.due_to)
    if wanted.due_from is not None:
        yield CASES.c.due_on >= wanted.due_from.isoformat()
    if wanted.due_to is not None:
        yield CASES.c.due_on <= wanted.due_to.isoformat()
        yield CASES.c.due_on > ""
    if wanted.overdue is not None:
        passed = (CASES.c.due_on > "") & (CASES.c.due_on < today.isoformat())
        late = passed & CASES.c.state.in_(UNFINISHED)
        yield late if wanted.overdue else or_(~passed, CASES.c.state.not_in(UNFINISHED))
