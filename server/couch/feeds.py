"""The forms of a changes feed: one JSON object, a line a change, or events for a browser's `EventSource`."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

from server.couch.body import encode
from server.couch.params import ChangesParams
from server.couch.show import show
from sync.document import Change, ChangesPage
from sync.engine import OwnDatabase
from sync.errors import SyncError

_DEFAULT_WAIT = 60.0  # seconds a feed without heartbeat stays silent before it ends

Read = Callable[[ChangesParams], Awaitable[ChangesPage]]


class Feed:
    """One answer, which begins with `page` and reads on: a long one never lies in memory as a whole."""

    def __init__(self, database: OwnDatabase, asked: ChangesParams, read: Read, page: ChangesPage) -> None:
        self._database = database
        self._asked = asked
        self._read = read
        self._page = page
        self._left = asked.limit
        self._given = 0

    async def results(self) -> AsyncIterator[bytes]:
        """`{"results": [...], "last_seq": ..., "pending": ...}`."""
        before = b'{"results":[\n'
        while rows := await self._rows():
            yield before + b",\n".join(row for _, row in rows)
            before = b",\n"
            if not self._page.pending or self._left == 0 or self._asked.feed == "longpoll":
                break
            await self._next()
        if not self._given:
            yield before
        yield b'\n],\n"last_seq":%b,"pending":%d}' % (encode(self._page.last_seq), self._page.pending)

    async def lines(self) -> AsyncIterator[bytes]:
        """A row a line for as long as the client listens, or until the limit or a silence of `timeout`."""
        async for rows in self._without_end():
            yield b"".join(row + b"\n" for _, row in rows) or b"\n"
        yield encode({"last_seq": self._page.last_seq, "pending": self._page.pending}) + b"\n"

    async def events(self) -> AsyncIterator[bytes]:
        """The same as events, whose ids are sequences: a browser goes on from the last one it had."""
        async for rows in self._without_end():
            events = (b"data: %b\nid: %b\n\n" % (row, encode(change.seq)) for change, row in rows)
            yield b"".join(events) or b"event: heartbeat\ndata: \n\n"
        yield b"\n"

    async def _without_end(self) -> AsyncIterator[list[tuple[Change, bytes]]]:
        """Rows as they come; no rows are a heartbeat."""
        patience = self._asked.heartbeat or self._asked.timeout or _DEFAULT_WAIT
        while True:
            if rows := await self._rows():
                yield rows
            if self._left == 0:
                return
            try:
                if not self._page.pending and not await self._database.wait(self._newest, patience):
                    if self._asked.heartbeat is None:
                        return
                    yield []
                await self._next()
            except SyncError:  # the database is gone, or the store closes: the client asks again and is told
                return

    @property
    def _newest(self) -> str:
        """Where reading goes on: a page that was read backwards begins with the newest change."""
        changes = self._page.changes
        return changes[0].seq if changes and self._asked.descending else self._page.last_seq

    async def _next(self) -> None:
        self._asked = replace(self._asked, since=self._newest, limit=self._left, descending=False)
        self._page = await self._read(self._asked)

    async def _rows(self) -> list[tuple[Change, bytes]]:
        """The changes of the page, each with its row."""
        changes = self._page.changes
        documents = [change.document for change in changes if change.document is not None]
        shown = iter(await show(self._database, documents, self._asked.document))
        rows = [
            (change, self._row(number, change, None if change.document is None else next(shown)))
            for number, change in enumerate(changes, self._given)
        ]
        self._given += len(rows)
        if self._left is not None:
            self._left -= len(rows)
        return rows

    def _row(self, number: int, change: Change, document: bytes | None) -> bytes:
        has_seq = number % self._asked.seq_interval == 0
        parts = [b'{"seq":', encode(change.seq if has_seq else None), b',"id":', encode(change.id)]
        revs = b'},{"rev":'.join(map(encode, change.revs))
        parts += (b',"changes":[{"rev":', revs, b'}],"deleted":true' if change.deleted else b"}]")
        if document is not None:
            parts += (b',"doc":', document)
        parts.append(b"}")
        return b"".join(parts)
