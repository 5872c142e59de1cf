"""A district behind a road that can be cut, and a village hub at the end of it, in this process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from server.app import create_app
from server.auth.passwords import Passwords
from server.clock import HubClock
from server.gate import Gate
from server.hub import Hub, open_hub
from server.settings import Settings
from server.village.relay import Relay
from sync.patience import Patience
from tests.hub import CHEAP, SITE, DemoHub, running
from tests.live_app import served
from tests.live_hub import free_port

APP = "https://yici.example"
RELAY = """mutation($area: String!) { createPerson(name: "hub-sipaifang", displayName: "四牌坊主机",
  role: RELAY, area: $area) { initialPassword problems { code } } }"""


class Clock(HubClock):
    """One for both hubs, that can be set forward."""

    def __init__(self) -> None:
        super().__init__(HubClock.starting_at("2021-06-08T09:00").now())

    def forward(self, **by: int) -> None:
        assert self._start
        self._start += timedelta(**by)


class Road:
    """To the district. While it is cut nobody answers there."""

    def __init__(self, district: DemoHub) -> None:
        self.district = district
        self.port = free_port()
        self._open = contextlib.AsyncExitStack()

    async def mend(self) -> None:
        await self._open.enter_async_context(served(create_app(self.district.hub), self.port))

    async def cut(self) -> None:
        await self._open.aclose()


async def account(district: DemoHub, area: str = SITE) -> str:
    """The password of the village hub."""
    made = (await district.ask(RELAY, {"area": area}))["createPerson"]
    assert not made["problems"], made
    password: str = made["initialPassword"]
    return password


def open_village(
    data_dir: Path, port: int, password: str, clock: HubClock, *, seconds_between: float = 0.05
) -> Hub:
    url = f"http://hub-sipaifang:{password}@127.0.0.1:{port}/couchdb"
    settings = Settings(
        data_dir=data_dir, public_url=APP, upstream_url=SecretStr(url), metrics_token=SecretStr("m")
    )
    hub = open_hub(settings, clock=clock, passwords=Passwords(CHEAP))
    patience = Patience(attempts=2, sleep=lambda seconds: asyncio.sleep(min(seconds, 0.05)))
    relay = Relay(url, hub.engine, clock, patience=patience, seconds_between=seconds_between)
    return replace(hub, relay=relay, gate=Gate(hub.engine, clock, relay.hear_of_staff))


@contextlib.asynccontextmanager
async def village_hub(data_dir: Path, road: Road, password: str, clock: HubClock) -> AsyncIterator[DemoHub]:
    async with running(open_village(data_dir, road.port, password, clock)) as village:
        yield village


async def until(holds: Callable[[], Awaitable[bool]], why: str = "") -> None:
    """It comes to hold; nothing says when."""
    try:
        async with asyncio.timeout(30):
            while not await holds():  # noqa: ASYNC110 - over HTTP nobody is told
                await asyncio.sleep(0.02)
    except TimeoutError as end:
        raise AssertionError(f"it never came: {why or holds}") from end


UPSTREAM = "{ upstream { url databases { database state lastLevelAt pending reason } } }"


async def standing(village: DemoHub, database: str = f"site-{SITE}") -> dict[str, object]:
    """Of one database."""
    rows = (await village.ask(UPSTREAM, user="sipaifang-1"))["upstream"]["databases"]
    return next(row for row in rows if row["database"] == database)


async def is_level(village: DemoHub) -> bool:
    """In everything."""
    told = await village.ask("{ upstream { databases { state } } }", user="sipaifang-1")
    return {row["state"] for row in told["upstream"]["databases"]} == {"LEVEL"}
