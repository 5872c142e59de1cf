"""Self-inspections (自查): written down at desks, and read with those of tablets (R09)."""

from datetime import date

import orjson
from sqlalchemy import select

from schema.graphql.connection import Connection
from schema.graphql.order import Ordered
from schema.graphql.self_inspection import SelfInspection
from server.graphql.context import Info, rows_of
from server.graphql.noted import RECTIFICATION, SELF_CHECK, noted
from server.graphql.ordering import ordered_at_site
from server.graphql.pages import page_of
from sync.errors import BadRequest


async def record_self_inspection(
    info: Info,
    site: str,
    done_on: date,
    checklist: str,
    finding: str = "",
    rectified_on: date | None = None,
) -> Ordered:
    """Raises `BadRequest` for a day to come, and for what was put right before it was found."""
    if rectified_on and rectified_on < done_on:
        raise BadRequest("rectifiedOn is before doneOn.")
    return await ordered_at_site(
        info,
        site,
        SELF_CHECK,
        checklist=checklist,
        finding=finding.strip(),
        doneOn=done_on.isoformat(),
        rectifiedOn=rectified_on.isoformat() if rectified_on else "",
    )


async def list_self_inspections(
    info: Info, area_code: str | None = None, first: int = 50, after: str | None = None
) -> Connection[SelfInspection]:
    projection = info.context.hub.projection
    checks = noted(info, SELF_CHECK, area_code).subquery()
    page = await page_of(projection, select(checks), (checks.c.at, checks.c.id), first, after)
    put_right = await _put_right(info)
    documents = [orjson.loads(row["body"]) | {"_id": row["id"]} for row in page.rows]
    return page.of(SelfInspection.from_document(one, put_right.get(one["_id"], "")) for one in documents)


async def _put_right(info: Info) -> dict[str, str]:
    """The first day on which something was put right, by what it is about. There are few of them."""
    put_right = noted(info, RECTIFICATION).subquery()
    days: dict[str, str] = {}
    for row in await rows_of(info.context.hub.projection, select(put_right.c.body)):
        said = orjson.loads(row["body"])
        days[said["of"]] = min(said["doneOn"], days.get(said["of"], said["doneOn"]))
    return days
