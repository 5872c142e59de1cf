"""Wake-ups: who waits for a database to change is woken by the commit, never by looking again and again.

All of this runs on the event loop; no locks.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator


class Signals:
    """Waiting feeds, by database, and subscribers to all databases."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._subscribers: list[_Subscriber] = []
        self._commits = Counter[str]()
        self.is_closed = False

    def waiter(self, name: str) -> asyncio.Event:
        """An event that the next change of `name` sets. Give it back with `forget`."""
        event = asyncio.Event()
        self._waiting.setdefault(name, set()).add(event)
        if self.is_closed:
            event.set()
        return event

    def forget(self, name: str, event: asyncio.Event) -> None:
        waiting = self._waiting.get(name, set())
        waiting.discard(event)
        if not waiting:
            self._waiting.pop(name, None)

    def commits(self, name: str) -> int:
        """How often `name` has changed."""
        return self._commits[name]

    def changed(self, name: str) -> None:
        self._commits[name] += 1
        for event in self._waiting.get(name, ()):
            event.set()
        for subscriber in self._subscribers:
            subscriber.tell(name)

    def updates(self) -> AsyncIterator[str]:
        """Names that change from this call on, each once however often; ends when the store closes."""
        subscriber = _Subscriber()
        self._subscribers.append(subscriber)
        return self._follow(subscriber)

    async def _follow(self, subscriber: "_Subscriber") -> AsyncIterator[str]:
        try:
            while not self.is_closed:
                await subscriber.woken.wait()
                for name in subscriber.take():
                    yield name
        finally:
            self._subscribers.remove(subscriber)

    def close(self) -> None:
        """Wake everybody; nobody is left waiting for a store that is gone."""
        self.is_closed = True
        for waiting in self._waiting.values():
            for event in waiting:
                event.set()
        for subscriber in self._subscribers:
            subscriber.woken.set()


class _Subscriber:
    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self.woken = asyncio.Event()

    def tell(self, name: str) -> None:
        self.names[name] = None
        self.woken.set()

    def take(self) -> list[str]:
        names = list(self.names)
        self.names.clear()
        self.woken.clear()
        return names
