"""A backup is taken while tablets push without a pause; the machine is lost; all comes again, counted."""

import asyncio
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from tests.hub import CODES, ENROL, SITE, as_revision
from tests.live_hub import PASSWORD, LiveHub
from tests.tablet import Fact, Tablet

TABLETS = 6
AT_LEAST = 150  # facts that are taken before the backup begins, and again after it
LONGEST = 5.0  # seconds that a push may take on a busy machine, whatever is backed up


@dataclass
class Pushing:
    """What tablets have written, and what the hub has answered for."""

    client: httpx2.AsyncClient
    tablets: list[Tablet] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    slowest: float = 0.0
    goes_on: bool = True
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def enrol(self, hub: LiveHub, secret: int) -> None:
        tablet = Tablet(f"{SITE}Z9", "sipaifang-1", secret)
        given = {"code": CODES[SITE], "key": tablet.public_key}
        enrolled = await asyncio.to_thread(hub.ask, ENROL, given, "sipaifang-1")
        tablet.device = enrolled["enrolDevice"]["device"]
        self.tablets.append(tablet)

    async def push(self, facts: list[Fact]) -> None:
        began = time.monotonic()
        body = {"new_edits": False, "docs": [as_revision(fact) for fact in facts]}
        answer = await self.client.post(f"/couchdb/site-{SITE}/_bulk_docs", json=body)
        assert (answer.status_code, answer.json()) == (201, [])
        self.slowest = max(self.slowest, time.monotonic() - began)
        async with self.moved:
            self.taken |= {fact["_id"] for fact in facts}
            self.moved.notify_all()

    async def work(self, tablet: Tablet) -> None:
        while self.goes_on:
            case = tablet.application()
            await self.push([*tablet.facts[-1:], tablet.visit(case)])

    async def until_taken(self, count: int) -> None:
        async with self.moved:
            await self.moved.wait_for(lambda: len(self.taken) >= count)


async def yici(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "server.cli", *map(str, arguments)]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def held(hub: LiveHub) -> set[str]:
    return {one["_id"] for one in hub.documents(f"site-{SITE}") if "seq" in one and "sig" in one}


@pytest.mark.interop
async def test_what_was_taken_before_is_in_it_and_the_rest_comes_again(tmp_path: Path) -> None:
    hub, file = LiveHub(tmp_path / "hub"), tmp_path / "hub.tar"
    await asyncio.to_thread(hub.start, "2021-06-08T09:00")
    auth = ("sipaifang-1", PASSWORD)
    try:
        async with httpx2.AsyncClient(base_url=hub.url, auth=auth, timeout=30) as client:
            load = Pushing(client)
            for secret in range(3, 3 + TABLETS):
                await load.enrol(hub, secret)
            working = [asyncio.create_task(load.work(tablet)) for tablet in load.tablets]
            await load.until_taken(AT_LEAST)
            before = set(load.taken)
            await yici("backup", file, "--data-dir", hub.data_dir)
            await load.until_taken(len(load.taken) + AT_LEAST)
            load.goes_on = False
            await asyncio.gather(*working)
        assert load.slowest < LONGEST
        assert await asyncio.to_thread(held, hub) == load.taken

        hub.kill()
        hub.data_dir.rename(tmp_path / "lost")
        await yici("restore", file, "--data-dir", hub.data_dir)
        await asyncio.to_thread(hub.start, "2021-06-08T10:00")
        saved = await asyncio.to_thread(held, hub)
        assert before <= saved < load.taken, "all that was taken before, and not what came after"
        async with httpx2.AsyncClient(base_url=hub.url, auth=auth, timeout=30) as client:
            load.client = client
            for tablet in load.tablets:
                await load.push(tablet.facts)
        assert await asyncio.to_thread(held, hub) == load.taken
    finally:
        hub.stop()
