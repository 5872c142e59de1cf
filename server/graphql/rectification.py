"""Which offices show the guide as they were told to, and which were late (R08, R40)."""

from collections import defaultdict
from datetime import date

import orjson
from sqlalchemy import select

from schema.graphql.rectification import Placement, RectificationRow
from schema.graphql.scalars import PublicityKind
from schema.tables import Fact, Order, Site
from server.graphql.context import Info, asked, rows_of
from sync.projector.database import table_of, within

FACTS, ORDERS, SITES = table_of(Fact), table_of(Order), table_of(Site)
DEADLINE = date(2021, 7, 16)
NEEDED = (
    {PublicityKind.LEAFLET},
    {PublicityKind.SCREEN, PublicityKind.BOARD, PublicityKind.NOTICE_BOARD},
    {PublicityKind.ONLINE_GUIDANCE},
)
Placed = dict[PublicityKind, date]


async def rectification(
    info: Info, deadline: date = DEADLINE, area_code: str | None = None
) -> list[RectificationRow]:
    """One row for each office of the area, in the order of their codes."""
    area = info.context.principal.area
    query = select(SITES.c.code).where(asked(SITES.c.code, info.context.principal, area_code))
    sites = await rows_of(info.context.hub.projection, query.order_by(SITES.c.code))
    placed = await _placed(info, area)
    return [_row(site["code"], placed[site["code"]], deadline) for site in sites]


async def _placed(info: Info, area: str) -> dict[str, Placed]:
    """By office, the first day of each way; from tablets and from what townships put down."""
    of_tablets = select(FACTS.c.body).where(
        FACTS.c.case_id == "",
        FACTS.c.type == "publicity",
        FACTS.c.waiting_for == "",
        within(FACTS.c.site, area),
    )
    of_desks = select(ORDERS.c.body).where(ORDERS.c.type == "publicity", within(ORDERS.c.site, area))
    placed: dict[str, Placed] = defaultdict(dict)
    for query in (of_tablets, of_desks):
        for row in await rows_of(info.context.hub.projection, query):
            said = orjson.loads(row["body"])
            here, kind = placed[said["site"]], PublicityKind(said["kind"])
            here[kind] = min(here.get(kind, date.max), date.fromisoformat(said["doneOn"]))
    return placed


def _row(site: str, placed: Placed, deadline: date) -> RectificationRow:
    firsts = [min((day for kind, day in placed.items() if kind in ways), default=None) for ways in NEEDED]
    days = [day for day in firsts if day]
    done_on = max(days) if len(days) == len(NEEDED) else None
    return RectificationRow(
        site_code=site,
        placements=[Placement(kind=kind, done_on=day) for kind, day in sorted(placed.items(), key=_by_day)],
        is_done=done_on is not None,
        done_on=done_on,
        is_late=done_on is None or done_on > deadline,
    )


def _by_day(placed: tuple[PublicityKind, date]) -> tuple[date, str]:
    return placed[1], placed[0].value
