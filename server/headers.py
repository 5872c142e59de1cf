"""What every answer carries: which hub it is from, its time, and what a browser may do with it."""

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.clock import HubClock

# Of the pages that people open by a QR: their style stands in them, so that they come in one answer.
PAGE_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class HubHeaders:
    """Wraps the whole application, so that errors and unknown addresses carry the headers as well.

    A tablet takes an answer without `X-Hub-Instance` for somebody else's (a captive portal's).
    """

    def __init__(self, app: ASGIApp, instance: Callable[[], str], clock: HubClock) -> None:
        self._app = app
        self._instance = instance
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += (
                    (b"x-hub-instance", self._instance().encode()),
                    (b"x-hub-time", self._clock.text().encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                )
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
