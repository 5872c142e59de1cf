"""What one tablet costs a hub, kind by kind: the constants that a simulation of a city needs."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from bench.district import District, Luggage
from bench.outage import push
from bench.papers import offers
from bench.scale import Scale
from bench.servers import Server, hub
from schema.envelope import sign, to_base64url
from server.auth.renewal import RENEW_PREFIX

PUSH_REQUESTS = 5  # of a push that goes in one batch
BROWSER = 450  # bytes of headers beyond the bench's own client: assumed
_ASKING = 16  # connections
_LONGPOLL = "/_changes?feed=longpoll&timeout={}&since={}"
_POLL_ROUNDS = 4
_LONGER = 4  # a longpoll, while memory is looked at
_LOOK = 0.1  # seconds between two looks at the tables
_TOLD = "SELECT count(*) FROM chain JOIN receipt USING (device) WHERE receipt.state = chain.state"
_COVERED = "SELECT 1 FROM receipt WHERE device = ? AND up_to >= ?"


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of the hub's processor above those of a hub at rest, and bytes of HTTP without TLS."""

    request: float  # a small one of a tablet that is signed in: where were we, remember where we are
    poll: float  # a longpoll that brings nothing
    renewal: float  # a challenge and its signed answer
    offered: float  # a document in `_revs_diff`
    fetched: float  # a document in `_bulk_get`
    taken: float  # a fact in `_bulk_docs`: judged, verified, on the disk
    tabled: float  # a fact in the tables, with what the workers make of it and its share of a receipt
    alone: float  # a fact that comes by itself, from its request to its own receipt
    idle: float  # a second in which nobody asks
    small_bytes: int  # a small request and its answer
    poll_bytes: int
    fact_bytes: int
    memory: int  # of a hub that a district has just come back to
    feed_memory: int  # of one waiting longpoll


async def measure(prepared: Path, district: District, scale: Scale) -> Costs:
    """On a hub of its own; `prepared` stays as it is."""
    folder = prepared.with_name("costs")
    shutil.copytree(prepared, folder)
    try:
        async with hub(folder) as server:
            return await _measured(server, district, scale)
    finally:
        shutil.rmtree(folder)


async def _measured(server: Server, district: District, scale: Scale) -> Costs:
    tablets = district.tablets[:: max(1, len(district.tablets) // scale.costed_tablets)]
    facts = sum(len(one.revs) for one in tablets)
    meter = _Meter(server)
    await meter.rest(scale.asked / 50)
    poll, poll_bytes, feed_memory = await _polled(server, tablets, meter, scale)
    small = [_small(server, tablets[n % len(tablets)], n) for n in range(scale.asked)]
    request, small_bytes = await meter.each(small)
    await _renew_all(server, tablets[:1])  # what is made ready once
    renewal = await meter.of(_renew_all(server, tablets)) / len(tablets)
    (offer,) = offers(scale.offered)
    path = f"/site-{tablets[0].site}/_revs_diff"
    asked = [server.request("POST", path, offer, tablets[0].bearer)] * (scale.asked // 5)
    offered, _ = await meter.each(asked)
    pushed = await meter.of(asyncio.gather(*(push(server, one, Counter(), True) for one in tablets)))
    tabled = await meter.of(until_told(server, len(tablets)))
    alone = await meter.of(_one_by_one(server, district.tablets[1])) / scale.facts
    fetched, _ = await meter.each([_wish(server, one) for one in tablets])
    memory = server.memory
    return Costs(
        request=request,
        poll=poll,
        renewal=renewal,
        offered=max(0.0, offered - request) / scale.offered,
        fetched=max(0.0, fetched - request) / scale.facts,
        taken=max(0.0, pushed - PUSH_REQUESTS * len(tablets) * request) / facts,
        tabled=tabled / facts,
        alone=alone,
        idle=meter.idle,
        small_bytes=small_bytes + BROWSER,
        poll_bytes=poll_bytes + BROWSER,
        fact_bytes=sum(len(one.facts) for one in tablets) // facts,
        memory=memory,
        feed_memory=feed_memory,
    )


class _Meter:
    """Processor time above that of the hub at rest."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.idle = 0.0  # seconds of processor a second

    async def rest(self, seconds: float) -> None:
        await asyncio.sleep(min(2.0, seconds))  # what a start leaves to be done
        before = self._server.cpu_seconds
        await asyncio.sleep(seconds)
        self.idle = (self._server.cpu_seconds - before) / seconds

    async def of(self, work: Awaitable[object]) -> float:
        """Seconds of processor."""
        loop = asyncio.get_running_loop()
        before, begun = self._server.cpu_seconds, loop.time()
        await work
        return max(0.0, self._server.cpu_seconds - before - self.idle * (loop.time() - begun))

    async def each(self, requests: Sequence[bytes], at_once: int = _ASKING) -> tuple[float, int]:
        """Seconds of processor, and bytes both ways, of one of these."""
        moved = Counter[str]()
        whole = await self.of(_ask_all(self._server, requests, at_once, moved))
        return whole / len(requests), moved.total() // len(requests)


async def _ask_all(server: Server, requests: Sequence[bytes], at_once: int, moved: Counter[str]) -> None:
    left = iter(requests)

    async def ask_on() -> None:
        async with server.connected() as connection:
            for request in left:
                answer = await connection.ask(request)
                assert answer.status in (200, 201, 404), answer.body
                moved["up"] += len(request)
                moved["down"] += len(answer.head) + sum(map(len, answer.pieces))

    await asyncio.gather(*(ask_on() for _ in range(min(at_once, len(requests)))))


def _small(server: Server, tablet: Luggage, n: int) -> bytes:
    """What a replication asks beside its documents, in turns."""
    method, path, body = (
        ("GET", "", b""),
        ("GET", f"/_local/nothing-{n}", b""),
        ("PUT", f"/_local/cost-{n}", b'{"session_id":"bench","history":[]}'),
    )[n % 3]
    return server.request(method, f"/site-{tablet.site}{path}", body, tablet.bearer)


def _wish(server: Server, tablet: Luggage) -> bytes:
    body = msgspec.json.encode({"docs": [{"id": name, "rev": rev} for name, rev in tablet.revs.items()]})
    return server.request("POST", f"/site-{tablet.site}/_bulk_get?revs=true", body, tablet.bearer)


async def _renew_all(server: Server, tablets: Sequence[Luggage]) -> None:
    """Each signs a challenge with its key."""
    outside = replace(server, root="")
    async with server.connected() as connection:

        async def ask(path: str, **given: str) -> bytes:
            return (await connection.done(outside.request("POST", path, msgspec.json.encode(given)))).body

        for one in tablets:
            challenge: str = msgspec.json.decode(await ask("/auth/challenge", device=one.device))["challenge"]
            signature = to_base64url(sign(one.key, f"{RENEW_PREFIX}{challenge}".encode()))
            await ask("/auth/renew", device=one.device, challenge=challenge, signature=signature)


async def until_told(server: Server, tablets: int) -> None:
    """Each has the receipt for what it sent."""
    assert server.data_dir is not None
    with contextlib.closing(sqlite3.connect(server.data_dir / "projection.sqlite3")) as tables:
        while tables.execute(_TOLD).fetchone()[0] < tablets:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK)


async def _one_by_one(server: Server, tablet: Luggage) -> None:
    """Each fact has its receipt before the next is sent, as on a quiet day."""
    assert server.data_dir is not None
    documents = msgspec.json.decode(tablet.facts)["docs"]
    with contextlib.closing(sqlite3.connect(server.data_dir / "projection.sqlite3")) as tables:
        async with server.connected() as connection:
            for place, document in enumerate(documents, start=1):
                body = msgspec.json.encode({"new_edits": False, "docs": [document]})
                path = f"/site-{tablet.site}/_bulk_docs"
                await connection.done(server.request("POST", path, body, tablet.bearer))
                while not tables.execute(_COVERED, (tablet.device, place)).fetchone():  # noqa: ASYNC110
                    await asyncio.sleep(_LOOK)


async def _polled(
    server: Server, tablets: Sequence[Luggage], meter: _Meter, scale: Scale
) -> tuple[float, int, int]:
    """Processor time and bytes of a longpoll that brings nothing, and memory of one that waits."""
    since = {}
    async with server.connected() as connection:
        for one in tablets:
            asked = server.request("GET", f"/site-{one.site}/_changes?since=now", b"", one.bearer)
            since[one.site] = msgspec.json.decode((await connection.done(asked)).body)["last_seq"]

    def polls(milliseconds: int, count: int) -> list[bytes]:
        chosen = [tablets[n % len(tablets)] for n in range(count)]
        paths = [f"/site-{one.site}{_LONGPOLL.format(milliseconds, since[one.site])}" for one in chosen]
        return [server.request("GET", path, b"", one.bearer) for path, one in zip(paths, chosen, strict=True)]

    before = server.memory
    waiting = asyncio.ensure_future(meter.each(polls(_LONGER * scale.poll_ms, scale.polls), scale.polls))
    await asyncio.sleep(2 * scale.poll_ms / 1000)
    memory = server.memory - before
    await waiting
    each, moved = await meter.each(polls(scale.poll_ms, _POLL_ROUNDS * scale.polls), scale.polls)
    return each, moved, max(0, memory) // scale.polls
