"""One after the other: whoever brings a document that is just being judged and written waits for his turn.

Otherwise two that come at once would both be judged as the first, and both be written.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager


class Turns:
    """Documents that are being written, by database and id."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], asyncio.Event] = {}

    @asynccontextmanager
    async def of(self, database: str, doc_ids: Iterable[str]) -> AsyncIterator[None]:
        """While this lasts nobody else writes these documents: all are taken at once, when all are free."""
        wanted = {(database, doc_id) for doc_id in doc_ids}
        while taken := next((self._taken[name] for name in wanted if name in self._taken), None):
            await taken.wait()
        given_back = asyncio.Event()
        self._taken.update(dict.fromkeys(wanted, given_back))
        try:
            yield
        finally:
            for name in wanted:
                del self._taken[name]
            given_back.set()
