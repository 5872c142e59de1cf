"""Tablets end and are admitted again; and what goes with one."""

from datetime import date

from sqlalchemy import select
from strawberry import ID

from schema.areas import site_of_device
from schema.graphql.context import Row
from schema.graphql.device import (
    Device,
    DeviceEnd,
    DeviceLife,
    DeviceStorage,
    Ended,
    EndedDevice,
    Exposure,
    ForgottenDevice,
    NumberRange,
    ReadmittedDevice,
)
from schema.graphql.numbers import NumberedItem
from schema.graphql.scalars import Moment, moment
from schema.hub_documents.hub import LONGEST_NOTE
from schema.tables import Device as DeviceTable
from server.device_life import device_of, end_device, exposure_of, readmit_device
from server.forgotten import forgotten_devices
from server.graphql.cases import cases_by_id
from server.graphql.context import Info, asked, rows_of
from sync.errors import BadRequest
from sync.projector.database import read_tables, table_of
from sync.projector.kinds import HUB

_DEVICES = table_of(DeviceTable)


async def list_devices(
    info: Info,
    area_code: str | None = None,
    has_ended: bool | None = None,
    expires_by: date | None = None,
    storage_kept: bool | None = None,
) -> list[Device]:
    """In the order of their names."""
    query = select(_DEVICES).where(asked(_DEVICES.c.site, info.context.principal, area_code))
    if has_ended is not None:
        query = query.where((_DEVICES.c.ended > "") if has_ended else (_DEVICES.c.ended == ""))
    if expires_by is not None:
        query = query.where(_DEVICES.c.expires <= expires_by.isoformat())
    if storage_kept is not None:
        query = query.where(_DEVICES.c.storage == ("kept" if storage_kept else "unkept"))
    rows = await rows_of(info.context.hub.projection, query.order_by(_DEVICES.c.id))
    return [shown(row) for row in rows]


async def list_forgotten_devices(info: Info, area_code: str | None = None) -> list[ForgottenDevice]:
    """In the order of their names."""
    found = await forgotten_devices(info.context.hub)
    return [
        ForgottenDevice(
            device=ID(one.device),
            site_code=site_of_device(one.device),
            refused_count=one.refused,
            at=Moment(one.at),
        )
        for one in found
        if info.context.principal.covers(one.device) and one.device.startswith(area_code or "")
    ]


async def device_exposure(info: Info, device: ID) -> Exposure:
    """Raises `NotFound`."""
    await device_of(info.context.hub, info.context.principal, str(device))
    return await _exposure(info, str(device))


async def end_tablet(
    info: Info, device: ID, why: DeviceEnd, note: str = "", wipe: bool = False
) -> EndedDevice:
    """Raises `NotFound`, and `BadRequest` for a note that is too long."""
    if len(note) > LONGEST_NOTE:
        raise BadRequest(f"note has at most {LONGEST_NOTE} characters.")
    hub, principal = info.context.hub, info.context.principal
    document, pending = await end_device(hub, principal, str(device), why=why.value, note=note, wipe=wipe)
    exposure = await _exposure(info, str(device))
    return EndedDevice(device=shown(HUB["device"].row(document)), exposure=exposure, pending=pending)


async def readmit_tablet(info: Info, device: ID, token: str = "") -> ReadmittedDevice:
    """Raises what `readmit_device` raises."""
    document, pending = await readmit_device(info.context.hub, info.context.principal, str(device), token)
    return ReadmittedDevice(device=shown(HUB["device"].row(document)), pending=pending)


async def _exposure(info: Info, device: str) -> Exposure:
    found = await read_tables(info.context.hub.projection, exposure_of, device)
    return Exposure(
        cases=await cases_by_id(info.context.hub.projection, found.cases),
        case_count=found.case_count,
        open_case_count=found.open_case_count,
        numbers=[
            NumberRange(item=NumberedItem(run.item), first=run.first, last=run.last) for run in found.numbers
        ],
        gaps=found.gaps,
        last_push_at=moment(found.last_push_at),
    )


def shown(row: Row) -> Device:
    """A row of the table of devices."""
    return Device(
        device=row["id"],
        site_code=row["site"],
        label=row["label"],
        enrolled_by=row["enrolled_by"],
        enrolled_at=Moment(row["enrolled_at"]),
        expires=row["expires"],
        ended=_ended(row) if row["ended"] else None,
        lives=[_life(one) for one in row["lives"]],
        storage=_storage(row) if row["storage"] else None,
        heard_at=moment(row["heard_at"]),
    )


def _storage(row: Row) -> DeviceStorage:
    return DeviceStorage(
        kept=row["storage"] == "kept", reason=row["storage_reason"], at=Moment(row["storage_at"])
    )


def _ended(row: Row) -> Ended:
    return Ended(
        why=DeviceEnd(row["ended"]),
        at=Moment(row["ended_at"]),
        by=row["ended_by"],
        note=row["ended_note"],
        up_to=row["up_to"],
        gaps=row["gaps"],
    )


def _life(one: Row) -> DeviceLife:
    return DeviceLife(
        why=DeviceEnd(one["why"]),
        at=Moment(one["at"]),
        by=one["by"],
        note=one["note"],
        readmitted_at=Moment(one["readmittedAt"]),
        readmitted_by=one["readmittedBy"],
    )
