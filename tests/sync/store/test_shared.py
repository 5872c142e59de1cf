"""What many ask at once is read once, and nobody is given what was read before a commit he knows of."""

import asyncio
from pathlib import Path

import pytest

from sync.document import Revision
from sync.store import EmbeddedEngine
from sync.store.shared import Shared


class Reading:
    """Comes to its end when it is told to."""

    def __init__(self) -> None:
        self.begun = 0
        self.go = asyncio.Event()

    async def read(self) -> int:
        self.begun += 1
        number = self.begun
        await self.go.wait()
        return number


async def test_who_asks_the_same_meanwhile_shares_the_answer() -> None:
    shared, reading = Shared[int](), Reading()
    asked = [asyncio.create_task(shared.read("page", reading.read())) for _ in range(3)]
    other = asyncio.create_task(shared.read("another", reading.read()))
    await asyncio.sleep(0)
    asked.pop(0).cancel()  # whoever began it may go: the others wait on
    reading.go.set()
    assert (await asyncio.gather(*asked), await other) == ([1, 1], 2)
    assert await shared.read("page", reading.read()) == 3


async def test_a_failure_is_everybodys_and_is_not_kept() -> None:
    shared = Shared[int]()

    async def fails() -> int:
        raise OSError("the disk is full")

    asked = await asyncio.gather(*(shared.read("page", fails()) for _ in range(2)), return_exceptions=True)
    assert [str(problem) for problem in asked] == ["the disk is full"] * 2
    with pytest.raises(OSError, match="full"):
        await shared.read("page", fails())


async def test_a_feed_has_what_was_answered_before_it_asked(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("papers")
    papers = engine.database("papers")
    for number in range(50):
        asked = asyncio.create_task(papers.changes())  # may have read what it gives, and still be under way
        await papers.bulk_docs([Revision(f"{number}", ("1-a",), b"{}")], new_edits=False)
        assert len((await papers.changes()).changes) == number + 1
        await asked
    await engine.close()
