"""A replication that never ends follows what is written, through outages and exchanged peers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sync.checkpoints import End, Statistics
from sync.continuous import replicate_for_ever
from sync.document import Revision
from sync.errors import Forbidden, Unavailable
from sync.patience import Patience
from sync.store import EmbeddedEngine
from tests.sync.ends import Counted, arrival, fill, substitute, until


@contextlib.asynccontextmanager
async def following(ends: Callable[[], tuple[End, End]], patience: Patience) -> AsyncIterator[Statistics]:
    """Replicates until the block ends."""

    @contextlib.asynccontextmanager
    async def opened() -> AsyncIterator[tuple[End, End]]:
        yield ends()

    done = Statistics()
    running = asyncio.ensure_future(replicate_for_ever(opened, done, patience=patience))
    try:
        yield done
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


class Pauses:
    """Does not sleep, and tells when it should have."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.met = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.met.set()
        await asyncio.sleep(0)


async def test_it_follows_what_is_written_and_ends_when_it_is_told_to(ends: list[End]) -> None:
    source, target = ends
    await fill(source, 3)
    async with following(lambda: (source, target), Patience()) as done:
        await arrival(target, 3)
        await source.database.bulk_docs([Revision("late", (), b"{}")], new_edits=True)
        await arrival(target, 4)
    assert done.docs_written == 4
    await source.database.bulk_docs([Revision("too late", (), b"{}")], new_edits=True)
    assert (await target.database.info()).doc_count == 4


async def test_it_waits_longer_each_time_while_an_end_is_away(ends: list[End]) -> None:
    source = ends[0]
    await fill(source, 3)
    failures = iter([Unavailable("not yet")] * 5)

    def fail(operation: str) -> None:
        for failure in failures:
            raise failure

    target = substitute(ends[1], lambda held: Counted(held, before=fail))
    pauses = Pauses()
    async with following(lambda: (source, target), Patience(2, sleep=pauses, chance=lambda: 1.0)):
        await arrival(ends[1], 3)
    inner_and_outer = [1, 1, 1, 2, 1]
    assert pauses.seconds == inner_and_outer


async def test_a_store_that_closes_under_it_is_opened_again(tmp_path: Path) -> None:
    engines = {name: EmbeddedEngine(tmp_path / name) for name in ("here", "there")}
    for engine in engines.values():
        await engine.create("papers")
    pauses = Pauses()
    async with following(
        lambda: (End(engines["here"], "papers"), End(engines["there"], "papers")), Patience(1, sleep=pauses)
    ):
        for n, restarted in enumerate(("here", "there", "here")):
            await fill(End(engines["here"], "papers"), n + 1)
            await arrival(End(engines["there"], "papers"), n + 1)
            pauses.met.clear()
            old, engines[restarted] = engines[restarted], EmbeddedEngine(tmp_path / restarted)
            await old.close()
            if restarted == "here":
                await pauses.met.wait()
    for engine in engines.values():
        await engine.close()


@pytest.mark.parametrize("exchanged", [0, 1], ids=["source", "target"])
async def test_an_end_that_was_restored_is_replicated_from_the_beginning(
    tmp_path: Path, ends: list[End], exchanged: int
) -> None:
    """The other store has less in it, or more; no token of before counts."""
    await fill(ends[0], 3)
    other = EmbeddedEngine(tmp_path / "restored")
    await other.create("papers")
    restored = End(other, "papers")
    await fill(restored, 1, b'{"restored":%d}')
    now = list(ends)
    failing = iter([False])

    def fail(operation: str) -> None:
        if next(failing, False):
            raise Unavailable("it is being restored")

    def opened() -> tuple[End, End]:
        watched = [substitute(end, lambda held: Counted(held, before=fail)) for end in now]
        return watched[0], watched[1]

    async with following(opened, Patience(1, sleep=Pauses())):
        await arrival(ends[1], 3)
        now[exchanged] = restored
        failing = iter([True])
        await ends[0].database.bulk_docs([Revision("late", (), b"{}")], new_edits=True)
        if exchanged == 1:
            await arrival(restored, 4)
        else:
            await until(ends[1], lambda held: len(held["d0"]) == 2)
    await other.close()


async def test_what_waiting_does_not_mend_ends_it(ends: list[End]) -> None:
    def fail(operation: str) -> None:
        raise Forbidden("You are not allowed to access this db.")

    @contextlib.asynccontextmanager
    async def opened() -> AsyncIterator[tuple[End, End]]:
        yield ends[0], substitute(ends[1], lambda held: Counted(held, before=fail))

    with pytest.raises(Forbidden):
        await replicate_for_ever(opened, Statistics())
