"""Two hubs on one CouchDB and one PostgreSQL: tablets come back through both, and one hub is killed."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import cycle
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, func, select

from bench import servers
from bench.district import District, Luggage, make_district
from bench.outage import compare
from bench.scale import FULL, TINY, Scale
from bench.servers import Server
from bench.wire import Answer
from schema.tables import Chain, Fact, Receipt
from server.clock import HubClock
from sync.couch_engine import CouchEngine
from sync.projector.database import dump, open_projection, table_of
from sync.projector.projector import Projector
from tests import couchdb, postgres

pytestmark = [pytest.mark.interop, pytest.mark.couchdb]

_CHAINS, _RECEIPTS = table_of(Chain), table_of(Receipt)
_BUSY = (429, 503)
_KILLED_AFTER = 1 / 3  # of the tablets


@pytest.fixture
def documents() -> Iterator[str]:
    with couchdb.without_district() as url:
        yield url


class Crowd:
    """Tablets that come back at once, each through one hub, and through the other when that is gone."""

    def __init__(self, hubs: list[Server], district: District) -> None:
        self._hubs = hubs
        self._district = district
        self._back = asyncio.Semaphore(0)

    async def come_back(self, victim: Server) -> None:
        """All of them; `victim` is killed when a third is back."""
        count = len(self._district.tablets)
        killing = asyncio.create_task(self._kill(victim, round(count * _KILLED_AFTER)))
        turns = cycle([self._hubs, self._hubs[::-1]])
        await asyncio.gather(
            *(self._push(one, hubs) for one, hubs in zip(self._district.tablets, turns, strict=False))
        )
        await killing

    async def _kill(self, victim: Server, after: int) -> None:
        for _ in range(after):
            await self._back.acquire()
        os.kill(victim.pid, signal.SIGKILL)

    async def _push(self, tablet: Luggage, hubs: list[Server]) -> None:
        path = f"/site-{tablet.site}/_bulk_docs"
        for hub in cycle(hubs):
            try:
                answer = await self._ask(hub, path, tablet)
            except OSError:  # gone, before or while it was asked
                await asyncio.sleep(0.05)
                continue
            assert (answer.status, answer.body.strip()) == (201, b"[]"), answer.body[:300]
            self._back.release()
            return

    async def _ask(self, hub: Server, path: str, tablet: Luggage) -> Answer:
        async with hub.connected() as connection:
            request = hub.request("POST", path, tablet.facts, tablet.bearer)
            answer = await connection.ask(request)
            while answer.status in _BUSY:
                await asyncio.sleep(answer.retry_after)
                answer = await connection.ask(request)
            return answer


@pytest.mark.parametrize(
    "scale", [pytest.param(TINY, id="few"), pytest.param(FULL, id="thousand", marks=pytest.mark.soak)]
)
@pytest.mark.parametrize("victim", [0, 1])
async def test_nothing_is_lost_or_doubled_when_a_hub_is_killed(
    scale: Scale, victim: int, documents: str, postgres_server: URL, tmp_path: Path
) -> None:
    with postgres.database(postgres_server) as tables, postgres.database(postgres_server) as anew:
        keys = tmp_path / "hub"
        district = await make_district(keys, scale, couchdb_url=documents, database_url=tables)
        places = {"YICI_COUCHDB_URL": documents, "YICI_DATABASE_URL": tables}
        async with AsyncExitStack() as stack:
            hubs = [await stack.enter_async_context(servers.hub(keys, **places)) for _ in range(2)]
            await Crowd(hubs, district).come_back(hubs[victim])
            left = hubs[1 - victim]
            await compare(left, district, gated=True)
            await _caught_up(left, tables, scale.sites * scale.tablets * scale.facts)
        filled = [await _filled(documents, url) for url in (tables, anew)]  # from where the hubs left off
        assert filled[0] == filled[1]


async def _caught_up(hub: Server, tables: str, facts: int) -> None:
    """Every fact is in the tables, and the workers have answered it: each device has its receipt."""
    projection = open_projection(tables)
    try:
        while not _is_answered(projection, facts):  # noqa: ASYNC110 - the hubs are other processes
            await asyncio.sleep(0.2)
    finally:
        projection.dispose()


def _is_answered(projection: Engine, facts: int) -> bool:
    answered = select(func.count()).join_from(_CHAINS, _RECEIPTS, _RECEIPTS.c.device == _CHAINS.c.device)
    with projection.connect() as connection:
        held = connection.scalar(select(func.count()).select_from(table_of(Fact)))
        devices = connection.scalar(select(func.count()).select_from(_CHAINS))
        done = connection.scalar(answered.where(_RECEIPTS.c.up_to == _CHAINS.c.head))
    return (held, done) == (facts, devices)


async def _filled(documents: str, tables: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows, once every document is in the tables."""
    engine, projection = await CouchEngine.open(documents), open_projection(tables)
    projector = Projector(engine, projection, None, HubClock().text)
    try:
        await projector.catch_up()
        return dump(projection)
    finally:
        await projector.stop()
        await engine.close()
        projection.dispose()
