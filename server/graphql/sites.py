"""How current the hub's picture of each site is."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Select, func, select

from schema.areas import SITE_DIGITS
from schema.graphql.context import Row
from schema.graphql.scalars import Moment, moment
from schema.graphql.site import DeviceSync, Outage, Site, SiteSync
from schema.kpi.histograms import LAG
from schema.shanghai import SHANGHAI
from schema.tables import Alarm, Chain, Delivery, Device, Fact
from schema.tables import Site as SiteTable
from server.figures.cells import read_cells
from server.figures.not_synced import silent
from server.figures.scope import Scope
from server.graphql.context import Info, asked, rows_of
from sync.projector.database import read_tables, table_of

SITES, DEVICES, CHAINS = table_of(SiteTable), table_of(Device), table_of(Chain)
DELIVERIES, FACTS, ALARMS = table_of(Delivery), table_of(Fact), table_of(Alarm)

_DEVICES = (
    select(
        DEVICES.c.id,
        DEVICES.c.site,
        DEVICES.c.label,
        CHAINS.c.head,
        CHAINS.c.latest,
        CHAINS.c.gaps,
        CHAINS.c.missing,
        DEVICES.c.enrolled_at,
        DEVICES.c.ended,
        DEVICES.c.heard_at,
        DEVICES.c.waiting,
    )
    .join(CHAINS, CHAINS.c.device == DEVICES.c.id, isouter=True)
    .order_by(DEVICES.c.id)
)
LATELY = timedelta(days=30)
_PUSHES = select(DELIVERIES.c.device, func.max(DELIVERIES.c.at).label("at")).group_by(DELIVERIES.c.device)
_FACT_COUNTS = select(FACTS.c.site, func.count().label("n")).group_by(FACTS.c.site)
_SITE_OF_DEVICE = func.substr(ALARMS.c.device, 1, SITE_DIGITS).label("site")
_ALARM_COUNTS = select(_SITE_OF_DEVICE, func.count().label("n")).group_by(_SITE_OF_DEVICE)


@dataclass(frozen=True, slots=True)
class _Heard:
    """The silent sites, and by site how long it took until what tablets wrote was here."""

    silent: set[str]
    lags: Mapping[str, Counter[str]]


async def site_sync(info: Info, area_code: str | None = None) -> list[SiteSync]:
    """One row per site of an area that somebody may see, in the order of their codes."""
    hub, principal = info.context.hub, info.context.principal

    async def rows(query: Select[Any], column: Column[str]) -> list[Row]:
        return await rows_of(hub.projection, query.where(asked(column, principal, area_code)))

    pushed = {row["device"]: row["at"] for row in await rows(_PUSHES, DELIVERIES.c.site)}
    facts = {row["site"]: row["n"] for row in await rows(_FACT_COUNTS, FACTS.c.site)}
    alarms = {row["site"]: row["n"] for row in await rows(_ALARM_COUNTS, ALARMS.c.device)}
    devices: dict[str, list[Row]] = defaultdict(list)
    for row in await rows(_DEVICES, DEVICES.c.site):
        devices[row["site"]].append({**row, "pushed": pushed.get(row["id"], "")})
    now, area = hub.clock.now(), max(principal.area, area_code or "", key=len)
    heard = await read_tables(hub.projection, _heard, area, now)
    return [
        _site_sync(
            row, devices[row["code"]], facts.get(row["code"], 0), alarms.get(row["code"], 0), heard, now
        )
        for row in await rows(select(SITES).order_by(SITES.c.code), SITES.c.code)
    ]


def _heard(connection: Connection, area: str, now: datetime) -> _Heard:
    today = now.astimezone(SHANGHAI).date()
    scope = Scope(today - LATELY, today, area)
    lags: dict[str, Counter[str]] = defaultdict(Counter)
    (cells,) = read_cells(connection, [scope], "site", LAG.measures)
    for (site, _, _), counts in cells.items():
        lags[site].update(counts)
    return _Heard(silent(connection, area, now), lags)


def _device_sync(row: Row) -> DeviceSync:
    return DeviceSync(
        device=row["id"],
        label=row["label"],
        head=row["head"] or 0,
        latest=row["latest"] or 0,
        gaps=row["gaps"] or "",
        last_push_at=moment(row["pushed"]),
    )


def _site_sync(
    row: Row, devices: list[Row], facts: int, alarms: int, heard: _Heard, now: datetime
) -> SiteSync:
    last = max((device["pushed"] for device in devices), default="")
    heard_at = max((_heard_at(device) for device in devices), default="")
    lag = (now - datetime.fromisoformat(heard_at)).total_seconds() / 3600 if heard_at else None
    is_silent = row["code"] in heard.silent
    return SiteSync(
        site=Site.from_row(row["code"], row),
        last_push_at=moment(last),
        lag_hours=round(lag, 2) if lag is not None else None,
        is_silent=is_silent,
        last_heard_at=moment(heard_at),
        open_outage=_outage(devices, heard_at) if is_silent else None,
        p95_lag_sec=LAG.percentile(heard.lags[row["code"]], 0.95),
        pending_hint=sum(_pending(device) for device in devices),
        facts=facts,
        alarms=alarms,
        devices=[_device_sync(device) for device in devices],
    )


def _heard_at(device: Row) -> str:
    """When something came, or the tablet said that nothing waits."""
    said: str = "" if device["waiting"] else device["heard_at"]
    pushed: str = device["pushed"]
    return max(pushed, said)


def _pending(device: Row) -> int:
    """What the tablet told is sent at once: it waits where nothing came since."""
    told: int = device["waiting"] if device["heard_at"] > device["pushed"] else 0
    return told + (device["missing"] or 0)


def _outage(devices: list[Row], last: str) -> Outage | None:
    """Where no tablet works there is nothing that could be out."""
    working = [device["enrolled_at"] for device in devices if not device["ended"]]
    return Outage(since=Moment(last or min(working))) if working else None
