"""`/status`: where a case stands, for who holds its receipt or notice. Public; without scripts or names."""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from schema.graphql.context import Row
from schema.shanghai import day_of
from server.auth.middleware import address
from server.headers import PAGE_POLICY
from server.hub import Hub
from server.online.standing import find
from server.pages.status_words import EN, ZH, Words
from server.pages.template import page_template
from server.papers.every import phone
from sync.errors import TooManyRequests
from sync.projector.database import read_tables
from sync.records import Document, read

PAGE = page_template("status")
_HEADERS = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}


async def page(request: Request) -> Response:
    """The form, or the answer for `?case=&code=`, in English with `lang=en`. 429 after many wrong codes."""
    hub: Hub = request.app.state.hub
    asked = request.query_params
    number, code = asked.get("case", "").strip().upper(), asked.get("code", "")
    english = asked.get("lang") == "en"
    read = asked.get("read", "")
    words, result, status = EN if english else ZH, "", 200
    if read:
        told = words["a_certificate"] if read == "certificate" else words["why_no_slip"]
        result = _sheet(words["no_slip"], {"": told})
    elif number and code:
        try:
            result = await _answer(hub, address(request.scope), number, code, words)
        except TooManyRequests:
            result, status = _sheet(words["slow_down"], {}), 429
    return HTMLResponse(_page(words, number, code, read, result, english=english), status, _HEADERS)


async def _answer(hub: Hub, come_from: str, number: str, code: str, words: Words) -> str:
    hub.wrong_codes.check("", come_from)
    found = await read_tables(hub.projection, find, number, code)
    district = await read(hub.engine.database("reference"), "district") or {}
    if found is None:
        hub.wrong_codes.failed("", come_from)
        return _sheet(words["unknown"], {"": words["why_unknown"]})
    fold, guide, site, place = found
    word = words["void"] if _fallen(fold) else words["states"][fold["state"]]
    return _sheet(word, _rows(fold, guide, site, place, phone(district, guide), words))


def _fallen(fold: Row) -> str:
    """Why the newest certificate is void, where none is in force; empty where one is, or none was issued."""
    reasons = [one["void"] for one in fold["certificates"]]
    return reasons[-1] if reasons and all(reasons) else ""


def _rows(
    fold: Row, guide: Document, site: str, place: str, complaint_phone: str, words: Words
) -> dict[str, str]:
    language = "en" if words is EN else "zh"
    names = {material["code"]: material["name"][language] for material in guide["materials"]}
    fallen = _fallen(fold)
    texts = {
        "item": guide["name"][language],
        "site": site,
        **{name: _day(fold[f"{name}At"]) for name in ("opened", "accepted", "issued", "closed")},
        "due": _due(fold, words),
        "void": words["why_void"].get(fallen, words["why_void"][""]) if fallen else "",
        "then": words["then"].format(complaint_phone) if fallen else "",
        "missing": "" if fallen else _missing(fold, guide, words, language),
        "office": words["and"].join(
            f"{_named(one['key'], names, words)}（{words['done' if one['done'] else 'doing']}）"
            for one in fold["homework"]
            if one["blocking"]
        ),
        "delivery": _delivery(fold, guide, words),
        "fetch": words["fetch_at"].format(place) if place else "",
        "mailing": words["and"].join(f"{one['carrier']} {one['tracking']}" for one in fold["mailings"]),
        "papers": "" if fold["channel"] != "online" else words["kept" if fold["uploads"] else "purged"],
    }
    return {words["rows"][name]: texts[name] for name in words["rows"]}


def _delivery(fold: Row, guide: Document, words: Words) -> str:
    """As they chose; until then all ways there are, and where something is given at once, that."""
    offered = guide["delivery"].get(fold["channel"], [])
    chosen = fold["delivery"] or ("on-the-spot" if "on-the-spot" in offered else "")
    if chosen or not offered:
        return str(words["deliveries"][chosen])
    ways = words["and"].join(words["deliveries"][way] for way in offered)
    return str(words["as_chosen"]).format(ways)


def _day(at: str) -> str:
    return day_of(at).isoformat() if at else ""


def _due(fold: Row, words: Words) -> str:
    if not fold["workingDays"]:
        return ""
    due: str = fold["dueOn"] or words["due_in"].format(fold["workingDays"])
    return due


def _missing(fold: Row, guide: Document, words: Words, language: str) -> str:
    names = {material["code"]: material["name"][language] for material in guide["materials"]}
    if not fold["missing"]:
        nothing: str = words["nothing_missing"]
        return nothing
    listed: str = words["and"].join(_named(one["key"], names, words) for one in fold["missing"])
    return f"{listed}。{words['more_ways'][fold['channel']]}"


def _named(key: str, names: dict[str, str], words: Words) -> str:
    code, _, whom = key.partition(":")
    kind, _, n = whom.partition("-")
    return str(words["whose"][kind]).format(n) + names[code]


def _sheet(word: str, rows: dict[str, str]) -> str:
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows.items() if text)
    head = f'<p class="word" role="status">{escape(word)}</p>'
    return f'<section class="sheet">{head}<dl>{listed}</dl></section>'


def _page(words: Words, number: str, code: str, read: str, result: str, *, english: bool) -> str:
    given = {"read": read} if read else {"case": number, "code": code}
    other = {**given, "lang": "zh" if english else "en"}
    return PAGE.substitute(
        lang="en" if english else "zh-CN",
        language="en" if english else "zh",
        title=words["title"],
        switch=escape("/status?" + urlencode(other)),
        other="zh-CN" if english else "en",
        other_name="中文" if english else "English",
        result=result,
        number=escape(number),
        number_label=words["number"],
        code_label=words["code"],
        button=words["button"],
    )
