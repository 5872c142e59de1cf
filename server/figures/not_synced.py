"""Which sites the figures may not know the latest of: without them, who is offline would look good."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from schema.shanghai import SHANGHAI
from schema.tables import Chain, Delivery, Site
from server.clock import rfc3339
from server.workers.calendars import heard_since
from sync.projector.case_sources import calendars_of
from sync.projector.database import table_of, within

SITES, DELIVERIES, CHAINS = table_of(Site), table_of(Delivery), table_of(Chain)
UNTOLD = timedelta(hours=24)  # while no working days are known: rather too many than too few are named


def not_synced(connection: Connection, area: str, now: datetime) -> list[str]:
    """The codes of the sites of an area that are silent, or of whose tablets facts are missing that came
    before others."""
    gaps = select(CHAINS.c.site).where(CHAINS.c.missing > 0, within(CHAINS.c.site, area))
    return sorted(silent(connection, area, now) | set(connection.scalars(gaps)))


def silent(connection: Connection, area: str, now: datetime) -> set[str]:
    """Those of which nothing came for more than a working day (`heard_since`), or never anything. A site that
    is closed is not expected to be heard of."""
    last = (
        select(func.max(DELIVERIES.c.at))
        .where(DELIVERIES.c.site == SITES.c.code)
        .correlate(SITES)
        .scalar_subquery()
    )
    since = heard_since(calendars_of(connection), now.astimezone(SHANGHAI).date()) or rfc3339(now - UNTOLD)
    sites = select(SITES.c.code, last.label("at")).where(within(SITES.c.code, area), SITES.c.closed_at == "")
    return {row.code for row in connection.execute(sites) if (row.at or "") < since}
