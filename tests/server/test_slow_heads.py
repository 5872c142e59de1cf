"""Connections that say nothing, or never what they want."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from starlette.types import Receive, Scope, Send

from server.slow_heads import LONGEST_HEAD, SlowHeads
from tests.live_app import served


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers without reading."""
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async with served(_app, http=SlowHeads, timeout_keep_alive=1) as port, asyncio.timeout(20):
        yield port


async def _end_of(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, drip: bytes = b"") -> bytes:
    """What is read until the hub closes the connection, into which something drips all the time."""
    reading = asyncio.create_task(reader.read())
    while not (await asyncio.wait([reading], timeout=0.05))[0]:
        writer.write(drip)
    writer.close()
    return await reading


async def test_a_connection_that_says_nothing_is_closed(port: int) -> None:
    assert await _end_of(*await asyncio.open_connection("127.0.0.1", port)) == b""


async def test_a_head_that_trickles_is_closed_however_often_a_byte_comes(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: hub\r\nX-Long: ")
    assert await _end_of(reader, writer, b"x") == b""


async def test_a_head_without_an_end_is_closed_before_it_fills_the_memory() -> None:
    async with served(_app, http=SlowHeads, timeout_keep_alive=1000) as port, asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: hub\r\nX-Long: ")
        with contextlib.suppress(ConnectionError):
            for _ in range(100):
                writer.write(b"x" * LONGEST_HEAD)
                await writer.drain()
            assert (await reader.read()).startswith(b"HTTP/1.1 400")
        writer.close()


async def test_a_refused_body_that_goes_on_for_ever_is_closed(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000000\r\n\r\n")
    assert (await _end_of(reader, writer, b"x")).startswith(b"HTTP/1.1 200")


async def test_requests_in_pieces_are_answered_one_after_the_other(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(3):
        for piece in (b"GET / HT", b"TP/1.1\r\nHo", b"st: hub\r\n", b"\r\n"):
            writer.write(piece)
            await writer.drain()
        assert (await reader.readuntil(b"\r\n\r\nok")).startswith(b"HTTP/1.1 200")
    assert await _end_of(reader, writer) == b""
