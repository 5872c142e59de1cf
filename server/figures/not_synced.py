"""Which sites the figures may not know the latest of: without them, who is offline would look good."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from schema.shanghai import SHANGHAI
from schema.tables import Chain, Delivery, Device, Site
from server.clock import rfc3339
from server.workers.calendars import heard_since
from sync.projector.case_sources import calendars_of
from sync.projector.database import table_of, within

SITES, DEVICES, DELIVERIES, CHAINS = table_of(Site), table_of(Device), table_of(Delivery), table_of(Chain)
UNTOLD = timedelta(hours=24)  # while no working days are known: rather too many than too few are named


def not_synced(connection: Connection, area: str, now: datetime) -> list[str]:
    """The codes of the sites of an area that are silent, or of whose tablets facts are missing that came
    before others. Of a site that is closed all tablets have ended: what is missing went with them and is not
    waited for, and `deviceExposure` tells it of each."""
    gaps = (
        select(CHAINS.c.site)
        .join(SITES, SITES.c.code == CHAINS.c.site)
        .where(CHAINS.c.missing > 0, within(CHAINS.c.site, area), SITES.c.closed_at == "")
    )
    return sorted(silent(connection, area, now) | set(connection.scalars(gaps)))


def silent(connection: Connection, area: str, now: datetime) -> set[str]:
    """Those of which for more than a working day (`heard_since`) nothing came, nor a tablet said that nothing
    waits on it: a quiet village with a network is not silent. A site that is closed is not expected to be."""
    since = heard_since(calendars_of(connection), now.astimezone(SHANGHAI).date()) or rfc3339(now - UNTOLD)
    pushed = exists().where(DELIVERIES.c.site == SITES.c.code, DELIVERIES.c.at >= since)
    has_none = exists().where(
        DEVICES.c.site == SITES.c.code,
        DEVICES.c.heard_at >= since,
        DEVICES.c.waiting == 0,
        DEVICES.c.ended == "",
    )
    sites = select(SITES.c.code).where(
        within(SITES.c.code, area), SITES.c.closed_at == "", ~pushed, ~has_none
    )
    return set(connection.scalars(sites))
