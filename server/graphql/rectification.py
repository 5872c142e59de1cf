"""Which offices show the guide as they were told to, and which were late (R08, R40)."""

from datetime import date

from sqlalchemy import select

from schema.graphql.rectification import Placement, RectificationRow
from schema.graphql.scalars import PublicityKind
from schema.tables import Site
from server.figures.publicity import Placed, deadline_of, done_on, placements
from server.graphql.context import Info, asked, rows_of
from sync.projector.database import read_tables, table_of

SITES = table_of(Site)


async def rectification(
    info: Info, deadline: date | None = None, area_code: str | None = None
) -> list[RectificationRow]:
    """One row for each open office of the area, in the order of their codes. Where no deadline is asked for,
    the district's own counts."""
    principal, projection = info.context.principal, info.context.hub.projection
    query = select(SITES.c.code).where(asked(SITES.c.code, principal, area_code), SITES.c.closed_at == "")
    sites = await rows_of(projection, query.order_by(SITES.c.code))
    placed = await read_tables(projection, placements, principal.area)
    last = await read_tables(projection, deadline_of) if deadline is None else deadline
    return [_row(site["code"], placed[site["code"]], last) for site in sites]


def _row(site: str, placed: Placed, deadline: date) -> RectificationRow:
    day = done_on(placed)
    return RectificationRow(
        site_code=site,
        placements=[Placement(kind=kind, done_on=day) for kind, day in sorted(placed.items(), key=_by_day)],
        deadline=deadline,
        is_done=day is not None,
        done_on=day,
        is_late=day is None or day > deadline,
    )


def _by_day(placed: tuple[PublicityKind, date]) -> tuple[date, str]:
    return placed[1], placed[0].value
