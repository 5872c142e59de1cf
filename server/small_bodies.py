"""Keeps what anybody on the internet may send small; what replicates is counted in `server.couch.body`."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.auth.middleware import IMPORT, PROTOCOL
from server.principal import Principal, Role
from sync.errors import TooLarge


class SmallBodies:
    """Ends reading after `largest` bytes with `TooLarge`, unless somebody signed in replicates or brings a
    courier's file; a portal may send `application` bytes, for uploads.

    Works inside the sign-in.
    """

    def __init__(self, app: ASGIApp, largest: int, application: int) -> None:
        self._app = app
        self._largest = largest
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        user = scope.get("user")
        if isinstance(user, Principal) and scope["path"].startswith((PROTOCOL, IMPORT)):
            await self._app(scope, receive, send)
            return
        is_portal = isinstance(user, Principal) and user.role is Role.PORTAL
        read, most = 0, self._application if is_portal else self._largest

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooLarge(f"Here a request body may have at most {most} bytes.")
            return message

        await self._app(scope, counted, send)
