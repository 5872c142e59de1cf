"""Townships and sites: listed with what there is at each, and managed by the district."""

from sqlalchemy import or_, select

from schema.graphql.problem import Problem
from schema.graphql.site import ChangedSite, OfficeKind, Site
from schema.house.offices import TOWNSHIP
from schema.tables import Site as SiteTable
from server.graphql.context import Info, asked, rows_of
from server.house.offices import Done, Wish
from sync.projector.database import table_of
from sync.projector.kinds import REFERENCE

_SITES = table_of(SiteTable)


async def list_sites(
    info: Info, area_code: str | None = None, search: str = "", has_closed: bool = False
) -> list[Site]:
    """In the order of their codes, without closed ones unless `hasClosed`."""
    query = select(_SITES).where(asked(_SITES.c.code, info.context.principal, area_code))
    if not has_closed:
        query = query.where(_SITES.c.closed_at == "")
    if text := search.strip():
        named = (_SITES.c.name, _SITES.c.name_en, _SITES.c.township_name)
        query = query.where(
            or_(
                *(column.icontains(text, autoescape=True) for column in named),
                _SITES.c.code.startswith(text, autoescape=True),
            )
        )
    rows = await rows_of(info.context.hub.projection, query.order_by(_SITES.c.code))
    return [Site.from_row(row["code"], row) for row in rows]


async def create_township(info: Info, code: str, name: str, name_en: str = "") -> ChangedSite:
    wish = Wish(code.strip(), name, name_en, TOWNSHIP)
    return await _changed(info, await info.context.hub.offices.create(wish))


async def create_site(info: Info, code: str, name: str, kind: OfficeKind, name_en: str = "") -> ChangedSite:
    wish = Wish(code.strip(), name, name_en, kind.value)
    return await _changed(info, await info.context.hub.offices.create(wish))


async def change_site(
    info: Info,
    code: str,
    name: str | None = None,
    name_en: str | None = None,
    kind: OfficeKind | None = None,
    village_hub: str | None = None,
) -> ChangedSite:
    wish = Wish(code, name, name_en, kind.value if kind else None, village_hub)
    return await _changed(info, await info.context.hub.offices.change(wish))


async def close_site(info: Info, code: str, reason: str) -> ChangedSite:
    done = await info.context.hub.offices.close(info.context.principal, code, reason)
    return await _changed(info, done)


async def reopen_site(info: Info, code: str) -> ChangedSite:
    return await _changed(info, await info.context.hub.offices.reopen(code))


async def _changed(info: Info, done: Done) -> ChangedSite:
    row = REFERENCE["site"].row(done.document) if done.document else None
    return ChangedSite(
        site=Site.from_row(row["code"], row) if row else None,
        problems=Problem.of(done.problems),
        pending=not done.problems and not await info.context.hub.projector.shown("reference"),
    )
