"""What the figures say: of an area, and of townships side by side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from schema.graphql.kpi import AreaLevel, Grain, KpiDefinition, KpiName, KpiRow, LeagueRow
from schema.graphql.scalars import Channel, DateRange, Item, Moment
from schema.graphql.site import Area
from schema.kpi.definitions import Definition, definitions
from server.clock import rfc3339
from server.figures.areas import areas_of
from server.figures.figures import ByArea, count_areas, figure
from server.figures.league import Standing, figures_shown, standings
from server.figures.not_synced import not_synced
from server.figures.scope import Scope
from server.graphql.context import Info
from server.graphql.limits import refusal
from server.graphql.period import check_order
from sync.errors import BadRequest, Forbidden
from sync.projector.database import read_tables
from sync.projector.tally import LEVELS
from sync.records import Document, read

LONGEST = 3660  # days that a period may have: ten years
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
MOST_DAYS = 62  # of a series
MOST_ROWS = 20_000  # of an answer: as many as all figures of two hundred sites have by item


@dataclass(frozen=True, slots=True)
class _Read:
    areas: Mapping[str, Area]
    counts: list[ByArea]  # of each scope
    silent: Mapping[str, list[str]]  # sites by area, in the order of their codes


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
    scope = _scope(info, period, level, area_code, items, channel)
    return await _rows(info, [scope], level, _named(names))


async def kpi_series(
    info: Info,
    period: DateRange,
    grain: Grain,
    level: AreaLevel,
    area_code: str | None = None,
    items: list[Item] | None = None,
    channel: Channel | None = None,
    names: list[KpiName] | None = None,
) -> list[KpiRow]:
    """What is of this moment has no series and is left out. Raises what `kpi` does, and `BadRequest` for more
    days than a series may have."""
    scope = _scope(info, period, level, area_code, items, channel)
    if grain is Grain.DAY and (period.to - period.from_).days >= MOST_DAYS:
        raise BadRequest(f"A series has at most {MOST_DAYS} days: ask for months.")
    scopes = scope.days() if grain is Grain.DAY else scope.months()
    return await _rows(info, scopes, level, [one for one in _named(names) if not one.is_now])


async def league_table(info: Info, period: DateRange, item: Item | None = None) -> list[LeagueRow]:
    """The best first; who has too few cases has no rank and comes last."""
    now = info.context.hub.clock.now()
    own, wanted = info.context.principal.area, figures_shown()
    items = (item.value,) if item else ()
    scope = Scope(*days_of(period), own[: LEVELS["district"]], items)
    found = await _read(info, [scope], "township", wanted, now)
    key = items[0] if items else ""
    counts = {area: found.counts[0].get((area, key), Counter[str]()) for area in found.areas}
    return [_league_row(one, found, now) for one in standings(counts) if one.area.startswith(own)]


def _named(names: list[KpiName] | None) -> list[Definition]:
    return [one for one in definitions().values() if names is None or KpiName(one.name) in names]


def _scope(
    info: Info,
    period: DateRange,
    level: AreaLevel,
    area_code: str | None,
    items: list[Item] | None,
    channel: Channel | None,
) -> Scope:
    return Scope(
        *days_of(period),
        _area(info, level.value, area_code),
        tuple(dict.fromkeys(one.value for one in items or ())),
        channel.value if channel else "",
    )


async def _rows(info: Info, scopes: list[Scope], level: AreaLevel, wanted: list[Definition]) -> list[KpiRow]:
    """By figure, area and item, then by time."""
    now = info.context.hub.clock.now()
    found = await _read(info, scopes, level.value, wanted, now)
    as_of, nothing = Moment(rfc3339(now)), Counter[str]()

    def row(
        one: Definition, kpi: KpiDefinition, area: Area, item: str, scope: Scope, counts: ByArea
    ) -> KpiRow:
        said = figure(one, counts.get((area.code, item), nothing))
        return KpiRow(
            kpi=kpi,
            area=area,
            item=Item(item) if item else None,
            from_=scope.first,
            to=scope.last,
            numerator=said.numerator,
            denominator=said.denominator,
            value=said.value,
            p50=said.p50,
            p90=said.p90,
            as_of=as_of,
            not_synced=found.silent[area.code],
        )

    return [
        row(one, kpi, area, item, scope, counts)
        for one, kpi in [(one, KpiDefinition.of(one)) for one in wanted]
        for area in found.areas.values()
        for item in scopes[0].items or ("",)
        for scope, counts in zip(scopes, found.counts, strict=True)
    ]


async def _read(
    info: Info, scopes: list[Scope], level: str, wanted: list[Definition], now: datetime
) -> _Read:
    hub = info.context.hub
    district = await read(hub.engine.database("reference"), "district")
    return await read_tables(hub.projection, _read_all, scopes, level, wanted, now, district)


def _read_all(
    connection: Connection,
    scopes: list[Scope],
    level: str,
    wanted: list[Definition],
    now: datetime,
    district: Document | None,
) -> _Read:
    area = scopes[0].area
    areas = areas_of(connection, level, area, district)
    _check_size(len(areas) * max(1, len(scopes[0].items)) * len(scopes) * len(wanted))
    silent = not_synced(connection, area, now)
    return _Read(
        areas,
        count_areas(connection, scopes, level, wanted, now),
        {code: [site for site in silent if site.startswith(code)] for code in areas},
    )


def _check_size(rows: int) -> None:
    """Raises `GraphQLError` for more rows than may be asked for at once."""
    if rows > MOST_ROWS:
        raise refusal(
            f"The answer has {rows} rows; {MOST_ROWS} are allowed. Ask for fewer figures (`names`), areas,"
            " items or months at once.",
            "too_costly",
            cost=rows,
            limit=MOST_ROWS,
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
        sites_not_synced=found.silent[one.area],
    )


def days_of(period: DateRange) -> tuple[date, date]:
    """Both ends; raises `BadRequest` for a period that has no figures."""
    check_order(period.from_, period.to)
    if period.from_ < EARLIEST or period.to > LATEST:
        raise BadRequest(f"Figures are of days from {EARLIEST} to {LATEST}.")
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
