"""Inspections: the district draws cases that anybody can draw again, and writes down what it finds."""

from collections import defaultdict
from typing import Any

import orjson
from sqlalchemy import select
from strawberry import ID

from schema.facts import order_id
from schema.graphql.case import Case
from schema.graphql.connection import Connection, Direction
from schema.graphql.inspection import Finding, Inspection, PutRight, SiteFinding
from schema.graphql.order import Ordered
from schema.graphql.scalars import Cause, DateRange
from schema.sampling import drawn_by
from schema.tables import CaseFile
from server.desk import digest, new_order, write_order
from server.founding import ensure_database
from server.graphql.cases import cases_by_id, find_case
from server.graphql.context import Info, asked, rows_of
from server.graphql.named import order_named
from server.graphql.noted import RECTIFICATION, noted
from server.graphql.ordering import ordered_at_site
from server.graphql.orders import ORDERS, says
from server.graphql.pages import page_of
from server.graphql.period import during
from sync.errors import BadRequest
from sync.projector.database import table_of, within
from sync.records import Document, read

CASES = table_of(CaseFile)
AT_MOST = 1000


async def draw_inspection(
    info: Info, period: DateRange, size: int, seed: str, area_code: str | None = None
) -> Inspection:
    """Drawing again what was drawn before gives what was stored then."""
    context = info.context
    hub, area = context.hub, area_code or context.principal.area
    site = f"{context.principal.area:0<12}"  # the district's own
    drawn = {"area": area, "size": size, "seed": seed, "from": f"{period.from_}", "until": f"{period.to}"}
    key = digest(drawn)
    await ensure_database(hub.engine, f"site-{site}")
    order = await read(hub.engine.database(f"site-{site}"), order_id("inspection", "", key))
    if order is None:
        cases = await _drawn(info, period, size, seed, area)
        members = {**drawn, "cases": cases}
        order = new_order(context.principal, "inspection", "", site, hub.clock.text(), key, members)
        order = (await write_order(hub, order)).order
    findings = await _findings(info)
    return Inspection.from_order(order, findings[order["_id"]])


async def inspection_sample(
    info: Info, period: DateRange, size: int, seed: str, area_code: str | None = None
) -> list[Case]:
    """In the order in which they are drawn."""
    context = info.context
    drawn = await _drawn(info, period, size, seed, area_code or context.principal.area)
    return await cases_by_id(context.hub.projection, drawn)


async def _drawn(info: Info, period: DateRange, size: int, seed: str, area: str) -> list[str]:
    """The cases (ids) of an area, opened in a period, that come first when sorted by hash with the seed."""
    if not 1 <= size <= AT_MOST:
        raise BadRequest(f"size must be from 1 to {AT_MOST}.")
    query = select(CASES.c.id).where(
        during(CASES.c.opened_at, period),
        asked(CASES.c.site, info.context.principal, area),
    )
    rows = await rows_of(info.context.hub.projection, query)
    return drawn_by(seed, (row["id"] for row in rows), size)


async def record_finding(
    info: Info,
    site: str,
    cause: Cause,
    content: str,
    case: ID | None = None,
    inspection: ID | None = None,
) -> Ordered:
    if inspection is not None:
        drawn = await order_named(info, inspection, "inspection")
        await _check_drawn(info, drawn, case)
    return await ordered_at_site(
        info,
        site,
        "finding",
        case=case,
        inspection=str(inspection or ""),
        cause=cause.value,
        content=content,
    )


async def _check_drawn(info: Info, inspection: Document, case: ID | None) -> None:
    """Raises `BadRequest` for a case that the inspection did not draw."""
    named = await find_case(info, case) if case else None
    if named and named.id not in inspection["cases"]:
        raise BadRequest(f"The inspection {inspection['_id']} did not draw the case {case}.")


async def list_inspections(
    info: Info,
    first: int = 50,
    after: str | None = None,
    area_code: str | None = None,
    period: DateRange | None = None,
    direction: Direction = Direction.DESCENDING,
) -> Connection[Inspection]:
    """`area_code` is that of which cases were drawn, `period` when."""
    context = info.context
    query = select(ORDERS.c.id, ORDERS.c.at, ORDERS.c.body).where(
        ORDERS.c.type == "inspection", within(ORDERS.c.site, context.principal.area)
    )
    if area_code is not None:
        query = query.where(says("area", area_code))
    if period is not None:
        query = query.where(during(ORDERS.c.at, period))
    order = (ORDERS.c.at, ORDERS.c.id)
    page = await page_of(context.hub.projection, query, order, first, after, direction)
    findings = await _findings(info)
    orders = [orjson.loads(row["body"]) for row in page.rows]
    return page.of(Inspection.from_order(order, findings[order["_id"]]) for order in orders)


async def list_findings(
    info: Info,
    area_code: str | None = None,
    first: int = 50,
    after: str | None = None,
    period: DateRange | None = None,
    cause: Cause | None = None,
    direction: Direction = Direction.DESCENDING,
) -> Connection[SiteFinding]:
    projection = info.context.hub.projection
    of_area = asked(ORDERS.c.site, info.context.principal, area_code)
    query = select(ORDERS.c.id, ORDERS.c.at, ORDERS.c.body).where(ORDERS.c.type == "finding", of_area)
    if period is not None:
        query = query.where(during(ORDERS.c.at, period))
    if cause is not None:
        query = query.where(says("cause", cause.value))
    page = await page_of(projection, query, (ORDERS.c.at, ORDERS.c.id), first, after, direction)
    put_right = noted(info, RECTIFICATION, area_code).subquery()
    done: dict[str, Document] = {}
    for row in await rows_of(projection, select(put_right.c.body).order_by(put_right.c.at, put_right.c.id)):
        rectification = orjson.loads(row["body"])
        done[rectification["of"]] = rectification
    findings = [orjson.loads(row["body"]) for row in page.rows]
    return page.of(_site_finding(one, done.get(one["_id"])) for one in findings)


def _site_finding(finding: Document, put_right: Document | None) -> SiteFinding:
    return SiteFinding(
        finding=Finding.from_order(finding),
        put_right=PutRight.from_document(put_right) if put_right else None,
        site_code=finding["site"],
    )


async def _findings(info: Info) -> dict[str, list[dict[str, Any]]]:
    """By inspection, in the order they were written. There are few of them."""
    query = select(ORDERS.c.body).where(
        ORDERS.c.type == "finding", within(ORDERS.c.site, info.context.principal.area)
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in await rows_of(info.context.hub.projection, query.order_by(ORDERS.c.at, ORDERS.c.id)):
        finding = orjson.loads(row["body"])
        found[finding["inspection"]].append(finding)
    return found
