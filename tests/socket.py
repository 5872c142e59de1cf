"""A client of GraphQL's subscriptions over a real socket, as graphql-transport-ws has it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

SECONDS = 20.0  # until a test takes what it waits for as lost


class Socket:
    """One connection."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, type_: str, **members: Any) -> None:
        await self._connection.send(json.dumps({"type": type_, **members}))

    async def send_anything(self, message: Any) -> None:
        await self._connection.send(json.dumps(message))

    async def heard(self) -> Any:
        """The next message of the hub."""
        async with asyncio.timeout(SECONDS):
            return json.loads(await self._connection.recv())

    async def sign_in(self, authorization: str) -> Any:
        await self.send("connection_init", payload={"authorization": authorization})
        return await self.heard()

    async def subscribe(self, query: str, variables: Any = None, name: str = "1") -> None:
        await self.send("subscribe", id=name, payload={"query": query, "variables": variables or {}})

    async def closed(self) -> tuple[int, str]:
        """The code and reason the hub closes it with."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self.heard()
        return self._connection.close_code or 0, self._connection.close_reason or ""


@contextlib.asynccontextmanager
async def opened(port: int, protocol: str = "graphql-transport-ws") -> AsyncIterator[Socket]:
    url = f"ws://127.0.0.1:{port}/graphql"
    async with connect(url, subprotocols=[Subprotocol(protocol)], proxy=None) as connection:
        yield Socket(connection)
