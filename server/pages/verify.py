"""`/verify` and the address in a certificate's QR: is this paper good? Public, and works without scripts."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from schema.verification import headline_of, words
from server.headers import PAGE_POLICY
from server.hub import Hub
from server.pages.template import page_template
from server.verification import Finding, verify_certificate
from sync.projector.database import read_tables

LONGEST_NUMBER = 40  # anything longer in the field for numbers is the text of a QR
WHAT_A_QR_TELLS = "核对了：区平台对签发平板的授权签名、平板对证件内容的签名、发证日期、号段、登记情况。"
WHAT_A_NUMBER_TELLS = (
    "只核对了证号的校验位、号段和登记情况；仅凭证号不显示个人信息。扫描二维码可核对内容是否被改动。"
)
PAGE = page_template("verify")


async def page(request: Request) -> Response:
    """`GET` shows the form (or the answer for `?token=` or `?certNo=`), `POST` answers it."""
    if request.method == "POST":
        async with request.form() as form:
            return await _answer(request, str(form.get("token", "")), str(form.get("certNo", "")))
    return await _answer(
        request, request.query_params.get("token", ""), request.query_params.get("certNo", "")
    )


async def scanned(request: Request) -> Response:
    """`GET /V/<token>`: what a telephone opens when it reads the QR."""
    return await _answer(request, request.path_params["token"], "")


async def _answer(request: Request, token: str, number: str) -> Response:
    result = ""
    if len(number) > LONGEST_NUMBER and not token:
        token, number = number, ""
    if token or number:
        hub: Hub = request.app.state.hub
        finding = await read_tables(hub.projection, verify_certificate, token, number)
        result = _shown(finding, by_token=bool(token))
    headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(PAGE.substitute(result=result, number=escape(number)), headers=headers)


def _shown(finding: Finding, *, by_token: bool) -> str:
    headline, reason = headline_of(finding.reason), words()["reasons"][finding.reason]
    facts = {
        "证号": finding.number,
        "发证日期": finding.issued_on.isoformat() if finding.issued_on else "",
        "发证单位": finding.site_name or finding.site,
        "夫": finding.husband,
        "妻": finding.wife,
        "查验内容": WHAT_A_QR_TELLS if by_token else WHAT_A_NUMBER_TELLS,
    }
    english = f"{headline['en']}: {reason['en']}"
    rows = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items() if text)
    return (
        '<section class="sheet">'
        f'<p class="word verdict {headline["look"]}" role="status">{headline["zh"]}</p>'
        f'<p class="meaning">{escape(reason["zh"])}<br><small lang="en">{escape(english)}</small></p>'
        f"<dl>{rows}</dl></section>"
    )
