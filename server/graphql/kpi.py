"""What the figures say: of an area, and of townships side by side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from schema.graphql.kpi import AreaLevel, Channel, KpiDefinition, KpiName, KpiRow, LeagueRow
from schema.graphql.scalars import DateRange, Item, Moment
from schema.graphql.site import Area
from schema.kpi.definitions import Definition, definitions
from server.clock import rfc3339
from server.figures.areas import areas_of
from server.figures.figures import ByArea, count_areas, figure
from server.figures.league import Standing, figures_shown, standings
from server.figures.not_synced import not_synced
from server.figures.scope import Scope
from server.graphql.context import Info
from server.graphql.period import check_order
from sync.errors import BadRequest, Forbidden
from sync.projector.database import read_tables
from sync.projector.tally import LEVELS
from sync.records import Document, read

LONGEST = 3660  # days that a period may have: ten years


@dataclass(frozen=True, slots=True)
class _Read:
    areas: Mapping[str, Area]
    counts: ByArea
    silent: list[str]  # sites, in the order of their codes

    def silent_in(self, area: str) -> list[str]:
        return [site for site in self.silent if site.startswith(area)]


async def kpi_definitions(info: Info) -> list[KpiDefinition]:
    return [KpiDefinition.of(one) for one in definitions().values()]


async def kpi(
    info: Info,
    period: DateRange,
    level: AreaLevel,
    area_code: str | None = None,
    items: list[Item] | None = None,
    channel: Channel | None = None,
    names: list[KpiName] | None = None,
) -> list[KpiRow]:
    """Raises `BadRequest` for a period that is none or too long, or a level above the area that was asked
    for; `Forbidden` for one above the area of who asks."""
    now = info.context.hub.clock.now()
    wanted = [one for one in definitions().values() if names is None or KpiName(one.name) in names]
    scope = Scope(
        *_days(period),
        _area(info, level.value, area_code),
        tuple(dict.fromkeys(one.value for one in items or ())),
        channel.value if channel else "",
    )
    found = await _read(info, scope, level.value, wanted, now)
    return [
        _row(one, area, Item(item) if item else None, found, now)
        for one in wanted
        for area in found.areas.values()
        for item in scope.items or ("",)
    ]


async def league_table(info: Info, period: DateRange, item: Item | None = None) -> list[LeagueRow]:
    """The best first; who has too few cases has no rank and comes last."""
    now = info.context.hub.clock.now()
    own, wanted = info.context.principal.area, figures_shown()
    items = (item.value,) if item else ()
    scope = Scope(*_days(period), own[: LEVELS["district"]], items)
    found = await _read(info, scope, "township", wanted, now)
    key = items[0] if items else ""
    counts = {area: found.counts.get((area, key), Counter[str]()) for area in found.areas}
    return [_league_row(one, found, now) for one in standings(counts) if one.area.startswith(own)]


async def _read(info: Info, scope: Scope, level: str, wanted: list[Definition], now: datetime) -> _Read:
    hub = info.context.hub
    district = await read(hub.engine.database("reference"), "district")
    return await read_tables(hub.projection, _read_all, scope, level, wanted, now, district)


def _read_all(
    connection: Connection,
    scope: Scope,
    level: str,
    wanted: list[Definition],
    now: datetime,
    district: Document | None,
) -> _Read:
    return _Read(
        areas_of(connection, level, scope.area, district),
        count_areas(connection, scope, level, wanted, now),
        not_synced(connection, scope.area, now),
    )


def _row(one: Definition, area: Area, item: Item | None, found: _Read, now: datetime) -> KpiRow:
    told = figure(one, found.counts.get((area.code, item.value if item else ""), Counter[str]()))
    return KpiRow(
        kpi=KpiDefinition.of(one),
        area=area,
        item=item,
        numerator=told.numerator,
        denominator=told.denominator,
        value=told.value,
        p50=told.p50,
        p90=told.p90,
        as_of=Moment(rfc3339(now)),
        not_synced=found.silent_in(area.code),
    )


def _league_row(one: Standing, found: _Read, now: datetime) -> LeagueRow:
    values = one.values
    return LeagueRow(
        rank=one.rank,
        township=found.areas[one.area],
        score=one.score,
        cases=one.cases,
        visits_per_case=values["visitsPerCase"],
        first_visit_done_rate=values["firstVisitDoneRate"],
        one_time_notice_completeness=values["oneTimeNoticeCompleteness"],
        overdue_rate=values["overdueRate"],
        illegal_demands=values["illegalDemands"],
        complaints=values["complaints"],
        similar_complaints=values["similarComplaints"],
        rectification=values["rectification"],
        sync_lag=values["syncLag"],
        as_of=Moment(rfc3339(now)),
        sites_not_synced=found.silent_in(one.area),
    )


def _days(period: DateRange) -> tuple[date, date]:
    check_order(period.from_, period.to)
    if (period.to - period.from_).days >= LONGEST:
        raise BadRequest(f"A period has at most {LONGEST} days: ask for a shorter one.")
    return period.from_, period.to


def _area(info: Info, level: str, area_code: str | None) -> str:
    """The narrower of the area asked for and that of who asks; the one lies within the other."""
    own = info.context.principal.area
    if LEVELS[level] < len(own):
        raise Forbidden(f"The figures of a {level} are not for who sees a part of it.")
    if area_code is not None and LEVELS[level] < len(area_code):
        raise BadRequest(f"{area_code} is smaller than a {level}.")
    return max(own, area_code or own, key=len)
