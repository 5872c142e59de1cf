"""A connection that says nothing, or does not come to the end of what it wants, is not kept for ever."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 65_536  # bytes


class SlowHeads(HttpToolsProtocol):
    """uvicorn's own time limit counts from one answer to the next byte. This one, as long, counts from the
    connection, or from that byte, until the head of a request is complete.

    It also ends a refused body that goes on for ever: the hub reads past it to keep the connection.
    uvicorn takes heads of any length; this one answers 400 to one that is longer than `LONGEST_HEAD`.
    """

    _limit: asyncio.TimerHandle | None = None
    _head: int | None = None  # bytes of a head that is not complete, without the piece it began in

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        super().connection_made(transport)
        self._begin()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0

    def on_headers_complete(self) -> None:
        self._head = None
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        if self._head is not None:
            self._head += len(data)
        super().data_received(data)
        if self._head is not None and self._head > LONGEST_HEAD:
            self.send_400_response("The head of the request is too long.")
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self._end()
        elif self._limit is None:
            self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._limit = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _end(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
