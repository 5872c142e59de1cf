"""Hubs that share a PostgreSQL take turns; whoever goes away leaves none behind."""

import asyncio
import gc
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from server.turns import Turns

WAITS = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
HELD = "select count(*) from pg_locks where locktype = 'advisory' and granted"


@pytest.fixture
def shared(postgresql: str) -> Iterator[Engine]:
    engine = create_engine(make_url(postgresql).set(drivername="postgresql+psycopg"))
    yield engine
    engine.dispose()


@pytest.fixture
def uncollected() -> Iterator[None]:
    """What nobody gives back stays out."""
    gc.disable()
    yield
    gc.enable()


async def _until(shared: Engine, query: str, number: int) -> None:
    async with asyncio.timeout(15):
        while await asyncio.to_thread(_count, shared, query) != number:  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.02)


def _count(shared: Engine, query: str) -> int:
    with shared.connect() as connection:
        return int(connection.scalar(text(query)) or 0)


async def test_two_hubs_are_never_in_the_same_turn(shared: Engine) -> None:
    one, other, order = Turns(shared), Turns(shared), list[str]()

    async def take(turns: Turns, name: str) -> None:
        async with turns.of("a code"):
            order.append(name)
            await asyncio.sleep(0.05)
            order.append(name)

    await asyncio.gather(take(one, "one"), take(other, "other"))
    assert order in (["one", "one", "other", "other"], ["other", "other", "one", "one"])


async def test_who_is_called_off_while_he_waits_gives_back_the_turn_that_comes_to_him(
    shared: Engine, uncollected: None
) -> None:
    async def wait_for_it() -> None:
        async with Turns(shared).of("a code"):
            raise AssertionError("it was another's turn")

    async with Turns(shared).of("a code"):
        waiting = asyncio.create_task(wait_for_it())
        await _until(shared, WAITS, 1)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await _until(shared, WAITS, 0)
    await _until(shared, HELD, 0)
    async with asyncio.timeout(5), Turns(shared).of("a code"):
        pass
