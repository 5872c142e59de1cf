"""What an operator and a load balancer are told: is the hub ready, and what stands in its way."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, cast

import httpx2
import pytest

from server.app import create_app
from server.hub import Hub
from server.pages import health
from sync.document import DatabaseInfo
from sync.engine import Engine
from sync.errors import Unavailable
from sync.projector.database import open_projection
from sync.projector.projector import Projector
from sync.store.engine import EmbeddedEngine
from tests.hub import DemoHub, demo_hub, open_demo
from tests.server.test_tables_away import away


async def asked(hub: Hub, path: str = "/readyz") -> tuple[int, Any]:
    transport = httpx2.ASGITransport(app=create_app(hub))
    async with httpx2.AsyncClient(transport=transport, base_url="http://hub.example") as client:
        answer = await client.get(path)
        return answer.status_code, answer.json()


async def test_a_store_that_cannot_be_written_is_told(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    await demo.settled()
    monkeypatch.setattr(EmbeddedEngine, "takes_writes", False)
    status, told = await asked(demo.hub)
    assert (status, told["documents"]) == (200, "cannot be written"), "what is there can be read"


class Unreachable:
    """Documents of which nothing is heard: at once, or ever."""

    instance = "0" * 32

    def __init__(self, *, hangs: bool) -> None:
        self._hangs = hangs

    def database(self, _: str) -> Self:
        return self

    async def info(self) -> DatabaseInfo:
        if self._hangs:
            await asyncio.Event().wait()
        raise Unavailable("No node of CouchDB answers.")


@pytest.fixture
async def on_postgresql(tmp_path: Path, postgresql: str) -> AsyncIterator[DemoHub]:
    async with demo_hub(tmp_path / "pg", tables=postgresql) as hub:
        yield hub


async def test_all_is_well(demo: DemoHub) -> None:
    await demo.settled()
    status, told = await asked(demo.hub)
    assert status == 200
    assert told == {
        "status": "ready",
        "documents": "answer",
        "tables": "answer",
        "filledBy": "this hub",
        "secondsBehind": 0.0,
    }


@pytest.mark.parametrize("hangs", [False, True])
async def test_without_documents_it_is_alive_and_not_ready(
    demo: DemoHub, hangs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "SECONDS_TO_ANSWER", 0.05)
    await demo.settled()
    hub = replace(demo.hub, engine=cast("Engine", Unreachable(hangs=hangs)))
    status, told = await asked(hub)
    assert (status, told["status"], told["documents"]) == (503, "documents away", "away")
    assert (await asked(hub, "/healthz"))[0] == 200, "to start it again would help nobody"


async def test_before_the_tables_have_caught_up_it_is_not_ready(tmp_path: Path, postgresql: str) -> None:
    hub = open_demo(tmp_path, tables=postgresql)
    try:
        with away(postgresql):
            await hub.start()
            await hub.workers.stop()
            status, told = await asked(hub)
            assert (status, told["status"], told["tables"]) == (503, "catching up", "away")
        assert await hub.projector.passed("reference", 30)
    finally:
        await hub.stop()


async def test_tablets_are_served_on_when_the_tables_go_away(on_postgresql: DemoHub, postgresql: str) -> None:
    await on_postgresql.settled()
    with away(postgresql):
        status, told = await asked(on_postgresql.hub)
        assert (status, told["status"], told["tables"]) == (200, "ready", "away")


async def test_a_projector_that_is_behind_says_for_how_long(on_postgresql: DemoHub, postgresql: str) -> None:
    await on_postgresql.settled()
    tablet = await on_postgresql.enrolled_tablet()
    await on_postgresql.settled()
    with away(postgresql):
        tablet.application()
        assert await on_postgresql.push(tablet.facts) == []
        while not (await asked(on_postgresql.hub))[1]["secondsBehind"]:
            pass


async def test_who_stands_by_is_ready_and_says_that_another_fills_the_tables(
    on_postgresql: DemoHub, postgresql: str
) -> None:
    await on_postgresql.settled()
    projection = open_projection(postgresql)
    standing_by = Projector(on_postgresql.hub.engine, projection, None, on_postgresql.hub.clock.text)
    await standing_by.start()
    try:
        await standing_by.moved(0)
        status, told = await asked(replace(on_postgresql.hub, projector=standing_by))
        assert (status, told["filledBy"], told["secondsBehind"]) == (200, "another hub", None)
    finally:
        await standing_by.stop()
        projection.dispose()
