"""One at a time, over all hubs of a district: what is looked at before it counts must not change then."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy
from sqlalchemy import Connection, func, select, text

_KIND = 0x59494349  # of the lock's two numbers in PostgreSQL, the one that says that it is ours
_SECONDS_TO_WAIT = 20


class Turns:
    """`shared` is the PostgreSQL where hubs that share their documents take turns; None for a hub that has
    its own."""

    def __init__(self, shared: sqlalchemy.Engine | None) -> None:
        self._shared = shared
        self._here: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @asynccontextmanager
    async def of(self, what: str) -> AsyncIterator[None]:
        """Nobody else is in a turn of the same name. Raises `TablesAway` when somebody is for too long, or
        PostgreSQL is away. A hub that dies gives its turn back."""
        async with self._here[what]:
            if self._shared is None:
                yield
                return
            taking = asyncio.create_task(asyncio.to_thread(_take, self._shared, what))
            try:
                connection = await asyncio.shield(taking)
            except asyncio.CancelledError:
                taking.add_done_callback(_give_back)
                raise
            try:
                yield
            finally:  # which ends the transaction, and with it the lock
                await asyncio.shield(asyncio.to_thread(connection.close))


def _give_back(taken: asyncio.Task[Connection]) -> None:
    """Of somebody who was called off while a thread waited for the turn: it comes to him all the same."""
    if not taken.cancelled() and not taken.exception():
        taken.get_loop().run_in_executor(None, taken.result().close)


def _take(shared: sqlalchemy.Engine, what: str) -> Connection:
    connection = shared.connect()
    number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:4], "big", signed=True)
    try:
        connection.execute(text(f"set local lock_timeout = '{_SECONDS_TO_WAIT}s'"))
        connection.execute(select(func.pg_advisory_xact_lock(_KIND, number)))
    except BaseException:
        connection.close()
        raise
    return connection
