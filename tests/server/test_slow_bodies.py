"""A body that trickles in is given up, and its place with it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.app import create_app
from server.limits import Limits
from tests.hub import PASSWORD, DemoHub, demo_hub
from tests.live_app import served

HURRIED = Limits(body_seconds=0.05, writes=1)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[DemoHub]:
    async with demo_hub(tmp_path, limits=HURRIED) as hub:
        yield hub


@contextlib.asynccontextmanager
async def _half_a_request(demo: DemoHub, head: bytes) -> AsyncIterator[tuple[int, dict[str, str]]]:
    """Status and body of what a client is told who stops in the middle of its body."""
    async with served(create_app(demo.hub)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head + b"Host: hub\r\nContent-Length: 1000\r\n\r\n" + b'{"docs":[')
        answer = (await reader.readuntil(b"}\n")).decode()
        yield int(answer.split()[1]), json.loads(answer.partition("\r\n\r\n")[2])
        writer.close()
        await writer.wait_closed()


async def test_a_push_that_stops_in_the_middle(demo: DemoHub) -> None:
    token = (await demo.bearer("district"))["Authorization"].encode()
    head = b"POST /couchdb/reference/_bulk_docs HTTP/1.1\r\nAuthorization: " + token + b"\r\n"
    async with _half_a_request(demo, head) as (status, told):
        assert (status, told["error"]) == (408, "request_timeout")
        assert "0.05 seconds" in told["reason"]
    assert (await demo.client.put("/couchdb/reference/x", json={}, auth=("district", PASSWORD))).is_success


@pytest.mark.parametrize("path", [b"/couchdb/_session", b"/graphql", b"/auth/renew"])
async def test_a_stranger_who_stops_in_the_middle(demo: DemoHub, path: bytes) -> None:
    head = b"POST " + path + b" HTTP/1.1\r\nContent-Type: application/json\r\n"
    async with _half_a_request(demo, head) as (status, _):
        assert status == 408


async def test_a_body_that_came_in_time_may_take_its_time_to_be_answered(demo: DemoHub) -> None:
    """A longpoll by POST waits on after its body."""
    since = (await demo.get("/couchdb/reference", "district")).json()["update_seq"]
    path = f"/couchdb/reference/_changes?feed=longpoll&since={since}&timeout=200"
    headers = await demo.bearer("district")
    assert (await demo.client.post(path, json={}, headers=headers)).json()["results"] == []
