"""The app comes from the district's address and asks a village hub at another: browsers ask whether it may.

Exactly that one address may. Nothing is answered to others, so a browser keeps from them what it got.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOR_SO_LONG = "7200"  # seconds that a browser remembers a permission; none remembers it longer
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Max-Age": _FOR_SO_LONG,
}
_READ_BY_THE_APP = "X-Hub-Instance, X-Hub-Time, Retry-After"


async def at_the_district(request: Request) -> Response:
    """What people open is at the one address of the district; from here an app would be another one."""
    url: str = request.app.state.hub.settings.public_url
    return RedirectResponse(url)


class AcrossOrigins:
    """Lets pages of `origin`, such as `https://yici.example`, use everything here. No cookie counts."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self._app, self._origin = app, origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if not self._origin or asked.get("origin") != self._origin:
            await self._app(scope, receive, send)
            return

        async def send_across(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = self._origin
                headers["Access-Control-Expose-Headers"] = _READ_BY_THE_APP
                headers.add_vary_header("Origin")
            await send(message)

        if scope["method"] == "OPTIONS" and "access-control-request-method" in asked:
            await _allow(asked, send_across)
            return
        await self._app(scope, receive, send_across)


async def _allow(asked: Headers, send: Send) -> None:
    headers = MutableHeaders(_PREFLIGHT)
    if asked.get("access-control-request-private-network") == "true":
        headers["Access-Control-Allow-Private-Network"] = "true"
    await send({"type": "http.response.start", "status": 204, "headers": headers.raw})
    await send({"type": "http.response.body"})
