"""Which sites the figures may not know the latest of: without them, who is offline would look good."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from schema.tables import Chain, Delivery, Site
from server.clock import rfc3339
from sync.projector.database import table_of, within

SITES, DELIVERIES, CHAINS = table_of(Site), table_of(Delivery), table_of(Chain)
CURRENT = timedelta(hours=24)


def not_synced(connection: Connection, area: str, now: datetime) -> list[str]:
    """The codes of the open sites of an area that have not pushed for a day, or never, or of whose tablets
    facts are missing that came before others."""
    last = (
        select(func.max(DELIVERIES.c.at))
        .where(DELIVERIES.c.site == SITES.c.code)
        .correlate(SITES)
        .scalar_subquery()
    )
    sites = select(SITES.c.code, last.label("at")).where(within(SITES.c.code, area), SITES.c.closed_at == "")
    since = rfc3339(now - CURRENT)
    silent = {row.code for row in connection.execute(sites) if (row.at or "") < since}
    gaps = select(CHAINS.c.site).where(CHAINS.c.missing > 0, within(CHAINS.c.site, area))
    return sorted(silent | set(connection.scalars(gaps)))
