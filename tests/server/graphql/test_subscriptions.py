"""Figures and sites are told as they change, over a real socket, to whom they may be told."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from server.app import create_app
from server.limits import Limits
from sync.records import change
from tests.hub import SITE, DemoHub, demo_hub
from tests.live_app import served
from tests.server.graphql.desk import accepted, questions
from tests.socket import Socket, opened

KPI = """subscription($area: String) { kpiUpdates(
  period: {from: "2021-06-01", to: "2021-06-30"}, level: DISTRICT, areaCode: $area, names: [OUT_OF_SITE_RATE]
) { denominator value asOf sitesNotSynced { code name } } }"""
SYNC = "subscription($area: String) { siteSyncUpdates(areaCode: $area) { site { code } facts lastPushAt } }"


@contextlib.asynccontextmanager
async def signed_in(demo: DemoHub, user: str = "district") -> AsyncIterator[Socket]:
    await demo.settled()
    async with served(create_app(demo.hub)) as port, opened(port) as socket:
        assert await socket.sign_in((await demo.bearer(user))["Authorization"]) == {"type": "connection_ack"}
        yield socket


async def told(socket: Socket) -> Any:
    """The data of the next answer."""
    message = await socket.heard()
    assert message["type"] == "next", message
    assert "errors" not in message["payload"], message
    return next(iter(message["payload"]["data"].values()))


async def problem(socket: Socket) -> Any:
    """`extensions` of what is wrong with an operation."""
    while (message := await socket.heard())["type"] == "complete":
        pass  # of the operation before
    errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
    return errors[0]["extensions"]


async def test_what_a_tablet_pushes_is_told_at_once(demo: DemoHub) -> None:
    async with signed_in(demo) as socket:
        await socket.subscribe(KPI)
        (row,) = await told(socket)
        assert (row["denominator"], row["value"]) == (0, None)
        await accepted(demo)
        while (await told(socket))[0]["denominator"] != 1:
            pass  # the tablet's enrolment moved the tables too


async def test_how_current_sites_are_is_told(demo: DemoHub) -> None:
    async with signed_in(demo, "sipaifang-1") as socket:
        await socket.subscribe(SYNC, {"area": SITE})
        (row,) = await told(socket)
        assert row == {"site": {"code": SITE}, "facts": 0, "lastPushAt": None}
        tablet, _ = await accepted(demo)
        while (row := (await told(socket))[0])["facts"] != len(tablet.facts):
            pass
        assert row["lastPushAt"]


async def test_nothing_is_asked_of_the_tables_while_nothing_happens(demo: DemoHub) -> None:
    async with signed_in(demo) as socket:
        await socket.subscribe(KPI)
        await told(socket)
        with questions(demo) as asked, pytest.raises(TimeoutError):
            async with asyncio.timeout(2.5):
                await told(socket)
        assert asked == []


async def test_who_may_not_is_told_why(demo: DemoHub) -> None:
    async with signed_in(demo, "sipaifang-1") as socket:
        await socket.subscribe(KPI)
        assert (await problem(socket))["code"] == "forbidden"
        await socket.subscribe(SYNC, {"area": "500116002901"}, "2")
        assert (await problem(socket))["code"] == "not_found"
        await socket.subscribe("{ kpiDefinitions { name } }", name="3")
        assert (await problem(socket))["code"] == "bad_request"
    async with signed_in(demo, "portal") as socket:
        await socket.subscribe(SYNC)
        assert (await problem(socket))["code"] == "forbidden"


async def test_subscriptions_are_for_sockets_alone(demo: DemoHub) -> None:
    headers = await demo.bearer("district")
    for accept in ("application/json", "text/event-stream", "multipart/mixed"):
        answer = await demo.client.post(
            "/graphql", json={"query": SYNC}, headers={**headers, "Accept": accept}
        )
        (error,) = answer.json()["errors"]
        assert "WebSocket" in error["message"]
        assert error["extensions"]["code"] == "bad_request"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({}, "connection_init needs"),
        ({"authorization": "Basic ZGlzdHJpY3Q6eA=="}, "connection_init needs"),
        ({"authorization": "Bearer x"}, "token"),
    ],
)
async def test_who_is_nobody_is_refused(demo: DemoHub, payload: dict[str, str], reason: str) -> None:
    async with served(create_app(demo.hub)) as port, opened(port) as socket:
        await socket.send("connection_init", payload=payload)
        code, said = await socket.closed()
        assert code == 4401
        assert reason in said
    async with served(create_app(demo.hub)) as port, opened(port) as socket:
        await socket.subscribe(SYNC)
        assert (await socket.closed())[0] == 4401


async def test_another_protocol_is_refused(demo: DemoHub) -> None:
    async with served(create_app(demo.hub)) as port, opened(port, "graphql-ws") as socket:
        assert (await socket.closed())[0] == 4406


@pytest.mark.parametrize(
    "message",
    [
        "x",
        5,
        [],
        {},
        {"type": []},
        {"type": "nothing"},
        {"type": "subscribe", "id": "1"},
        {"type": "subscribe", "id": [], "payload": {"query": SYNC}},
        {"type": "subscribe", "id": "1", "payload": {"query": 5}},
        {"type": "subscribe", "id": "1", "payload": {"query": SYNC, "variables": [1]}},
        {"type": "complete", "id": {}},
    ],
)
async def test_what_is_no_message_is_refused(demo: DemoHub, message: Any) -> None:
    async with signed_in(demo) as socket:
        await socket.send_anything(message)
        code, reason = await socket.closed()
        assert code == 4400
        assert reason


async def test_it_ends_with_the_token(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.auth.tokens.LIFETIME", timedelta(seconds=2))
    async with signed_in(demo) as socket:
        await socket.subscribe(SYNC)
        await told(socket)
        code, reason = await socket.closed()
        assert (code, reason) == (4401, "The token is not valid or has expired.")


async def test_it_ends_when_the_person_is_suspended(demo: DemoHub) -> None:
    async with signed_in(demo, "jijiang") as socket:
        await socket.subscribe(SYNC)
        await told(socket)
        await change(demo.hub.engine.database("hub"), "user:jijiang", suspended=True)
        assert (await socket.closed())[0] == 4401
    assert demo.hub.live.listening.total() == 0


async def test_it_ends_when_the_password_is_reset(demo: DemoHub) -> None:
    async with signed_in(demo, "jijiang") as socket:
        await socket.subscribe(SYNC)
        await told(socket)
        await demo.ask('mutation { resetPassword(name: "jijiang") { initialPassword } }')
        assert (await socket.closed())[0] == 4401
    assert demo.hub.live.listening.total() == 0


async def test_it_ends_when_the_person_has_another_post(demo: DemoHub) -> None:
    async with signed_in(demo, "jijiang") as socket:
        await change(demo.hub.engine.database("hub"), "user:jijiang", area="500116002")
        assert await socket.closed() == (4401, "Your post has changed: sign in again.")


async def subscribed(demo: DemoHub, socket: Socket, user: str) -> None:
    await socket.sign_in((await demo.bearer(user))["Authorization"])
    await socket.subscribe(SYNC)
    await told(socket)


async def test_nobody_takes_all_the_places(tmp_path: Path) -> None:
    few = Limits(subscriptions=3, subscriptions_each=2)
    async with (
        demo_hub(tmp_path, limits=few) as demo,
        served(create_app(demo.hub)) as port,
        opened(port) as first,
        opened(port) as second,
        opened(port) as third,
    ):
        await subscribed(demo, first, "district")
        await subscribed(demo, second, "district")
        await second.subscribe(SYNC, name="2")
        assert (await problem(second))["code"] == "too_many_requests"
        await subscribed(demo, third, "jijiang")
        await third.subscribe(SYNC, name="2")
        assert (await problem(third))["retryAfter"] > 0
        await first.send("complete", id="1")
        await first.send("ping")
        assert (await first.heard())["type"] == "pong"
        await third.subscribe(SYNC, name="3")
        while (message := await third.heard())["type"] != "next":
            pass
        assert message["id"] == "3"


async def test_a_hub_that_stops_ends_them(demo: DemoHub) -> None:
    async with contextlib.AsyncExitStack() as running:
        port = await running.enter_async_context(served(create_app(demo.hub)))
        async with opened(port) as socket:
            await subscribed(demo, socket, "district")
            await running.aclose()
            assert (await socket.closed())[0] == 1012  # begin anew
    assert demo.hub.live.listening.total() == 0


async def test_a_hub_that_is_full_says_so_before_a_socket_is_open(tmp_path: Path) -> None:
    async with (
        demo_hub(tmp_path, limits=Limits(connections=1)) as demo,
        served(create_app(demo.hub)) as port,
        opened(port) as socket,
    ):
        with pytest.raises(InvalidStatus) as refused:
            async with opened(port):
                pass
        assert refused.value.response.status_code == 503
        await socket.send("connection_init")
        assert (await socket.closed())[0] == 4401
