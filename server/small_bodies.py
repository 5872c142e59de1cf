"""Keeps what anybody on the internet may send small; what replicates is counted in `server.couch.body`."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.auth.middleware import PROTOCOL
from server.principal import Principal
from sync.errors import TooLarge


class SmallBodies:
    """Ends reading after `largest` bytes with `TooLarge`, unless somebody signed in replicates.

    Works inside the sign-in.
    """

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if isinstance(scope.get("user"), Principal) and scope["path"].startswith(PROTOCOL):
            await self._app(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._largest:
                raise TooLarge(f"Here a request body may have at most {self._largest} bytes.")
            return message

        await self._app(scope, counted, send)
