"""Workers are killed between any two writes, run twice, and run side by side: the documents are the same."""

import asyncio
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from schema.fold import fold
from server import blocks
from server.online.tell import Tell
from server.workers import ALL
from server.workers.receipts import Receipts
from server.workers.revocations import Revocations
from server.workers.running import run_workers
from server.workers.worker import Parts
from sync.engine import Engine
from sync.records import put_new, read, read_range
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub, open_demo
from tests.people import ANOTHER_WIFE, JIANGJIN, OUTSIDE_WIFE, WIDOWER, person
from tests.server.online.portal import application, submit
from tests.server.workers.dying import DyingEngine, Killed
from tests.server.workers.office import (
    PORTAL,
    Office,
    StandingClock,
    birth_service,
    further_birth,
    online_application,
)

NOW = "2026-11-02T09:00"
PLENTY = 10**6
FIRST_BLOCKS = f"block:{SITE}A1:birth-service:"
WITHDRAWN, FORGOTTEN = f"{PORTAL}-2", f"{PORTAL}-3"  # two applications with papers
IN_TOWN = person("赵明", "999999198803121012", JIANGJIN)
Documents = dict[str, list[dict[str, Any]]]


async def _everything_to_do(office: Office) -> None:
    """Something for each worker, and what one of them writes is another one's to copy."""
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    birth_service(here)
    birth_service(there)
    undated = further_birth(here, husband=IN_TOWN)
    here.facts.pop()
    here.acceptance(undated, 20, "")
    there.visit(undated, "collect")
    lost = birth_service(there, husband=WIDOWER)
    here.wish(lost)
    here.wish({**lost, "wife": OUTSIDE_WIFE})
    here.pledge(birth_service(here, wife=OUTSIDE_WIFE)["case"], "wife")
    told = here.application(wife=OUTSIDE_WIFE)
    here.notice(
        told, *(f"{code}:{whom}" for code in ("M01", "M02") for whom in ("husband", "wife")), "M03:couple"
    )
    await office.push(here)
    await office.push(there)
    await office.write(online_application(1, "2021-06-08T09:00"))
    await submit(office.demo, application("2", husband=IN_TOWN, wife=ANOTHER_WIFE))
    here.fact("withdrawal", WITHDRAWN)
    await office.push(here)
    await office.work(Tell(None))
    await _fell_over(office.demo)
    await office.demo.settled()


async def _fell_over(demo: DemoHub) -> None:
    """What is left of a submission whose case was never opened."""
    hub = demo.hub.engine.database("hub")
    kept = await read(hub, f"submission:{WITHDRAWN}")
    assert kept
    left = {**kept, "_id": f"submission:{FORGOTTEN}", "case": FORGOTTEN, "papers": ["A" * 43]}
    await put_new(hub, [{name: value for name, value in left.items() if name != "_rev"}])


class Day:
    """The same morning again: a copy of one data directory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._times = 0

    @asynccontextmanager
    async def again(self) -> AsyncIterator["Morning"]:
        self._times += 1
        folder = self._folder.with_name(f"again-{self._times}")
        shutil.copytree(self._folder, folder)
        hub = open_demo(folder)
        await hub.start()
        await hub.workers.stop()
        try:
            yield Morning(DemoHub(hub, cast(Any, None)))
        finally:
            await hub.stop()


class Morning:
    """A hub with everything to do."""

    def __init__(self, demo: DemoHub) -> None:
        self.demo = demo
        self.parts = replace(demo.hub.parts, clock=StandingClock(NOW))
        key = demo.hub.district_key
        self.workers = (*ALL, Revocations(key), Receipts(key))

    async def work(self, parts: Parts) -> int:
        """One round of all that writes documents by itself; how many it wrote."""
        return await run_workers(parts, self.workers)

    def dying(self, documents: int) -> Parts:
        return replace(self.parts, engine=cast(Engine, DyingEngine(self.parts.engine, documents)))

    async def to_the_end(self, parts: Parts) -> None:
        """Until there is nothing left to do."""
        await self.demo.settled()
        while await self.work(parts):
            await self.demo.settled()

    async def documents(self) -> Documents:
        await self.demo.settled()
        engine = self.parts.engine
        return {name: await read_range(engine.database(name), "") for name in sorted(await engine.names())}


@pytest.fixture
async def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    monkeypatch.setattr(blocks, "NUMBERS_IN_A_BLOCK", 2)  # one tablet has used them up by the evening
    async with demo_hub(tmp_path / "morning") as demo:
        await _everything_to_do(Office(demo))
    return Day(tmp_path / "morning")


async def _undisturbed(day: Day) -> tuple[Documents, int]:
    """What one undisturbed day writes, and how many documents it takes."""
    async with day.again() as morning:
        parts = morning.dying(PLENTY)
        await morning.to_the_end(parts)
        return await morning.documents(), PLENTY - cast(DyingEngine, parts.engine).left


def _words(documents: Documents) -> set[str]:
    ids = [one["_id"].split(":") for some in documents.values() for one in some]
    return {parts[1] if parts[0] == "order" else parts[0] for parts in ids}


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.soak)])
async def test_killed_between_any_two_writes(day: Day, step: int) -> None:
    """After the first one, then `step` writes later, and so on."""
    expected, count = await _undisturbed(day)
    assert _words(expected) >= {
        "due", "warning", "abandonment", "duplicate", "routing", "calendar-missing", "copy", "purge",
        "receipt",
    }  # fmt: skip
    assert [one["n"] for one in expected[f"site-{SITE}"] if one["_id"].startswith(FIRST_BLOCKS)] == [1, 2]
    assert sum(one["_id"].startswith("task:") for some in expected.values() for one in some) == 3
    assert not any(some for name, some in expected.items() if name.startswith("papers-"))
    assert sum(one["_id"].startswith("revocations:") for one in expected["reference"]) == 2
    assert all(one["papers"] == [] for one in expected["hub"] if one["type"] == "submission")
    for documents in range(0, count, step):
        async with day.again() as morning:
            with pytest.raises(Killed):
                await morning.to_the_end(morning.dying(documents))
            await morning.to_the_end(morning.parts)
            assert await morning.documents() == expected


async def test_at_the_end_of_the_day_a_case_is_the_same_wherever_it_is(day: Day) -> None:
    documents, _ = await _undisturbed(day)
    guides = {one["_id"]: one for one in documents["reference"] if one["_id"].startswith("guide:")}
    folded: dict[str, list[Any]] = defaultdict(list)
    for name in (name for name in documents if name.startswith("site-")):
        cases = {one["case"] for one in documents[name] if one["type"] not in ("block", "task", "receipt")}
        for case in cases:
            mine = [one for one in documents[name] if one.get("case") == case]
            folded[case].append(fold(mine, guides))
    shared = [same for same in folded.values() if len(same) > 1]
    assert (
        len(shared) == 4
    )  # what the township decides, what it was sent, and both cases of a couple with two
    assert all(same == [same[0]] * len(same) for same in shared)


async def test_twice_is_once(day: Day) -> None:
    """The second run sees the tables as the first one saw them: they have not moved yet."""
    expected, _ = await _undisturbed(day)
    async with day.again() as morning:
        await morning.demo.hub.projector.stop()
        assert await morning.work(morning.parts) > 0
        assert await morning.work(morning.parts) == 0
        await morning.demo.hub.projector.start()
        await morning.to_the_end(morning.parts)
        assert await morning.documents() == expected


async def test_side_by_side_is_once(day: Day) -> None:
    expected, _ = await _undisturbed(day)
    async with day.again() as morning:
        await asyncio.gather(morning.to_the_end(morning.parts), morning.to_the_end(morning.parts))
        assert await morning.documents() == expected
