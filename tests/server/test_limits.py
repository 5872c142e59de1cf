"""The limits of a whole hub on a real socket: who meets one is told, and goes on over the same connection."""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.app import create_app
from server.couch.changes import LONGEST_WAIT
from server.limits import Limits
from server.settings import Settings
from tests.hub import DemoHub, demo_hub
from tests.live_app import served

LOW = Limits(body_bytes=200_000, stranger_body_bytes=1000, writes=1, feeds=1, requests=1)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[DemoHub]:
    async with demo_hub(tmp_path, limits=LOW) as hub:
        yield hub


class Connection:
    """One connection to the hub, which answers one request after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> None:
        self._reader, self._writer = reader, writer
        self._token = token

    @classmethod
    async def open(cls, port: int, token: str) -> "Connection":
        return cls(*await asyncio.open_connection("127.0.0.1", port), token)

    async def send(self, line: str, body: bytes = b"", length: int | None = None) -> None:
        size = len(body) if length is None else length
        head = (
            f"{line} HTTP/1.1\r\nHost: hub\r\nAuthorization: {self._token}\r\nContent-Length: {size}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        await self._writer.drain()

    async def status(self) -> int:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        await self._reader.readexactly(int(head.partition("content-length: ")[2].split("\r\n")[0]))
        return int(head.split()[1])

    async def ask(self, line: str, body: bytes = b"") -> int:
        await self.send(line, body)
        return await self.status()

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


async def test_a_connection_goes_on_after_a_refusal(demo: DemoHub) -> None:
    token = (await demo.bearer("district"))["Authorization"]
    async with served(create_app(demo.hub)) as port:
        busy, other = await Connection.open(port, token), await Connection.open(port, token)
        assert await other.ask("POST /couchdb/reference/_bulk_docs", b" " * 300_000) == 413
        await busy.send("PUT /couchdb/reference/x", b"{", length=2)
        assert await other.ask("GET /couchdb/reference") == 200
        large = b"{}" + b" " * 150_000
        tried = itertools.count()
        while (status := await other.ask(f"PUT /couchdb/reference/y{next(tried)}", large)) == 201:
            pass  # until the other one is there
        assert status == 429
        assert await other.ask("GET /couchdb/reference") == 200
        await busy.close()
        while await other.ask("PUT /couchdb/reference/z", b"{}") == 429:
            pass  # its place is free once the hub has noticed
        assert await other.ask("GET /couchdb/reference/z") == 200
        await other.close()


async def test_a_feed_whose_client_is_gone_takes_no_place(demo: DemoHub) -> None:
    token = (await demo.bearer("district"))["Authorization"]
    since = (await demo.get("/couchdb/reference", "district")).json()["update_seq"]
    async with served(create_app(demo.hub)) as port:
        for kind in ("longpoll", "continuous&heartbeat=60000"):
            first, second = await Connection.open(port, token), await Connection.open(port, token)
            await first.send(f"GET /couchdb/reference/_changes?since={since}&feed={kind}")
            assert await second.ask("GET /couchdb/reference") == 200
            short = "GET /couchdb/reference/_changes?feed=longpoll&timeout=1"
            while await second.ask(short) == 200:
                pass  # until the first one is there
            await first.close()
            async with asyncio.timeout(LONGEST_WAIT / 2):  # of itself it would end after that time
                while await second.ask(short) == 429:
                    pass  # until the hub has noticed
            await second.close()


def test_the_operator_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YICI_MAX_WRITES", "7")
    limits = Settings().limits
    assert (limits.writes, limits.feeds) == (7, Limits.model_fields["feeds"].default)
    monkeypatch.setenv("YICI_MAX_WRITES", "0")
    with pytest.raises(ValueError, match="greater than 0"):
        Settings()


def test_the_documents_list_all_of_them_with_their_defaults() -> None:
    page = Path(__file__).parents[2] / "docs" / "protocol.md"
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| ([0-9]+) \|", page.read_text(), re.MULTILINE))
    fields = Limits.model_fields.items()
    assert told == {name.upper(): str(field.default) for name, field in fields}
