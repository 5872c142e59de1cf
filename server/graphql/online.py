"""The portal's mutations and its one query: it hands in applications and asks after its own."""

import asyncio
from typing import Any

from sqlalchemy import select

from schema.facts import order_id
from schema.graphql.context import Row
from schema.graphql.online import (
    DeliveryChoice,
    OnlineApplicationInput,
    OnlineCase,
    OnlineMailing,
    OnlineMaterial,
    OnlineUpload,
    PortalQueue,
    Submitted,
    UploadInput,
)
from schema.graphql.online_guide import OnlineGuide
from schema.graphql.scalars import CaseState, Item, Moment, moment, optional_date
from schema.rules import declared_facts, missing
from schema.tables import CaseFile, Message, Order
from schema.waiting_uploads import is_waiting, last_look
from server.graphql.context import Context, Info, rows_of
from server.online.guide_today import guide_today
from server.online.intake import Application, case_of
from server.online.routing import Wish
from server.online.uploads import Upload, read_uploads
from sync.errors import NotFound
from sync.projector.database import table_of
from sync.records import Document

NOT_CONFIGURED = "not configured: YICI_PORTAL_URL names the portal"
_CASES, _ORDERS, _MESSAGES = table_of(CaseFile), table_of(Order), table_of(Message)


async def submit_application(info: Info, application: OnlineApplicationInput) -> Submitted:
    """Raises what `Intake.submit` does."""
    context = info.context
    wanted = Application(
        application.reference,
        application.declared(),
        Wish(application.site, application.wife_residence_site, application.wife_hukou_site),
        vars(application.address) if application.address else None,
        await _read(context, application.uploads),
    )
    return await _submitted(context, await context.hub.intake.submit(context.principal, wanted))


async def add_uploads(info: Info, reference: str, batch: int, uploads: list[UploadInput]) -> Submitted:
    """Raises what `Intake.add` does."""
    context = info.context
    fold = await _fold(context, reference)
    read = await _read(context, uploads)
    order = await context.hub.intake.add(context.principal, fold, batch, read)
    return await _submitted(context, order)


async def online_case(info: Info, reference: str) -> OnlineCase | None:
    """None for a reference that is not the portal's own."""
    context = info.context
    try:
        fold = await _fold(context, reference)
    except NotFound:
        return None
    guide = await context.loaders.guides.load(fold["guide"])
    return _as_type(reference, fold, guide or {"materials": []}, await _waiting(context, fold))


async def online_guide(info: Info, item: Item) -> OnlineGuide:
    """The guide that is in effect today."""
    hub = info.context.hub
    body = await guide_today(hub.engine.database("reference"), item.value, hub.clock.today())
    return OnlineGuide.from_body(body)


async def portal_queue(info: Info) -> PortalQueue:
    """Messages that wait, and the fault of the one that was tried last."""
    hub = info.context.hub
    query = select(_MESSAGES).where(_MESSAGES.c.sent_at == "").order_by(_MESSAGES.c.at, _MESSAGES.c.id)
    rows = await rows_of(hub.projection, query)
    tried = max(rows, key=lambda row: row["next_at"], default={"fault": ""})
    fault = tried["fault"] or ("" if hub.settings.portal_url or not rows else NOT_CONFIGURED)
    return PortalQueue(
        waiting=len(rows), oldest_at=moment(rows[0]["at"]) if rows else None, fault=fault or None
    )


async def _read(context: Context, uploads: list[UploadInput]) -> list[Upload]:
    pairs = [(upload.key, upload.content) for upload in uploads]
    return await asyncio.to_thread(read_uploads, pairs, context.hub.settings.limits)


async def _submitted(context: Context, order: Document) -> Submitted:
    passed = await context.hub.projector.shown(f"site-{order['site']}")
    case = order["case"]
    return Submitted(
        reference=case.partition("-")[2],
        case=case,
        site=order["site"],
        scan=context.hub.intake.scan,
        pending=not passed,
    )


async def _fold(context: Context, reference: str) -> Row:
    case = case_of(reference)
    query = (
        select(_CASES.c.fold, _ORDERS.c.by)
        .join(_ORDERS, _ORDERS.c.id == order_id("application", case))
        .where(_CASES.c.id == case)
    )
    rows = await rows_of(context.hub.projection, query)
    if not rows or rows[0]["by"] != context.principal.name:
        raise NotFound(f"There is no application {reference}.")
    fold: Row = rows[0]["fold"]
    return fold


async def _waiting(context: Context, fold: Row) -> dict[str, str]:
    """When the papers came that nobody has looked at, by key."""
    looked = last_look(await context.loaders.facts.load(fold["id"]))
    found = await context.loaders.papers.load_many([(fold["site"], one["paper"]) for one in fold["uploads"]])
    return {paper["of"]: paper["at"] for paper in found if paper and is_waiting(paper, looked)}


def _as_type(reference: str, fold: Row, guide: dict[str, Any], waiting: dict[str, str]) -> OnlineCase:
    names = {material["code"]: material["name"] for material in guide["materials"]}
    lacking = {one.key for one in missing([guide], declared_facts(fold), {*fold["shown"], *waiting})}
    return OnlineCase(
        reference=reference,
        case=fold["id"],
        case_no=fold["caseNo"] or None,
        item=Item(fold["item"]),
        site=fold["handledBy"],
        state=CaseState(fold["state"]),
        received_at=Moment(fold["openedAt"]),
        accepted_at=moment(fold["acceptedAt"]),
        due_on=optional_date(fold["dueOn"]),
        closed_at=moment(fold["closedAt"]),
        missing=[
            OnlineMaterial(
                key=one["key"],
                name_zh=names[one["code"]]["zh"],
                name_en=names[one["code"]]["en"],
                alternatives=one["alternatives"],
            )
            for one in fold["missing"]
            if one["key"] in lacking
        ],
        waiting=[
            OnlineUpload(
                key=key,
                name_zh=names[key.partition(":")[0]]["zh"],
                name_en=names[key.partition(":")[0]]["en"],
                at=Moment(at),
            )
            for key, at in waiting.items()
        ],
        delivery=DeliveryChoice(fold["delivery"]),
        mailings=[
            OnlineMailing(carrier=one["carrier"], tracking=one["tracking"], state=one["state"])
            for one in fold["mailings"]
        ],
    )
