"""Publishing guides and tables of working days: judged as the gate of `reference` judges them."""

import asyncio
from datetime import date
from operator import itemgetter
from typing import cast

from sqlalchemy import func, select
from strawberry.scalars import JSON

from schema.graphql.numbers import NumberedItem
from schema.graphql.publishing import (
    CalendarStatus,
    CalendarTable,
    CalendarYear,
    Published,
    PublishedGuide,
)
from schema.graphql.scalars import moment
from schema.publication import NEVER_CHANGES, calendar_fault, corrected, guide_fault
from schema.tables import Calendar, CaseFile, Guide
from server.graphql.context import Info, rows_of
from server.hub import Hub
from server.workers.due import UNDATED
from server.workers.missing_calendars import PREFIX
from sync.errors import BadRequest, Conflict, NotFound
from sync.projector.database import table_of
from sync.records import Document, change, put_new, read, read_range

_CALENDARS, _CASES, _GUIDES = table_of(Calendar), table_of(CaseFile), table_of(Guide)


async def list_guides(info: Info, item: NumberedItem | None = None) -> list[PublishedGuide]:
    """By item, the newest version first."""
    query = select(_GUIDES.c.body)
    if item is not None:
        query = query.where(_GUIDES.c.item == item.value)
    guides = [row["body"] for row in await rows_of(info.context.hub.projection, query)]
    today = info.context.hub.clock.today().isoformat()
    begun = sorted((one for one in guides if one["effectiveFrom"] <= today), key=_by_day)
    in_effect = {one["item"]: one["_id"] for one in begun}
    guides.sort(key=_by_day, reverse=True)
    guides.sort(key=itemgetter("item"))
    return [
        PublishedGuide(
            id=one["_id"],
            item=one["item"],
            version=one["version"],
            effective_from=date.fromisoformat(one["effectiveFrom"]),
            is_in_effect=in_effect.get(one["item"]) == one["_id"],
            guide=one,
        )
        for one in guides
    ]


async def why_no_guide(info: Info, guide: JSON) -> str:
    """What keeps a guide from being published; empty for nothing."""
    hub = info.context.hub
    if not isinstance(guide, dict) or not str(guide.get("_id")).startswith("guide:"):
        return "A guide is an object whose _id is guide:<item>:<version>."
    reference = hub.engine.database("reference")
    if await read(reference, str(guide["_id"])) is not None:
        return NEVER_CHANGES
    district = await read(reference, "district") or {}
    return await asyncio.to_thread(guide_fault, guide, hub.clock.today(), district["complaintPhone"])


async def publish_guide(info: Info, guide: JSON) -> Published:
    """Try a guide out and publish it. Raises `BadRequest` with what is wrong with it, `Conflict` when its
    version is published already and says otherwise."""
    fault = await why_no_guide(info, guide)
    if fault and fault != NEVER_CHANGES:  # the same once more is no change
        raise BadRequest(fault)
    return await _publish(info.context.hub, cast(Document, guide))


async def publish_calendar(info: Info, table: CalendarTable, correction: str | None = None) -> Published:
    """Publish the working days of a year; cases that waited for it are dated. Raises like `publish_guide`.

    `correction` says why a table that is published is put right; `NotFound` when there is none."""
    hub = info.context.hub
    document = {
        "_id": f"calendar:{table.year}",
        "type": "calendar",
        "v": 1,
        "year": table.year,
        "basis": table.basis,
        "daysOff": _texts(table.days_off),
        "workdays": _texts(table.workdays),
    }
    if correction is not None:
        return await _correct(hub, document, correction.strip())
    if fault := calendar_fault(document):
        raise BadRequest(fault)
    return await _publish(hub, document)


async def calendar_status(info: Info) -> CalendarStatus:
    """Each year there is a table of, or that the district was warned about."""
    hub = info.context.hub
    tables = {
        row["body"]["year"]: row["body"] for row in await rows_of(hub.projection, select(_CALENDARS.c.body))
    }
    warnings = await read_range(hub.engine.database("hub"), PREFIX)
    since = {warning["year"]: warning["at"] for warning in warnings if warning["year"] not in tables}
    (undated,) = await rows_of(hub.projection, select(func.count().label("n")).where(*UNDATED))
    return CalendarStatus(
        years=[
            _calendar_year(year, tables.get(year, {}), since.get(year, ""))
            for year in sorted({*tables, *since})
        ],
        undated_cases=undated["n"],
    )


def _calendar_year(year: int, table: Document, since: str) -> CalendarYear:
    return CalendarYear(
        year=year,
        basis=table.get("basis"),
        missing_since=moment(since),
        days_off=[date.fromisoformat(day) for day in table.get("daysOff", ())],
        workdays=[date.fromisoformat(day) for day in table.get("workdays", ())],
    )


async def _publish(hub: Hub, document: Document) -> Published:
    """Publishing the same twice is publishing it once."""
    reference = hub.engine.database("reference")
    if not await put_new(reference, [document]) and await read(reference, document["_id"]) != document:
        way = "give `correction`, the reason" if document["type"] == "calendar" else "publish a new version"
        raise Conflict(f"{document['_id']} is published, and says otherwise: to change it, {way}.")
    return await _shown(hub, document)


async def _correct(hub: Hub, table: Document, reason: str) -> Published:
    """Correcting the same twice is correcting it once."""
    reference = hub.engine.database("reference")
    held = await read(reference, table["_id"])
    if held is None:
        raise NotFound(f"{table['_id']} is not published.")
    if {**held, **table} != held:
        mended = corrected(held, table, at=hub.clock.text(), reason=reason)
        if fault := calendar_fault(mended, held):
            raise BadRequest(fault)
        await change(reference, table["_id"], **mended)
    return await _shown(hub, table)


async def _shown(hub: Hub, document: Document) -> Published:
    passed = await hub.projector.shown("reference")
    return Published(id=document["_id"], pending=not passed)


def _by_day(guide: Document) -> tuple[str, str]:
    return guide["effectiveFrom"], guide["_id"]


def _texts(days: list[date]) -> list[str]:
    return sorted({day.isoformat() for day in days})
