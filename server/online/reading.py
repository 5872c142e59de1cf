"""`GET /papers/<site>/<hash>`: one paper, opened by the hub for who handles the case, and noted down."""

import orjson
from sqlalchemy import literal, select
from starlette.requests import Request
from starlette.responses import Response

from schema.tables import Fact, Task
from server.audit import put_on_record
from server.couch.access import signed_in
from server.desk import CASES, worked_on_in
from server.graphql.context import rows_of
from server.hub import Hub
from server.online.sealing import BadSeal
from server.principal import Principal
from server.rights import PAPER_READERS
from server.workers.elsewhere import REISSUE, task_id
from sync.errors import Forbidden, InvalidDocument
from sync.projector.database import table_of, within

_FACTS, _TASKS = table_of(Fact), table_of(Task)
PURPOSE = "办理本件"  # nobody opens a paper for anything else
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",  # whatever it is, it runs nothing
}


async def read_paper(request: Request) -> Response:
    """Forbidden to who does not handle the case, NotFound for a paper that never was or is purged,
    InvalidDocument for one that nobody can open."""
    hub: Hub = request.app.state.hub
    site, name = request.path_params["site"], request.path_params["name"]
    principal = signed_in(request)
    if principal.role not in PAPER_READERS:
        raise Forbidden("Papers are read by the people of the office, one at a time.")
    about = await hub.papers.about(site, name)
    if not (
        principal.covers(site)
        or await _works_on(hub, principal, about["case"])
        or await _is_to_mail_there(hub, principal, site, name)
    ):
        raise Forbidden("This paper is of a case that others handle.")
    await put_on_record(
        hub.engine,
        hub.clock.text(),
        principal,
        case=about["case"],
        site=site,
        purpose=PURPOSE,
        fields=[f"paper:{name}"],
    )
    try:
        content = await hub.papers.opened(site, name)
    except BadSeal as error:
        raise InvalidDocument("This paper was not sealed for this district, or was altered.") from error
    return Response(
        content, media_type=about["mediaType"], headers={**_HEADERS, "X-Yici-Scan": about["scan"]}
    )


async def _works_on(hub: Hub, principal: Principal, case: str) -> bool:
    """A case that was sent on takes its papers along, for reading."""
    query = select(CASES.c.id).where(CASES.c.id == case, worked_on_in(principal.area))
    return bool(await rows_of(hub.projection, query))


async def _is_to_mail_there(hub: Hub, principal: Principal, site: str, name: str) -> bool:
    """Another office took the address down, of a couple whose certificate this one is to issue anew."""
    wished = _TASKS.c.id == literal(task_id(REISSUE, "")) + _FACTS.c.id
    asked = _TASKS.c.kind == REISSUE, within(_TASKS.c.site, principal.area), _FACTS.c.site == site
    bodies = await rows_of(hub.projection, select(_FACTS.c.body).join(_TASKS, wished).where(*asked))
    return any(orjson.loads(row["body"])["address"] == name for row in bodies)
