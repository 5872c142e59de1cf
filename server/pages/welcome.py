"""`/`: what a hub has for people, for whoever opens its address. A tablet's own app begins at `/app/`."""

from collections.abc import Iterable
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from server.demo import PAIRING_CODES, PASSWORD, PEOPLE, demo_sites
from server.headers import PAGE_POLICY
from server.house.places import has_any_office
from server.hub import Hub
from server.pages.template import page_template
from sync.records import read

PAGE = page_template("welcome")
_HEADERS = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}
LINKS = (
    ("/app/", "窗口平板", "Tablet of an office: certificates, with or without a network"),
    ("/dashboard/", "看板", "Dashboard: how the district and its townships do"),
    ("/desk/", "工作台", "Desk: complaints, inspections, people, offices, guides"),
    ("/guides/", "办事指南", "Guides: which papers to bring"),
    ("/status", "查进度", "Where a case stands, by its receipt"),
    ("/verify", "证件验真", "Is a certificate genuine"),
    ("/graphql", "GraphQL", "数据查询 · Questions of one's own"),
)


async def page(request: Request) -> Response:
    """The desk instead, for as long as there is no office that could have a tablet."""
    hub: Hub = request.app.state.hub
    if not await has_any_office(hub.engine):
        return RedirectResponse("/desk/")
    district = await read(hub.engine.database("reference"), "district") or {}
    links = "".join(
        f'<li><a class="sheet" href="{href}"><b>{zh}</b><span lang="en">{escape(en)}</span></a></li>'
        for href, zh, en in LINKS
    )
    told = PAGE.substitute(
        district=escape(district.get("name", "")),
        district_en=escape(district.get("nameEn", "")),
        links=links,
        demo=_demo() if hub.is_demo else "",
    )
    return HTMLResponse(told, headers=_HEADERS)


def _demo() -> str:
    """Whom to be: everybody knows these."""
    people = _table((name, shown, role.value) for name, role, _, shown in PEOPLE)
    sites = {site["code"]: site["name"] for site in demo_sites()}
    codes = _table((code, sites[site]) for site, code in PAIRING_CODES.items())
    return (
        '<h2>演示账号 <span lang="en">Demo logins</span></h2>'
        f"<p>密码 password：<code>{PASSWORD}</code></p>{people}"
        f'<h2>平板配对码 <span lang="en">Pairing codes</span></h2>{codes}'
    )


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
