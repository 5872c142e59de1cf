"""Keeps what anybody on the internet may send small; what replicates is counted in `server.couch.body`."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.auth.middleware import PROTOCOL
from server.principal import Principal
from sync.errors import TooLarge

LARGEST_SMALL_BODY = 2**20  # bytes: sign-ins, questions, a scanned token


class SmallBodies:
    """Ends reading with `TooLarge` unless somebody signed in replicates. Works inside the sign-in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if isinstance(scope.get("user"), Principal) and scope["path"].startswith(PROTOCOL):
            await self._app(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_SMALL_BODY:
                raise TooLarge(f"Here a request body may have at most {LARGEST_SMALL_BODY >> 20} MiB.")
            return message

        await self._app(scope, counted, send)
