"""Complaints: filed by the district, answered by the township; one filed wrongly is withdrawn, on record."""

import re
from collections import Counter
from datetime import date
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement
from strawberry import ID

from schema.areas import township_of
from schema.facts import order_id
from schema.graphql.complaint import Complaint
from schema.graphql.connection import Connection, Direction
from schema.graphql.order import Ordered
from schema.graphql.scalars import Cause, ComplaintOutcome, ComplaintSource, DateRange
from server.desk import order_at_site
from server.graphql.context import Info, asked, rows_of
from server.graphql.named import order_named
from server.graphql.ordering import ordered_at_site, shown
from server.graphql.orders import ORDERS, says
from server.graphql.pages import page_of
from server.graphql.period import during
from sync.errors import BadRequest, Conflict
from sync.projector.database import within
from sync.records import read

_OF_SOMEBODY = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")  # identity numbers, mobile telephones
_AFTERWARDS = ORDERS.alias()
WITHDRAWAL = "complaint-withdrawal"


def _has(type_: str) -> ColumnElement[bool]:
    """Whether there is a reply or a withdrawal, of which the name says what it is about."""
    name = func.replace(ORDERS.c.id, "order:complaint:", f"order:{type_}:")
    return select(_AFTERWARDS.c.id).where(_AFTERWARDS.c.id == name).correlate(ORDERS).exists()


async def file_complaint(
    info: Info,
    site: str,
    source: ComplaintSource,
    cause: Cause,
    content: str,
    received_on: date,
    case: ID | None = None,
) -> Ordered:
    """Raises `BadRequest` for a text that names somebody by a number, `Conflict` for one that was filed
    in the same words and withdrawn."""
    _names_nobody(content)
    filed = await ordered_at_site(
        info,
        site,
        "complaint",
        case=case,
        source=source.value,
        cause=cause.value,
        content=content,
        receivedOn=received_on.isoformat(),
    )
    await _check_stands(info, site, str(filed.order))
    return filed


async def withdraw_complaint(info: Info, complaint: ID, reason: str) -> Ordered:
    """Of one that was filed wrongly; the right one is filed anew. Raises `BadRequest` as filing does."""
    _names_nobody(reason)
    return await _about(info, await order_named(info, complaint, "complaint"), WITHDRAWAL, content=reason)


async def reply_to_complaint(info: Info, complaint: ID, content: str, outcome: ComplaintOutcome) -> Ordered:
    """Raises as `file_complaint` does."""
    _names_nobody(content)
    complained = await order_named(info, complaint, "complaint")
    await _check_stands(info, complained["site"], complained["_id"])
    return await _about(info, complained, "reply", content=content, outcome=outcome.value)


async def _about(info: Info, complaint: dict[str, Any], type_: str, **members: Any) -> Ordered:
    """What is named as the complaint is; its case may be of another township."""
    context = info.context
    written = await order_at_site(
        context.hub,
        context.principal,
        complaint["site"],
        type_,
        key=_key(complaint),
        case=complaint["case"],
        complaint=complaint["_id"],
        **members,
    )
    return await shown(info, written)


async def _check_stands(info: Info, site: str, complaint: str) -> None:
    withdrawal = complaint.replace("complaint", WITHDRAWAL, 1)
    if await read(info.context.hub.engine.database(f"site-{site}"), withdrawal):
        raise Conflict("This complaint was withdrawn. File it anew in other words where it is made.")


async def list_complaints(
    info: Info,
    period: DateRange | None = None,
    area_code: str | None = None,
    first: int = 50,
    after: str | None = None,
    cause: Cause | None = None,
    source: ComplaintSource | None = None,
    answered: bool | None = None,
    case: ID | None = None,
    direction: Direction = Direction.DESCENDING,
) -> Connection[Complaint]:
    context = info.context
    query = select(ORDERS.c.id, ORDERS.c.at, ORDERS.c.body).where(
        ORDERS.c.type == "complaint", asked(ORDERS.c.site, context.principal, area_code)
    )
    if period is not None:
        query = query.where(during(ORDERS.c.at, period))
    if cause is not None:
        query = query.where(says("cause", cause.value))
    if source is not None:
        query = query.where(says("source", source.value))
    if answered is not None:
        query = query.where(_has("reply") if answered else ~_has("reply") & ~_has(WITHDRAWAL))
    if case is not None:
        query = query.where(ORDERS.c.case_id == case)
    order = (ORDERS.c.at, ORDERS.c.id)
    page = await page_of(context.hub.projection, query, order, first, after, direction)
    complaints = [orjson.loads(row["body"]) for row in page.rows]
    said = await _afterwards(info, complaints)
    similar = await _similar_before(info)
    return page.of(
        Complaint.from_order(
            one, said.get((one["_id"], "reply")), said.get((one["_id"], WITHDRAWAL)), similar[one["_id"]]
        )
        for one in complaints
    )


async def _afterwards(info: Info, complaints: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """By the complaint they are about, and their type."""
    ids = [order_id(type_, one["case"], _key(one)) for one in complaints for type_ in ("reply", WITHDRAWAL)]
    rows = await rows_of(info.context.hub.projection, select(ORDERS.c.body).where(ORDERS.c.id.in_(ids)))
    orders = [orjson.loads(row["body"]) for row in rows]
    return {(order["complaint"], order["type"]): order for order in orders}


async def _similar_before(info: Info) -> Counter[str]:
    """How many there were before each complaint, in its township and for its cause. There are few."""
    query = select(ORDERS.c.body).where(
        ORDERS.c.type == "complaint",
        ~_has(WITHDRAWAL),
        within(ORDERS.c.site, township_of(info.context.principal.area)),
    )
    before: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    for row in await rows_of(info.context.hub.projection, query.order_by(ORDERS.c.at, ORDERS.c.id)):
        complaint = orjson.loads(row["body"])
        like = (township_of(complaint["site"]), complaint["cause"])
        counts[complaint["_id"]] = before[like]
        before[like] += 1
    return counts


def _names_nobody(content: str) -> None:
    """Complaints are read by many, and kept unmasked."""
    if _OF_SOMEBODY.search(content):
        raise BadRequest("content holds an identity number or a telephone: leave it out.")


def _key(complaint: dict[str, Any]) -> str:
    """What tells a complaint from others of its case, and its reply from theirs."""
    name: str = complaint["_id"]
    return name.removeprefix(f"order:complaint:{complaint['case']}:")
