"""A connection that says nothing, or does not come to the end of what it wants, is not kept for ever."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class SlowHeads(HttpToolsProtocol):
    """uvicorn's own time limit counts from one answer to the next byte. This one, as long, counts from the
    connection, or from that byte, until the head of a request is complete.

    It also ends a refused body that goes on for ever: the hub reads past it to keep the connection.
    """

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
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
