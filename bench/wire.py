"""A client that costs next to nothing: one kept connection, prepared requests, answers drained unread."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
_RETRY = re.compile(rb"\r\nretry-after: *([0-9]+)", re.IGNORECASE)
_LAST_CHUNK = b"\r\n0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    head: bytes
    pieces: list[bytes]

    @property
    def body(self) -> bytes:
        raw = b"".join(self.pieces)
        return raw if _LENGTH.search(self.head) else _without_chunks(raw)

    @property
    def retry_after(self) -> float:
        found = _RETRY.search(self.head)
        return float(found[1]) if found else 0.0


class Refused(Exception):
    """A server answered with a failure."""


@contextlib.asynccontextmanager
async def connected(port: int) -> AsyncIterator["Connection"]:
    """A connection to a server of this machine; closed in the end."""
    loop = asyncio.get_running_loop()
    transport, connection = await loop.create_connection(Connection, "127.0.0.1", port)
    try:
        yield connection
    finally:
        transport.close()
        await connection.closed


class Connection(asyncio.Protocol):
    """Kept alive; one request after the other."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._answer: asyncio.Future[Answer] | None = None
        self.closed = asyncio.get_running_loop().create_future()

    async def ask(self, request: bytes) -> Answer:
        """The answer, complete; ConnectionError when the server hangs up."""
        self._head, self._pieces, self._tail = b"", list[bytes](), b""
        self._left: int | None = None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    async def done(self, request: bytes) -> Answer:
        """The same; raises `Refused` unless the answer tells of success."""
        answer = await self.ask(request)
        if answer.status >= 400:
            raise Refused(f"{request[:80]!r}: {answer.status} {answer.body[:200]!r}")
        return answer

    def data_received(self, data: bytes) -> None:
        if not self._head:
            head, found, data = (b"".join(self._pieces) + data).partition(b"\r\n\r\n")
            if not found:
                self._pieces = [head]
                return
            self._head, self._pieces = head, []
            length = _LENGTH.search(head)
            self._left = int(length[1]) if length else None
        self._pieces.append(data)
        if self._left is not None:
            self._left -= len(data)
        self._tail = (self._tail + data[-len(_LAST_CHUNK) :])[-len(_LAST_CHUNK) :]
        if self._left == 0 or (self._left is None and self._is_last_chunk()):
            self._finish()

    def connection_lost(self, problem: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(problem or ConnectionResetError("the server hung up"))
        self.closed.set_result(None)

    def _is_last_chunk(self) -> bool:
        """JSON holds no raw line break followed by these: nothing else can end so."""
        return self._tail in (_LAST_CHUNK, _LAST_CHUNK[2:])

    def _finish(self) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(Answer(int(self._head[9:12]), self._head, self._pieces))


def _without_chunks(raw: bytes) -> bytes:
    body = bytearray()
    while raw:
        size, _, raw = raw.partition(b"\r\n")
        length = int(size, 16)
        body += raw[:length]
        raw = raw[length + 2 :]
    return bytes(body)
