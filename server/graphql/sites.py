"""How current the hub's picture of each site is."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Column, and_, func, select
from sqlalchemy.sql.elements import ColumnElement

from schema.graphql.context import Row
from schema.graphql.scalars import moment
from schema.graphql.site import DeviceSync, Site, SiteSync
from schema.tables import Alarm, Chain, Delivery, Device, Fact
from schema.tables import Site as SiteTable
from server.graphql.context import rows_of, within
from server.hub import Hub
from server.principal import Principal
from sync.projector.database import table_of

SITES, DEVICES, CHAINS = table_of(SiteTable), table_of(Device), table_of(Chain)
DELIVERIES, FACTS, ALARMS = table_of(Delivery), table_of(Fact), table_of(Alarm)


async def site_sync(hub: Hub, principal: Principal, area: str | None) -> list[SiteSync]:
    """One row per site of `area` that the principal may see, in the order of their codes."""

    def seen(column: Column[str]) -> ColumnElement[bool]:
        return and_(within(column, principal.area), within(column, area or principal.area))

    projection = hub.projection
    sites = await rows_of(projection, select(SITES).where(seen(SITES.c.code)).order_by(SITES.c.code))
    devices = await rows_of(
        projection,
        select(DEVICES.c.id, DEVICES.c.site, DEVICES.c.label, CHAINS.c.head, CHAINS.c.latest, CHAINS.c.gaps)
        .join(CHAINS, CHAINS.c.device == DEVICES.c.id, isouter=True)
        .where(seen(DEVICES.c.site))
        .order_by(DEVICES.c.id),
    )
    pushes = await rows_of(
        projection,
        select(DELIVERIES.c.device, func.max(DELIVERIES.c.at).label("at"))
        .where(seen(DELIVERIES.c.site))
        .group_by(DELIVERIES.c.device),
    )
    facts = await rows_of(
        projection,
        select(FACTS.c.site, func.count().label("n")).where(seen(FACTS.c.site)).group_by(FACTS.c.site),
    )
    alarms = await rows_of(
        projection,
        select(func.substr(ALARMS.c.device, 1, 12).label("site"), func.count().label("n"))
        .where(seen(ALARMS.c.device))
        .group_by("site"),
    )
    by_site: dict[str, list[Row]] = defaultdict(list)
    for device in devices:
        by_site[device["site"]].append(device)
    pushed = {row["device"]: row["at"] for row in pushes}
    fact_counts = {row["site"]: row["n"] for row in facts}
    alarm_counts = {row["site"]: row["n"] for row in alarms}
    return [
        _site_sync(
            site,
            [_device_sync(device, pushed.get(device["id"], "")) for device in by_site[site["code"]]],
            facts=fact_counts.get(site["code"], 0),
            alarms=alarm_counts.get(site["code"], 0),
            now=hub.clock.now(),
        )
        for site in sites
    ]


def _device_sync(row: Row, pushed: str) -> DeviceSync:
    return DeviceSync(
        device=row["id"],
        label=row["label"],
        head=row["head"] or 0,
        latest=row["latest"] or 0,
        gaps=row["gaps"] or "",
        last_push_at=moment(pushed),
    )


def _site_sync(row: Row, devices: list[DeviceSync], *, facts: int, alarms: int, now: datetime) -> SiteSync:
    last = max((device.last_push_at for device in devices if device.last_push_at), default=None)
    lag = (now - datetime.fromisoformat(last)).total_seconds() / 3600 if last else None
    return SiteSync(
        site=Site.from_row(row["code"], row),
        last_push_at=last,
        lag_hours=round(lag, 2) if lag is not None else None,
        facts=facts,
        alarms=alarms,
        devices=devices,
    )
