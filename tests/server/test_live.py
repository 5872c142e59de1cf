"""Who asks the same at the same moment shares one answer; a move of the tables asks for a new one."""

import asyncio

import pytest

from server.live import Live
from tests.hub import DemoHub


@pytest.fixture
def live(demo: DemoHub) -> Live:
    return demo.hub.live


class Reading:
    """What is read, and how often."""

    def __init__(self) -> None:
        self.times = 0
        self.has_begun, self.may_end = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> int:
        self.times += 1
        self.has_begun.set()
        await self.may_end.wait()
        return self.times


async def test_the_same_question_is_read_once(live: Live) -> None:
    read = Reading()
    read.may_end.set()
    answers = await asyncio.gather(*(live.shared("figures", read) for _ in range(20)))
    assert (answers, read.times) == ([1] * 20, 1)
    assert await live.shared("others", read) == 2


async def test_who_leaves_takes_the_answer_from_nobody(live: Live) -> None:
    read = Reading()
    first, second = (asyncio.create_task(live.shared("figures", read)) for _ in range(2))
    await read.has_begun.wait()
    first.cancel()
    read.may_end.set()
    assert await second == 1
    assert (await asyncio.gather(first, return_exceptions=True))[0].__class__ is asyncio.CancelledError


async def test_after_a_move_it_is_read_again(demo: DemoHub, live: Live) -> None:
    await demo.settled()
    read = Reading()
    read.may_end.set()
    assert await live.shared("figures", read) == 1
    tablet = await demo.enrolled_tablet()
    tablet.application()
    await demo.push(tablet.facts)
    await demo.settled()
    assert await live.shared("figures", read) == 2


async def test_what_goes_wrong_is_told_to_all_who_asked(live: Live) -> None:
    async def fails() -> int:
        raise ValueError("no tables")

    answers = await asyncio.gather(*(live.shared("figures", fails) for _ in range(3)), return_exceptions=True)
    assert [str(one) for one in answers] == ["no tables"] * 3
