"""Who waits for whom."""

import asyncio

from server.couch.turns import Turns


async def test_who_brings_a_document_that_is_being_written_waits_and_others_do_not() -> None:
    turns, order = Turns(), list[str]()
    may_end = asyncio.Event()

    async def write(who: str, database: str, *doc_ids: str, until: asyncio.Event | None = None) -> None:
        async with turns.of(database, doc_ids):
            order.append(who)
            if until:
                await until.wait()

    first = asyncio.ensure_future(write("first", "papers", "x", "y", until=may_end))
    await asyncio.sleep(0)
    second = asyncio.ensure_future(write("second", "papers", "y", "z"))
    await write("another document", "papers", "z")
    await write("another database", "notes", "y")
    assert not second.done()
    may_end.set()
    await asyncio.gather(first, second)
    assert order == ["first", "another document", "another database", "second"]


async def test_who_fails_or_goes_away_gives_back_what_he_has() -> None:
    turns = Turns()
    entered = asyncio.Event()

    async def stay() -> None:
        async with turns.of("papers", ["x"]):
            entered.set()
            await asyncio.Event().wait()

    staying = asyncio.ensure_future(stay())
    await entered.wait()
    waiting = asyncio.ensure_future(stay())
    await asyncio.sleep(0)
    waiting.cancel()
    staying.cancel()
    await asyncio.wait([staying, waiting])
    async with asyncio.timeout(10), turns.of("papers", ["x"]):
        pass
