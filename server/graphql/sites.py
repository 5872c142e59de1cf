"""How current the hub's picture of each site is."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Select, func, select

from schema.areas import SITE_DIGITS
from schema.graphql.context import Row
from schema.graphql.scalars import moment
from schema.graphql.site import DeviceSync, Site, SiteSync
from schema.tables import Alarm, Chain, Delivery, Device, Fact
from schema.tables import Site as SiteTable
from server.graphql.context import Info, asked, rows_of
from sync.projector.database import table_of

SITES, DEVICES, CHAINS = table_of(SiteTable), table_of(Device), table_of(Chain)
DELIVERIES, FACTS, ALARMS = table_of(Delivery), table_of(Fact), table_of(Alarm)

_DEVICES = (
    select(DEVICES.c.id, DEVICES.c.site, DEVICES.c.label, CHAINS.c.head, CHAINS.c.latest, CHAINS.c.gaps)
    .join(CHAINS, CHAINS.c.device == DEVICES.c.id, isouter=True)
    .order_by(DEVICES.c.id)
)
_PUSHES = select(DELIVERIES.c.device, func.max(DELIVERIES.c.at).label("at")).group_by(DELIVERIES.c.device)
_FACT_COUNTS = select(FACTS.c.site, func.count().label("n")).group_by(FACTS.c.site)
_SITE_OF_DEVICE = func.substr(ALARMS.c.device, 1, SITE_DIGITS).label("site")
_ALARM_COUNTS = select(_SITE_OF_DEVICE, func.count().label("n")).group_by(_SITE_OF_DEVICE)


async def site_sync(info: Info, area_code: str | None = None) -> list[SiteSync]:
    """One row per site of an area that somebody may see, in the order of their codes."""
    hub, principal = info.context.hub, info.context.principal

    async def rows(query: Select[Any], column: Column[str]) -> list[Row]:
        return await rows_of(hub.projection, query.where(asked(column, principal, area_code)))

    pushed = {row["device"]: row["at"] for row in await rows(_PUSHES, DELIVERIES.c.site)}
    facts = {row["site"]: row["n"] for row in await rows(_FACT_COUNTS, FACTS.c.site)}
    alarms = {row["site"]: row["n"] for row in await rows(_ALARM_COUNTS, ALARMS.c.device)}
    devices: dict[str, list[DeviceSync]] = defaultdict(list)
    for row in await rows(_DEVICES, DEVICES.c.site):
        devices[row["site"]].append(_device_sync(row, pushed.get(row["id"], "")))
    now = hub.clock.now()
    return [
        _site_sync(row, devices[row["code"]], facts.get(row["code"], 0), alarms.get(row["code"], 0), now)
        for row in await rows(select(SITES).order_by(SITES.c.code), SITES.c.code)
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


def _site_sync(row: Row, devices: list[DeviceSync], facts: int, alarms: int, now: datetime) -> SiteSync:
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
