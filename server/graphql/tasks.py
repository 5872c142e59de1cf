"""Asking a site to verify a pledge: a document written by the hub, which comes out on the site's tablets."""

from datetime import timedelta

from sqlalchemy import select
from strawberry import ID

from schema.graphql.access import RequestedVerification
from schema.graphql.casework import Task
from schema.tables import Fact
from server.graphql.context import Info, rows_of
from server.hub import Hub
from server.principal import Principal
from sync.errors import NotFound
from sync.projector.database import table_of, within
from sync.projector.kinds import OF_A_SITE
from sync.records import Document, put_new, read

DAYS_TO_VERIFY = timedelta(days=14)  # ten working days: then the district asks
FACTS = table_of(Fact)


async def request_verification(info: Info, pledge: ID) -> RequestedVerification:
    """Write the task for a pledge, or find the one that is there; raises `NotFound`."""
    hub, principal = info.context.hub, info.context.principal
    rows = await rows_of(
        hub.projection,
        select(FACTS.c.site, FACTS.c.case_id).where(
            FACTS.c.id == pledge,
            FACTS.c.type == "pledge",
            FACTS.c.waiting_for == "",
            within(FACTS.c.site, principal.area),
        ),
    )
    if not rows:
        raise NotFound(f"There is no pledge {pledge}.")
    name = f"site-{rows[0]['site']}"
    document = _task(hub, principal, pledge, site=rows[0]["site"], case=rows[0]["case_id"])
    database = hub.engine.database(name)
    if not await put_new(database, [document]):
        document = await read(database, document["_id"]) or document
    passed = await hub.projector.shown(name)
    return RequestedVerification(task=Task.from_row(OF_A_SITE["task"].row(document)), pending=not passed)


def _task(hub: Hub, principal: Principal, pledge: str, *, site: str, case: str) -> Document:
    return {
        "_id": f"task:verify-pledge:{pledge}",
        "type": "task",
        "v": 1,
        "kind": "verify-pledge",
        "site": site,
        "case": case,
        "pledge": pledge,
        "by": principal.name,
        "at": hub.clock.text(),
        "dueOn": (hub.clock.today() + DAYS_TO_VERIFY).isoformat(),
    }
