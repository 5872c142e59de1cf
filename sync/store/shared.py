"""Feeds that one write has woken ask the same at the same moment: it is read once for all of them."""

import asyncio
from collections.abc import Coroutine, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Readings under way, by what is read. The key must tell of the last commit too: who knows of a commit
    must not be given what was read before it."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, asyncio.Task[T]] = {}

    async def read(self, key: Hashable, reading: Coroutine[Any, Any, T]) -> T:
        """The result of `reading`, or of the one under way with that key; goes on when this is cancelled."""
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(reading)
            task.add_done_callback(lambda _: self._under_way.pop(key))
        else:
            reading.close()
        return await asyncio.shield(task)
