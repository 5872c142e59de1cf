"""The engine of many hubs: an Apache CouchDB, one node or a cluster, that nobody but hubs can reach.

Documents, conflicts and sequences are CouchDB's. What it does not know is added here: an epoch, so that
clients notice a restore; and patience, so that a node that restarts or is lost is a pause and no failure.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Self
from uuid import uuid4

import msgspec
import structlog
from msgspec import structs

from sync import couch_answers as answers
from sync.couch import CouchDatabase, CouchPeer, encode, given
from sync.couch_nodes import Nodes
from sync.document import ChangesPage, DatabaseInfo, Revision, WriteResult
from sync.errors import BadRequest, Conflict, DatabaseExists, NotFound, SyncError, Unavailable
from sync.records import as_document, change
from sync.signals import Signals

EPOCH = "epoch"  # the document in `hub` that says which life of the store this is
_HOME = "hub"
_TELLS = "_global_changes"  # without it CouchDB does not say what changes; a single node is set up without
_MARK = "~"  # between CouchDB's sequence and the epoch: in no sequence of CouchDB's
_LOOK_AGAIN = 30.0  # seconds after which a feed is looked at although nobody said that it moved
_HEARTBEAT = 10_000  # milliseconds
_PAUSE = 1.0
_BETWEEN_LOOKS = 0.2
_PURGED_AT_ONCE = 100  # documents: CouchDB refuses more in one request
_SYSTEM_ONLY = {
    "admins": {"roles": ["_admin"]},
    "members": {"roles": ["_admin"]},
}  # what CouchDB says of none

log = structlog.get_logger("couchdb")


class CouchEngine(CouchPeer):
    """All databases of a CouchDB but its own, whose names begin with `_`."""

    def __init__(self, nodes: Nodes, instance: str) -> None:
        super().__init__(nodes, instance)
        self._nodes = nodes
        self._signals = Signals()
        self._compacting: set[str] = set()
        self._listening = asyncio.create_task(self._listen())
        self.writes_waiting = 0  # they wait at CouchDB
        self.takes_writes = True  # how it stands, CouchDB's own metrics tell

    @classmethod
    async def open(cls, urls: str) -> Self:
        """`urls` of one or several nodes, with name and password, apart by spaces. Unavailable when none
        answers; BadRequest for what is no address."""
        nodes = Nodes(urls.split())
        try:
            await nodes.get("/", answers.Welcome)
            return cls(nodes, await _epoch(CouchPeer(nodes, "").database(_HOME), nodes))
        except BaseException:
            await nodes.close()
            raise

    @property
    def url(self) -> str:
        """Of each node, without passwords."""
        return self._nodes.url

    async def names(self) -> list[str]:
        return [name for name in await super().names() if not name.startswith("_")]

    async def create(self, name: str) -> None:
        await super().create(name)
        self._signals.changed(name)

    async def drop(self, name: str) -> None:
        await super().drop(name)
        self._signals.changed(name)

    def database(self, name: str) -> "CouchStore":
        return CouchStore(name, self._nodes, self._signals, self._compacting, self.instance[:8])

    def updates(self) -> AsyncIterator[str]:
        return self._signals.updates()

    async def renew(self) -> str:
        """A new epoch, and no `_local` document of the old one: after CouchDB was restored from a backup, so
        that clients offer again what the backup lacks. Hubs are started again after it."""
        self.instance = uuid4().hex
        await change(self.database(_HOME), EPOCH, instance=self.instance)
        for name in await self.names():
            database = self.database(name)
            for local in await database.local_docs():
                if local:
                    with suppress(NotFound):  # another node had done it before it was lost
                        await database.delete_local(local["_id"].removeprefix("_local/"))
        return self.instance

    def end_feeds(self) -> None:
        self._signals.close()

    async def close(self) -> None:
        self.end_feeds()
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        await super().close()

    async def _listen(self) -> None:
        """Hear of every database that changes, whoever changed it; after a silence, of all of them."""
        while True:
            try:
                now = await self._nodes.get("/_db_updates", answers.Changes, given(since="now"))
                for name in await self.names():
                    self._signals.changed(name)
                query = given(feed="continuous", heartbeat=_HEARTBEAT, since=str(now.last_seq))
                async for line in self._nodes.lines("/_db_updates", query):
                    if line:
                        self._signals.changed(msgspec.json.decode(line, type=answers.Moved).db_name)
            except (SyncError, msgspec.DecodeError) as problem:
                log.warning("CouchDB does not say what changes; it is asked again", reason=str(problem))
            await asyncio.sleep(_PAUSE)


class CouchStore(CouchDatabase):
    """One database of the engine. See `sync.engine.OwnDatabase` for what each operation promises."""

    def __init__(self, name: str, nodes: Nodes, signals: Signals, compacting: set[str], epoch: str) -> None:
        super().__init__(name, nodes)
        self._signals = signals
        self._compacting = compacting
        self._epoch = f"{_MARK}{epoch}"

    @property
    def commits(self) -> int:
        """Other hubs' writes are counted when `_db_updates` tells of them, hundredths of a second late."""
        return self._signals.commits(self.name)

    async def info(self) -> DatabaseInfo:
        held = await super().info()
        running = held.compact_running or self.name in self._compacting
        return replace(held, update_seq=held.update_seq + self._epoch, compact_running=running)

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        try:
            return await super().bulk_docs(revisions, new_edits=new_edits)
        finally:
            self._signals.changed(self.name)  # whatever became of it

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int | None = None,
        descending: bool = False,
        include_docs: bool = False,
        all_leaves: bool = False,
        doc_ids: Sequence[str] | None = None,
    ) -> ChangesPage:
        asked: dict[str, Any] = {
            "limit": limit,
            "descending": descending,
            "include_docs": include_docs,
            "all_leaves": all_leaves,
            "doc_ids": doc_ids,
        }
        place = self._place(since)
        try:
            page = await super().changes(place, **asked)
        except BadRequest:  # no sequence of this CouchDB's
            page = await super().changes("0", **asked)
        rows = [structs.replace(row, seq=row.seq + self._epoch) for row in page.changes]
        return ChangesPage(rows, page.last_seq + self._epoch, page.pending, page.from_start)

    async def wait(self, since: str, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while not await self._has_changed(since):
                    pass
        except TimeoutError:
            return False
        return True

    async def put_local(self, doc_id: str, doc: dict[str, Any]) -> str:
        held = await self.get_local(doc_id)
        if (held or {}).get("_rev") != doc.get("_rev"):
            raise Conflict("Document update conflict.")
        return await super().put_local(doc_id, doc)

    async def local_docs(
        self,
        *,
        keys: Sequence[str] | None = None,
        start: str | None = None,
        end: str | None = None,
        inclusive_end: bool = True,
        descending: bool = False,
        limit: int | None = None,
        skip: int = 0,
    ) -> list[dict[str, Any] | None]:
        named = None if keys is None else [f"_local/{key}" for key in keys]
        query = given(
            include_docs=True,
            startkey=None if start is None else encode(f"_local/{start}").decode(),
            endkey=None if end is None else encode(f"_local/{end}").decode(),
            inclusive_end=inclusive_end,
            descending=descending,
            limit=limit,
            skip=skip,
        )
        body = encode({} if named is None else {"keys": named})
        rows = (await self._client.post(f"{self._path}/_local_docs", body, answers.LocalRows, query)).rows
        return [row.doc for row in rows]

    def compact(self) -> Awaitable[None]:
        self._compacting.add(self.name)
        return asyncio.ensure_future(self._compact())

    async def leaf_revs(self, doc_ids: Sequence[str]) -> dict[str, dict[str, bool]]:
        found = await self.open_revs([(doc_id, None) for doc_id in doc_ids])
        return {leaves[0].id: {leaf.rev: leaf.deleted for leaf in leaves} for leaves in found if leaves}

    async def purge(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        asked = [(doc_id, list(dict.fromkeys(revs))) for doc_id, revs in wanted.items()]
        purged: dict[str, list[str]] = {}
        for start in range(0, max(1, len(asked)), _PURGED_AT_ONCE):
            body = encode(dict(asked[start : start + _PURGED_AT_ONCE]))
            purged |= (await self._client.post(f"{self._path}/_purge", body, answers.Purged)).purged
            self._signals.changed(self.name)
        return {doc_id: purged.get(doc_id, []) for doc_id in wanted}

    async def revs_limit(self) -> int:
        return await self._client.get(f"{self._path}/_revs_limit", int)

    async def set_revs_limit(self, limit: int) -> None:
        await self._client.put(f"{self._path}/_revs_limit", dict[str, Any], body=encode(limit))

    async def security(self) -> dict[str, Any]:
        told = await self._client.get(f"{self._path}/_security", dict[str, Any])
        return {} if told == _SYSTEM_ONLY else told

    async def set_security(self, security: dict[str, Any]) -> None:
        await self._client.put(f"{self._path}/_security", dict[str, Any], body=encode(security))

    async def _compact(self) -> None:
        try:
            await self._client.post(f"{self._path}/_compact", b"", dict[str, Any])
            while (await super().info()).compact_running:  # noqa: ASYNC110 - CouchDB tells nobody when it ends
                await asyncio.sleep(_BETWEEN_LOOKS)
        finally:
            self._compacting.discard(self.name)

    async def _has_changed(self, since: str) -> bool:
        """Whether anything was written after `since`; if not, answers after the next change that is heard of,
        or when it is time to look again."""
        changed = self._signals.waiter(self.name)  # before looking: a change in between is not missed
        try:
            if (await self.changes(since, limit=1)).changes:
                return True
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_AGAIN):
                    await changed.wait()
        finally:
            self._signals.forget(self.name, changed)
        if self._signals.is_closed:
            raise Unavailable("The store is closing.", retry_after=1)
        return False

    def _place(self, since: str) -> str:
        """In CouchDB's own words. What is of another epoch is the beginning."""
        if since in ("0", "now"):
            return since
        place, _, epoch = since.partition(_MARK)
        return place if f"{_MARK}{epoch}" == self._epoch else "0"


async def _epoch(home: CouchDatabase, client: Nodes) -> str:
    """The instance that stands in `hub`; the first hub of all writes it."""
    for name in (_TELLS, _HOME):
        with suppress(DatabaseExists):
            await CouchPeer(client, "").create(name)
    if await home.get(EPOCH) is None:
        first = Revision(EPOCH, (), encode({"type": EPOCH, "instance": uuid4().hex}))
        await home.bulk_docs([first], new_edits=True)  # or another hub was faster
    held = await home.get(EPOCH)
    if held is None:
        raise Unavailable("CouchDB does not give back what was written to it.")
    return str(as_document(held)["instance"])
