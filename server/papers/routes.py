"""`GET /papers/<kind>/<document>.pdf` for people of the office, `GET /guides/<item>/<sheet>.pdf` for all."""

import asyncio
from functools import lru_cache

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.audit import PRINTING, put_on_record
from server.couch.access import signed_in
from server.hub import Hub
from server.online.guide_today import guide_today
from server.papers.held import held
from server.papers.kinds import paper
from server.papers.of_guide import SHEETS, guide_sheet
from server.papers.render import pdf
from server.rights import PAPER_READERS
from sync.errors import BadRequest, Forbidden, NotFound
from sync.records import read

_PDF = "application/pdf"
_GUIDES_KEPT = 32  # sheets: the items, each in three, of today and the next versions


async def of_case(request: Request) -> Response:
    """`document` is the `_id` of the fact or order that the paper shows. That it is shown is on record first.

    Raises `Unauthorized`, `Forbidden`, `NotFound`, `Conflict` and `MissingGlyph`.
    """
    hub: Hub = request.app.state.hub
    kind, name = request.path_params["kind"], request.path_params["document"]
    principal = signed_in(request)
    if principal.role not in PAPER_READERS:
        raise Forbidden("Papers are made by the people of the office.")
    shown = await held(hub, principal, name)
    content = await asyncio.to_thread(paper, kind, shown)
    await put_on_record(
        hub.engine,
        hub.clock.text(),
        principal,
        case=shown.fold["id"],
        site=shown.fold["site"],
        purpose=PRINTING,
        fields=[f"{kind}:{name}"],
    )
    return _answer(content, "no-store")


async def of_guide(request: Request) -> Response:
    """Of the guide in effect today; raises `NotFound` where there is none."""
    hub: Hub = request.app.state.hub
    item, sheet = request.path_params["item"], request.path_params["sheet"]
    if sheet not in SHEETS:
        raise NotFound(f"There is no {sheet} of a guide.")
    reference = hub.engine.database("reference")
    try:
        guide = await guide_today(reference, item, hub.clock.today())
    except BadRequest as error:
        raise NotFound(error.reason) from error
    says = guide_sheet(guide, await read(reference, "district") or {})
    content = await asyncio.to_thread(_once, sheet, orjson.dumps(says))
    return _answer(content, "public, max-age=3600")


@lru_cache(maxsize=_GUIDES_KEPT)
def _once(sheet: str, says: bytes) -> bytes:
    """Strangers ask for these: the same is laid out once."""
    return pdf(sheet, orjson.loads(says))


def _answer(content: bytes, caching: str) -> Response:
    headers = {"Cache-Control": caching, "Content-Disposition": "inline"}
    return Response(content, media_type=_PDF, headers=headers)


PAPER_ROUTES = [
    Route("/papers/{kind}/{document}.pdf", of_case, methods=["GET"]),
    Route("/guides/{item}/{sheet}.pdf", of_guide, methods=["GET"]),
]
