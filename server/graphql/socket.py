"""Subscriptions over one WebSocket: signed in by its first message, ended with its token or its person."""

import asyncio
from contextlib import suppress
from typing import Any

from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import ConnectionInitMessage, Message

from server.graphql.context import Context, make_context
from server.hub import Hub
from server.principal import Principal
from sync.errors import SyncError, Unauthorized

CLOSED_FOR = {401: 4401, 403: 4403}  # by the status the same would have over HTTP
SIGN_IN = 'connection_init needs the payload {"authorization": "Bearer <token>"}.'
LONGEST_REASON = 120  # bytes, of a WebSocket


class Socket(BaseGraphQLTransportWSHandler[Context, None]):
    """Each operation works with what `context` gives then: who signed in, and loaders of its own."""

    _signed_in: Principal | None = None
    _watch: asyncio.Task[None] | None = None
    _context: Context

    @property
    def context(self) -> Context:
        if self._signed_in is None:
            return self._context
        return make_context(self._hub, self._signed_in, self._context.address, is_live=True)

    @context.setter
    def context(self, first: Context) -> None:
        self._context = first

    @property
    def _hub(self) -> Hub:
        return self._context.hub

    async def handle_message(self, message: Message) -> None:
        """Closes with 4400 what is no message of the protocol."""
        if _has_form(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("This is no message of graphql-transport-ws.")

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Closes with 4401 where nobody can be signed in."""
        if not self.connection_init_received:
            try:
                token = _token(message.get("payload"))
                self._signed_in = await self._hub.sign_in.by_token(token)
            except SyncError as problem:
                await self._close(problem)
                return
            self._watch = asyncio.create_task(self._close_in_the_end(token, self._signed_in))
        await super().handle_connection_init(message)

    async def shutdown(self) -> None:
        if self._watch:
            self._watch.cancel()
        await super().shutdown()

    async def _close_in_the_end(self, token: str, principal: Principal) -> None:
        """Waits until the token has ended, or whoever it is of is suspended or has another post."""
        hub, problem = self._hub, Unauthorized("Your post has changed: sign in again.")
        with suppress(asyncio.CancelledError):
            while True:
                seen = hub.projector.moves
                try:
                    if await hub.sign_in.by_token(token) != principal:
                        break
                except Unauthorized as ended:
                    problem = ended
                    break
                with suppress(TimeoutError):
                    async with asyncio.timeout(hub.tokens.seconds_left(token)):
                        await hub.projector.moved(seen)
            for name in list(self.operations):
                await self.cleanup_operation(name)
            await self._close(problem)

    async def _close(self, problem: SyncError) -> None:
        reason = problem.reason.encode()[:LONGEST_REASON].decode(errors="ignore")
        await self.websocket.close(CLOSED_FOR.get(problem.status, 4400), reason)


def _has_form(message: Any) -> bool:
    match message:
        case {"type": "subscribe", "id": str(), "payload": {"query": str()} as payload}:
            return isinstance(payload.get("variables"), dict | None) and isinstance(
                payload.get("operationName"), str | None
            )
        case {"type": "complete", "id": str()}:
            return True
        case {"type": str(kind)}:
            return kind not in ("subscribe", "complete")
    return False


def _token(payload: Any) -> str:
    """Raises `Unauthorized`."""
    said = payload.get("authorization") if isinstance(payload, dict) else None
    scheme, _, token = said.partition(" ") if isinstance(said, str) else ("", "", "")
    if scheme.lower() != "bearer":
        raise Unauthorized(SIGN_IN)
    return token.strip()
