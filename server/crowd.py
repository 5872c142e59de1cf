"""Beyond a number of requests under way the next is told to wait, so that those are served."""

from starlette.types import ASGIApp, Receive, Scope, Send

from server.errors import error_answer
from sync.errors import Unavailable

ALIVE = "/healthz"  # a hub with much to do is not to be restarted for it
SECONDS_TO_WAIT = 10
FULL = Unavailable("The hub serves as many requests as it can at once.", SECONDS_TO_WAIT)


class Crowd:
    """Answers 503 to requests beyond `most`, whoever asks. A connection has one request under way."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most
        self.under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.under_way >= self._most and scope["path"] != ALIVE:
            await error_answer(FULL)(scope, receive, send)
            return
        self.under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self.under_way -= 1
