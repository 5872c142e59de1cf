"""`/verify` and the address in a certificate's QR: is this paper good? Public, and works without scripts."""

from html import escape
from urllib.parse import urlencode

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from schema.verification import EXPIRED_CREDENTIAL, headline_of, number_in, words
from server.headers import PAGE_POLICY
from server.hub import Hub
from server.pages.template import page_template
from server.pages.verify_words import EN, ZH, Words
from server.verification import Finding, item_names, verify_certificate
from sync.projector.database import read_tables

LONGEST_NUMBER = 40  # anything longer in the field for numbers is the text of a QR
PAGE = page_template("verify")
_HEADERS = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}


async def page(request: Request) -> Response:
    """`GET` shows the form (or the answer for `?token=` or `?certNo=`), `POST` answers it; in English with
    `lang=en`."""
    if request.method == "POST":
        async with request.form() as form:
            return await _answer(request, form)
    return await _answer(request, request.query_params)


async def scanned(request: Request) -> Response:
    """`GET /V/<token>`: what a telephone opens when it reads the QR."""
    return await _answer(request, request.query_params, request.path_params["token"])


async def _answer(request: Request, asked: FormData | QueryParams, scanned_token: str = "") -> Response:
    token, number = scanned_token or str(asked.get("token", "")), str(asked.get("certNo", ""))
    english = asked.get("lang") == "en"
    if len(number_in(number)) > LONGEST_NUMBER and not token:
        token, number = number, ""
    result = ""
    if token or number:
        hub: Hub = request.app.state.hub
        finding = await read_tables(hub.projection, verify_certificate, token, number)
        result = _shown(finding, EN if english else ZH, by_token=bool(token))
    return HTMLResponse(_page(token, number, result, english=english), headers=_HEADERS)


def _shown(finding: Finding, spoken: Words, *, by_token: bool) -> str:
    language = "en" if spoken is EN else "zh"
    headline, reason = headline_of(finding.reason), words()["reasons"][finding.reason]
    facts = {
        "number": finding.number,
        "item": item_names(finding.item)[language] if finding.item else "",
        "issued": finding.issued_on.isoformat() if finding.issued_on else "",
        "site": finding.site_name or finding.site,
        "husband": finding.husband,
        "wife": finding.wife,
        "checked": spoken["checked"].get(_what_was_checked(finding, by_token=by_token), ""),
    }
    rows = "".join(
        f'<dt>{spoken["rows"][name]}</dt><dd class="{name}">{escape(text)}</dd>'
        for name, text in facts.items()
        if text
    )
    return (
        '<section class="sheet">'
        f'<p class="word verdict {headline["look"]}" role="status">{escape(headline[language])}</p>'
        f'<p class="meaning">{escape(reason[language])}</p>'
        f"{rows and f'<dl>{rows}</dl>'}</section>"
    )


def _what_was_checked(finding: Finding, *, by_token: bool) -> str:
    """Nothing of what could not be read, or what nobody is known to vouch for."""
    if not finding.number:
        return ""
    if not by_token:
        return "number"
    return "signature" if finding.status == EXPIRED_CREDENTIAL else "paper"


def _page(token: str, number: str, result: str, *, english: bool) -> str:
    spoken = EN if english else ZH
    given = {name: value for name, value in (("token", token), ("certNo", number)) if value}
    return PAGE.substitute(
        lang="en" if english else "zh-CN",
        language="en" if english else "zh",
        title=spoken["title"],
        switch=escape("/verify?" + urlencode({**given, "lang": "zh" if english else "en"})),
        other="zh-CN" if english else "en",
        other_name="中文" if english else "English",
        result=result,
        number=escape(number),
        number_label=spoken["number"],
        token_label=spoken["token"],
        button=spoken["button"],
    )
