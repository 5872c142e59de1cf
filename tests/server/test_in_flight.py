"""One principal may have only so much under way; whatever becomes of a request, its place is free again."""

import asyncio
import random

import httpx2
import pytest
from starlette.types import Receive, Scope, Send

from server.in_flight import InFlight
from server.limits import Limits
from server.principal import Anonymous, Principal, Role

TABLET = Principal("500116001901A1", Role.DEVICE, "500116001901")
OTHER = Principal("500116001901A2", Role.DEVICE, "500116001901")
PUSH = ("POST", "/couchdb/site-1/_bulk_docs")
FEED = ("GET", "/couchdb/site-1/_changes?feed=longpoll&since=0")
ASK = ("POST", "/couchdb/site-1/_revs_diff")


class Slow:
    """Answers when it is told to; fails when it is told that."""

    def __init__(self) -> None:
        self.arrived: asyncio.Queue[str] = asyncio.Queue()
        self.go = asyncio.Event()
        self.problem: Exception | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.arrived.put_nowait(scope["path"])
        await self.go.wait()
        if self.problem:
            raise self.problem
        await send({"type": "http.response.start", "status": 201, "headers": []})
        await send({"type": "http.response.body"})


class Hub:
    """Two of each kind at once."""

    def __init__(self) -> None:
        self.app = Slow()
        self.in_flight = InFlight(self.app, Limits(writes=2, feeds=2, requests=2))

    async def ask(self, what: tuple[str, str], user: Principal | Anonymous = TABLET) -> httpx2.Response:
        async def signed_in(scope: Scope, receive: Receive, send: Send) -> None:
            await self.in_flight({**scope, "user": user}, receive, send)

        transport = httpx2.ASGITransport(app=signed_in)
        async with httpx2.AsyncClient(transport=transport, base_url="http://hub") as client:
            return await client.request(*what)

    async def begun(
        self, *asked: tuple[str, str], user: Principal | Anonymous = TABLET
    ) -> list[asyncio.Task[httpx2.Response]]:
        """Requests that have arrived and wait."""
        tasks = [asyncio.create_task(self.ask(what, user)) for what in asked]
        for _ in asked:
            await self.app.arrived.get()
        return tasks


@pytest.fixture
async def hub() -> Hub:
    return Hub()


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (PUSH, "writes"),
        (("PUT", "/couchdb/site-1/x"), "writes"),
        (("DELETE", "/couchdb/site-1/x"), "writes"),
        (FEED, "feeds"),
        (("POST", "/couchdb/site-1/_changes?feed=continuous"), "feeds"),
        (("GET", "/couchdb/site-1/_changes?feed=eventsource"), "feeds"),
        (("GET", "/couchdb/site-1/_changes"), "requests"),
        (("GET", "/couchdb/site-1/_changes?feed=normal"), "requests"),
        (ASK, "requests"),
        (("POST", "/graphql"), "requests"),
    ],
)
async def test_beyond_the_limit_is_429_and_when_to_come_back(
    hub: Hub, what: tuple[str, str], kind: str
) -> None:
    tasks = await hub.begun(what, what)
    refused = await hub.ask(what)
    assert (refused.status_code, refused.json()["error"]) == (429, "too_many_requests")
    assert f"2 {kind} under way" in refused.json()["reason"]
    assert int(refused.headers["retry-after"]) > 0
    hub.app.go.set()
    assert [answer.status_code for answer in await asyncio.gather(*tasks)] == [201, 201]
    assert (await hub.ask(what)).status_code == 201


async def test_waiting_feeds_take_no_room_from_writes_and_questions(hub: Hub) -> None:
    tasks = await hub.begun(FEED, FEED)
    tasks += await hub.begun(PUSH, ASK)
    hub.app.go.set()
    assert {answer.status_code for answer in await asyncio.gather(*tasks)} == {201}


async def test_each_principal_is_counted_alone_and_strangers_are_not(hub: Hub) -> None:
    tasks = await hub.begun(PUSH, PUSH) + await hub.begun(PUSH, PUSH, user=OTHER)
    tasks += await hub.begun(*[PUSH] * 5, user=Anonymous())
    hub.app.go.set()
    assert {answer.status_code for answer in await asyncio.gather(*tasks)} == {201}


async def test_whatever_becomes_of_requests_the_counts_return_to_nothing(hub: Hub) -> None:
    chance = random.Random(20210608)
    for _ in range(30):
        asked = [*(await hub.begun(PUSH, FEED)), *(await hub.begun(ASK, PUSH, user=OTHER))]
        assert sum(hub.in_flight.counts.values()) == 4
        for task in chance.sample(asked, chance.randint(0, 4)):
            task.cancel()
        hub.app.problem = chance.choice([None, OSError("the disk is full")])
        hub.app.go.set()
        await asyncio.gather(*asked, return_exceptions=True)
        assert hub.in_flight.counts == {}
        hub.app.go.clear()
