"""The writing thread: what waits together is committed together, and nobody suffers for another's failure."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from sync.errors import Conflict, SyncError, Unavailable
from sync.store.connection import open_reader, open_writer
from sync.store.writer import Writer


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[Writer]:
    writer = Writer(open_writer(tmp_path))
    await writer.write(lambda connection: connection.execute("CREATE TABLE papers (id UNIQUE)"))
    yield writer
    await writer.close()


def insert(number: int) -> Callable[[sqlite3.Connection], int]:
    def work(connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO papers VALUES (?)", (number,))
        return number

    return work


class _Occupied:
    """Keeps the thread busy, so that everything asked meanwhile waits for the same transaction."""

    def __init__(self) -> None:
        self._free = threading.Event()

    async def begin(self, writer: Writer) -> None:
        started, loop = asyncio.Event(), asyncio.get_running_loop()

        def work(_: sqlite3.Connection) -> None:
            loop.call_soon_threadsafe(started.set)
            self._free.wait(60)

        self._task = asyncio.ensure_future(writer.write(work))
        await started.wait()

    async def end(self) -> None:
        await asyncio.sleep(0)  # everything that was asked is now in the queue
        self._free.set()
        await self._task


@pytest.fixture
async def occupied(writer: Writer) -> _Occupied:
    occupied = _Occupied()
    await occupied.begin(writer)
    return occupied


async def together(
    writer: Writer, occupied: _Occupied, *works: Callable[[sqlite3.Connection], object]
) -> list[object]:
    """Results or failures of works that are committed together."""
    answers = [asyncio.ensure_future(writer.write(work)) for work in works]
    await occupied.end()
    return await asyncio.gather(*answers, return_exceptions=True)


async def test_what_waits_together_is_committed_together(
    writer: Writer, occupied: _Occupied, tmp_path: Path
) -> None:
    reader = open_reader(tmp_path)

    def seen_by_others(connection: sqlite3.Connection) -> int:
        (count,) = reader.execute("SELECT count(*) FROM papers").fetchone()
        return int(count)

    works = (insert(1), seen_by_others, insert(2), seen_by_others)
    assert await together(writer, occupied, *works) == [1, 0, 2, 0]
    assert await writer.write(seen_by_others) == 2
    reader.close()


async def test_one_that_fails_takes_nobody_with_it(writer: Writer, occupied: _Occupied) -> None:
    def refuse(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO papers VALUES (99)")
        raise Conflict("Document update conflict.")

    first, conflict, broken, second = await together(
        writer, occupied, insert(1), refuse, insert(1), insert(2)
    )
    assert (first, second) == (1, 2)
    assert isinstance(conflict, Conflict)
    assert isinstance(broken, SyncError)
    rows = await writer.write(lambda connection: connection.execute("SELECT id FROM papers").fetchall())
    assert rows == [(1,), (2,)]


async def test_a_transaction_that_is_lost_is_lost_for_all_and_said_so(
    writer: Writer, occupied: _Occupied
) -> None:
    def lose(connection: sqlite3.Connection) -> None:
        connection.execute("ROLLBACK")
        connection.execute("SELECT * FROM nowhere")

    answers = await together(writer, occupied, insert(1), lose, insert(2))
    assert all(isinstance(answer, Unavailable) for answer in answers)
    assert await writer.write(insert(1)) == 1


async def test_nothing_that_fails_ends_the_thread(writer: Writer) -> None:
    def break_down(connection: sqlite3.Connection) -> None:
        connection.execute("ROLLBACK")
        raise LookupError("a mistake of ours, in a transaction that is lost")

    with pytest.raises(LookupError):
        await writer.write(break_down)
    assert await writer.write(insert(1)) == 1


async def test_who_goes_away_does_not_stop_the_write(writer: Writer, occupied: _Occupied) -> None:
    told: list[str] = []
    leaving = asyncio.ensure_future(writer.write(insert(1), lambda: told.append("committed")))
    await asyncio.sleep(0)
    leaving.cancel()
    await occupied.end()
    count = await writer.write(lambda connection: connection.execute("SELECT id FROM papers").fetchall())
    assert count == [(1,)]
    assert told == ["committed"]


async def test_closing_finishes_what_was_asked(writer: Writer, occupied: _Occupied) -> None:
    asked = asyncio.ensure_future(writer.write(lambda _: "done"))
    await asyncio.sleep(0)
    closing = asyncio.ensure_future(writer.close())
    await occupied.end()
    await closing
    assert await asked == "done"
    with pytest.raises(Unavailable):
        await writer.write(lambda _: None)


async def test_a_full_disk_is_told_once_and_so_is_that_there_is_room_again(writer: Writer) -> None:
    def limit(pages: int) -> Callable[[sqlite3.Connection], object]:
        return lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    def refuse(_: sqlite3.Connection) -> None:
        raise Conflict("It was changed meanwhile.")

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE large (content)")
        connection.execute("INSERT INTO large VALUES (zeroblob(1000000))")

    await writer.write(limit(10))
    with capture_logs() as told:
        for _ in range(3):
            with pytest.raises(Unavailable, match="full"):
                await writer.write(fill)
            with pytest.raises(Conflict):
                await writer.write(refuse)
            assert not writer.takes_writes, "nothing was written that could tell"
        await writer.write(limit(1000000))
        await writer.write(fill)
        assert writer.takes_writes
    assert [line["log_level"] for line in told] == ["error", "warning"]
