"""A demo hub whose documents are in an Apache CouchDB."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from server.auth.passwords import Passwords
from server.clock import HubClock
from server.hub import open_engine, open_hub
from server.settings import Settings
from tests.hub import CHEAP, DemoHub, running


@asynccontextmanager
async def hub_on_couchdb(data_dir: Path, url: str) -> AsyncIterator[DemoHub]:
    """Its keys and tables are in `data_dir`."""
    settings = Settings(data_dir=data_dir, couchdb_url=SecretStr(url), public_url="http://hub.example")
    engine, clock = await open_engine(settings), HubClock.starting_at("2021-06-08T09:00")
    hub = open_hub(settings, engine, clock=clock, passwords=Passwords(CHEAP), demo_cases=0)
    async with running(hub) as demo:
        yield demo
