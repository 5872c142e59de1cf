"""Ends of replications: stores to replicate between, what they hold, and peers that fail."""

import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sync.checkpoints import End
from sync.contents import with_contents
from sync.document import Revision, WriteResult
from sync.engine import Database, Peer
from sync.errors import Forbidden
from sync.patience import Patience
from sync.store import EmbeddedEngine

IMPATIENT = Patience(attempts=1)


@contextlib.asynccontextmanager
async def stores(folder: Path, *names: str) -> AsyncIterator[list[End]]:
    """Embedded stores of these names, each with an empty database `papers`."""
    engines = [EmbeddedEngine(folder / name) for name in names]
    for engine in engines:
        await engine.create("papers")
    try:
        yield [End(engine, "papers") for engine in engines]
    finally:
        for engine in engines:
            await engine.close()


async def fill(end: End, count: int, body: bytes = b'{"n":%d}') -> None:
    revisions = [Revision(f"d{n}", (), body.replace(b"%d", b"%d" % n)) for n in range(count)]
    await end.database.bulk_docs(revisions, new_edits=True)


async def leaves(end: End) -> dict[str, list[Revision]]:
    """All leaves of all documents, with the contents of their attachments."""
    page = await end.database.changes()
    held = {change.id: await end.database.leaves(change.id) for change in page.changes}
    return {
        doc_id: [await with_contents(end.database, leaf) for leaf in found] for doc_id, found in held.items()
    }


async def arrival(end: End, count: int) -> None:
    """Until the database has so many documents."""
    await until(end, lambda held: len(held) >= count)


async def until(end: End, wanted: Callable[[dict[str, list[Revision]]], bool]) -> None:
    """Until the leaves of its documents are as wanted."""
    while True:
        since = (await end.database.changes()).last_seq  # before looking: nothing in between is missed
        if wanted(await leaves(end)):
            return
        await end.database.wait(since, 60)


class Substitute:
    """Stands for a peer and gives, in the place of its databases, what `through` makes of them."""

    def __init__(self, peer: Peer, through: Callable[[Database], Any]) -> None:
        self._peer, self._through = peer, through

    def __getattr__(self, name: str) -> Any:
        return getattr(self._peer, name)

    def database(self, name: str) -> Any:
        return self._through(self._peer.database(name))


def substitute(end: End, through: Callable[[Database], Any]) -> End:
    stand_in: Any = Substitute(end.peer, through)
    return End(stand_in, end.name)


class Counted:
    """A database that calls `before` and `after` with the name of each operation, around it."""

    def __init__(
        self,
        held: Database,
        before: Callable[[str], None] = lambda operation: None,
        after: Callable[[str], None] = lambda operation: None,
    ) -> None:
        self._held, self._before, self._after = held, before, after
        self.name = held.name

    def __getattr__(self, name: str) -> Any:
        operation = getattr(self._held, name)

        async def called(*given: Any, **named: Any) -> Any:
            self._before(name)
            answer = await operation(*given, **named)
            self._after(name)
            return answer

        return called


class Picky:
    """A database that takes only some documents: others it forbids, or fails the whole request for them."""

    def __init__(self, held: Database, judge: Callable[[Sequence[Revision]], set[str]]) -> None:
        self._held, self._judge = held, judge
        self.name = held.name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._held, name)

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        refused = self._judge(revisions)
        admitted = [revision for revision in revisions if revision.id not in refused]
        written = {each.id: each for each in await self._held.bulk_docs(admitted, new_edits=new_edits)}
        no = WriteResult("", "", Forbidden.error, "no")
        return [written.get(revision.id) or replace(no, id=revision.id) for revision in revisions]
