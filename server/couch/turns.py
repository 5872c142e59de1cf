"""One after the other: whoever brings a document that is just being judged and written waits for his turn.

Otherwise two that come at once would both be judged as the first, and both be written.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager


class Turns:
    """Documents that are being written, by database and id."""

    def __init__(self) -> None:
        self._taken: defaultdict[str, dict[str, asyncio.Event]] = defaultdict(dict)

    @asynccontextmanager
    async def of(self, database: str, doc_ids: Iterable[str]) -> AsyncIterator[None]:
        """While this lasts nobody else writes these documents: all are taken at once, when all are free."""
        wanted, taken = set(doc_ids), self._taken[database]
        while not wanted.isdisjoint(taken):
            await next(taken[doc_id] for doc_id in wanted if doc_id in taken).wait()
        given_back = asyncio.Event()
        taken.update(dict.fromkeys(wanted, given_back))
        try:
            yield
        finally:
            for doc_id in wanted:
                del taken[doc_id]
            given_back.set()
