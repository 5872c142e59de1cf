"""A request body has a time to arrive in: one that trickles would hold memory and a place for ever."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.errors import TooSlow


class SlowBodies:
    """Ends reading with `TooSlow` when the whole body is not there `seconds` after its reading began."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        deadline: float | None = None
        complete = False

        async def in_time() -> Message:
            nonlocal deadline, complete
            if complete:  # what comes now is the client going away, whenever that is
                return await receive()
            if deadline is None:
                deadline = asyncio.get_running_loop().time() + self._seconds
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError as problem:
                raise TooSlow(f"A request body has to arrive within {self._seconds:g} seconds.") from problem
            complete = not message.get("more_body", False)
            return message

        await self._app(scope, in_time, send)
