"""A hub that has as much to do as it can says so, and goes on with what it has."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.types import Receive, Scope, Send

from server.crowd import Crowd
from server.limits import Limits
from tests.hub import demo_hub


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise OSError("the disk is full")


def _client(app: Crowd) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=app)
    return httpx2.AsyncClient(transport=transport, base_url="http://hub")


async def test_a_full_hub_answers_503_in_its_own_words(tmp_path: Path) -> None:
    reading, go = asyncio.Event(), asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        reading.set()
        await go.wait()
        yield b"{}"

    async with demo_hub(tmp_path, limits=Limits(connections=1)) as demo:
        headers = await demo.bearer("district")
        first = asyncio.create_task(
            demo.client.put("/couchdb/reference/x", content=slowly(), headers=headers)
        )
        await reading.wait()
        answer = await demo.client.get("/couchdb/")
        assert (answer.status_code, answer.json()["error"]) == (503, "service_unavailable")
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["x-hub-instance"] == demo.hub.engine.instance
        assert (await demo.client.get("/healthz")).status_code == 200
        go.set()
        assert (await first).status_code == 201
        assert (await demo.client.get("/couchdb/")).status_code == 200


async def test_a_place_is_free_again_after_a_failure_and_after_a_cancelled_request() -> None:
    crowd = Crowd(_broken, most=1)
    async with _client(crowd) as client:
        for _ in range(3):
            with pytest.raises(OSError, match="disk"):
                await client.get("/")
    assert crowd.under_way == 0
    arrived = asyncio.Event()

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        arrived.set()
        await asyncio.Event().wait()

    crowd = Crowd(endless, most=1)
    async with _client(crowd) as client:
        task = asyncio.create_task(client.get("/"))
        await arrived.wait()
        task.cancel()
        await asyncio.wait([task])
    assert crowd.under_way == 0
