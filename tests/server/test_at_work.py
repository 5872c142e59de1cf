"""A hub that is at work is told from what a killed one left, by the documents alone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.at_work import AtWork, nobody_at_work
from server.cannot_serve import CannotServe
from server.whereabouts import say
from sync.store import EmbeddedEngine


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("hub")
    yield engine
    await engine.close()


async def test_a_hub_is_at_work_until_it_stops(engine: EmbeddedEngine, tmp_path: Path) -> None:
    hub = AtWork(engine, tmp_path, seconds_between=0.05)
    await hub.start()
    with pytest.raises(CannotServe, match="a hub is at work on these documents: stop all hubs first"):
        await nobody_at_work(engine)
    await hub.stop()
    assert await engine.database("hub").local_docs() == []
    await nobody_at_work(engine)


async def test_one_of_two_hubs_is_enough(engine: EmbeddedEngine, tmp_path: Path) -> None:
    hubs = [AtWork(engine, tmp_path / name, seconds_between=0.05) for name in ("a", "b")]
    for hub in hubs:
        await hub.start()
    await hubs[0].stop()
    with pytest.raises(CannotServe, match="stop all hubs first"):
        await nobody_at_work(engine)
    await hubs[1].stop()


async def test_what_a_killed_hub_left_does_not_move_and_is_taken_away(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    killed = AtWork(engine, tmp_path, seconds_between=600)
    await killed.start()
    await nobody_at_work(engine, seconds=0.01)
    assert await engine.database("hub").local_docs() == []
    await killed.stop()


async def test_a_hub_that_is_started_again_has_one_mark(engine: EmbeddedEngine, tmp_path: Path) -> None:
    hubs = [AtWork(engine, tmp_path, seconds_between=600) for _ in range(2)]
    for hub in hubs:
        await hub.start()
    assert len(await engine.database("hub").local_docs()) == 1
    for hub in hubs:
        await hub.stop()


async def test_a_hub_that_was_cut_off_while_the_documents_moved_away_ends(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    hub = AtWork(engine, tmp_path, seconds_between=0.05)
    await hub.start()
    await say(engine, "moved", to="another", where="a directory", back="`yici migrate couchdb`")
    await hub.is_over.wait()
    assert "have moved to a directory" in hub.why
    await hub.stop()


async def test_one_that_begins_while_it_is_watched_is_found(engine: EmbeddedEngine, tmp_path: Path) -> None:
    killed, other = AtWork(engine, tmp_path / "a", 600), AtWork(engine, tmp_path / "b", 0.05)
    await killed.start()
    watching = asyncio.create_task(nobody_at_work(engine))
    await asyncio.sleep(0)
    await other.start()
    with pytest.raises(CannotServe, match="stop all hubs first"):
        await watching
    for hub in (killed, other):
        await hub.stop()
