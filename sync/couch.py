"""Peers over HTTP: this hub, Apache CouchDB, and whatever else speaks its protocol.

Every operation is one request, sent once: whoever asks knows best whether to ask again. Documents stay bytes.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Self
from urllib.parse import quote

import msgspec

from sync import couch_answers as answers
from sync.attachments import GZIP, decode
from sync.couch_http import Client
from sync.document import Change, ChangesPage, DatabaseInfo, Revision, WriteResult
from sync.errors import Conflict, Forbidden, NotFound, Unavailable
from sync.multipart import related
from sync.revtree import RevTree
from sync.wire import Members, check_database_name, read_document, write_document

_LONGEST_WAIT = 25.0  # seconds of one longpoll: peers and proxies in between end longer ones
encode = msgspec.json.encode
_NO_SUCH_DATABASE = "Database does not exist."


class CouchPeer:
    """A server of databases at an address such as `https://name:password@host/couchdb`."""

    def __init__(self, client: Client, instance: str) -> None:
        self.instance = instance
        self._client = client

    @classmethod
    async def open(cls, url: str) -> Self:
        """Ask who is there. Unavailable when nobody answers, or nobody who speaks the protocol; NotFound when
        it does so at another address."""
        client = Client(url)
        try:
            welcome = await client.get("/", answers.Welcome)
        except NotFound as problem:
            await client.close()
            raise NotFound(
                f"There is no CouchDB at {client.url}: {problem.reason}. A hub has its own under /couchdb"
            ) from problem
        except BaseException:
            await client.close()
            raise
        return cls(client, welcome.uuid)

    async def names(self) -> list[str]:
        return await self._client.get("/_all_dbs", list[str])

    async def create(self, name: str) -> None:
        check_database_name(name)
        # One shard, so that Apache CouchDB's feed has one order, that of the changes.
        await self._client.put(path_of(name), dict[str, bool], query={"q": "1"})

    async def drop(self, name: str) -> None:
        await self._client.delete(path_of(name))

    def database(self, name: str) -> "CouchDatabase":
        return CouchDatabase(name, self._client)

    async def close(self) -> None:
        await self._client.close()


class CouchDatabase:
    """One database over HTTP. See `sync.engine.Database` for what each operation promises."""

    def __init__(self, name: str, client: Client) -> None:
        self.name = name
        self._path = path_of(name)
        self._client = client

    async def info(self) -> DatabaseInfo:
        held = await self._client.get(self._path, answers.Info)
        size = held.sizes.get("file", 0)
        seq, purged = str(held.update_seq), str(held.purge_seq).partition("-")[0]
        counted = held.doc_count, held.doc_del_count
        return DatabaseInfo(held.db_name, *counted, seq, size, purged, held.compact_running)

    async def get(self, doc_id: str, rev: str | None = None) -> Revision | None:
        return (await self.bulk_get([(doc_id, rev)]))[0]

    async def leaves(self, doc_id: str) -> list[Revision]:
        return (await self.open_revs([(doc_id, None)]))[0]

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        """Those that bring contents go alone, with the bytes beside them; the others in one request."""
        plain = [revision for revision in revisions if not revision.contents]
        written = iter(await self._bulk_docs(plain, new_edits=new_edits) if plain else [])
        return [
            await self._put(revision, new_edits=new_edits) if revision.contents else next(written)
            for revision in revisions
        ]

    async def _bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        documents = b",".join(write_document(revision, history=not new_edits) for revision in revisions)
        body = b'{"new_edits":%b,"docs":[%b]}' % (encode(new_edits), documents)
        rows = await self._client.post(f"{self._path}/_bulk_docs", body, list[answers.Written])
        if new_edits:
            return [WriteResult(row.id, row.rev, row.error, row.reason) for row in rows]
        refused = {(row.id, row.rev): row for row in rows if row.error}
        return [_result(revision, refused) for revision in revisions]

    async def _put(self, revision: Revision, *, new_edits: bool) -> WriteResult:
        content_type, body = related(revision, history=not new_edits)
        path, query = self._document(revision.id), given(new_edits=new_edits)
        try:
            row = await self._client.put(path, answers.Rev, body=body, query=query, content_type=content_type)
        except (Conflict, Forbidden) as problem:
            await self._bulk_docs([], new_edits=new_edits)  # Forbidden for who may write nothing here
            return WriteResult(revision.id, "", problem.error, problem.reason)
        return WriteResult(revision.id, row.rev)

    async def bulk_get(self, wanted: Sequence[tuple[str, str | None]]) -> list[Revision | None]:
        return [found[0] if found else None for found in await self.open_revs(wanted)]

    async def open_revs(
        self, wanted: Sequence[tuple[str, str | None]], *, latest: bool = False, at_most: int | None = None
    ) -> list[list[Revision]]:
        asked = [{"id": doc_id} if rev is None else {"id": doc_id, "rev": rev} for doc_id, rev in wanted]
        query = given(revs=True, att_encoding_info=True, latest=latest or None)
        body = encode({"docs": asked})
        answer = await self._client.post(f"{self._path}/_bulk_get", body, answers.BulkGet, query, at_most)
        if len(answer.results) != len(asked):
            raise Unavailable(f"{len(asked)} documents were asked for and {len(answer.results)} answered.")
        return [_ranked(held.ok for held in found.docs if held.ok) for found in answer.results]

    async def contents(self, revision: Revision, names: Sequence[str]) -> dict[str, bytes]:
        path, query = self._document(revision.id), {"rev": revision.rev}
        packed = {name for name, held in decode(revision.attachments).items() if held.encoding == GZIP}
        return {
            name: await self._client.download(f"{path}/{quote(name, safe='')}", query, packed=name in packed)
            for name in names
        }

    async def revs_diff(self, wanted: dict[str, list[str]]) -> dict[str, dict[str, list[str]]]:
        shape = dict[str, dict[str, list[str]]]
        return await self._client.post(f"{self._path}/_revs_diff", encode(wanted), shape)

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
        query = given(
            since=since,
            limit=limit,
            descending=descending or None,
            style="all_docs" if all_leaves else None,
            filter=None if doc_ids is None else "_doc_ids",
        )
        body = encode({} if doc_ids is None else {"doc_ids": list(doc_ids)})
        page = await self._client.post(f"{self._path}/_changes", body, answers.Changes, query)
        documents: list[Revision | None] = [None] * len(page.results)
        if include_docs:
            documents = await self.bulk_get([(row.id, row.changes[0].rev) for row in page.results])
        found = [
            Change(str(row.seq), row.id, tuple(leaf.rev for leaf in row.changes), row.deleted, document)
            for row, document in zip(page.results, documents, strict=True)
        ]
        return ChangesPage(found, str(page.last_seq), page.pending, from_start=since == "0")

    async def wait(self, since: str, seconds: float) -> bool:
        """In longpolls of a bounded time, the last of which ends when the time is over."""
        while True:
            patience = min(seconds, _LONGEST_WAIT)
            milliseconds = max(1, round(patience * 1000))
            query = given(since=since, feed="longpoll", limit=1, timeout=milliseconds)
            page = await self._client.get(f"{self._path}/_changes", answers.Changes, query, patience)
            seconds -= patience
            if page.results or seconds <= 0:
                return bool(page.results)

    async def all_docs(
        self,
        *,
        keys: Sequence[str] | None = None,
        start: str | None = None,
        end: str | None = None,
        inclusive_end: bool = True,
        descending: bool = False,
        limit: int | None = None,
        skip: int = 0,
        include_docs: bool = False,
    ) -> list[Revision | None]:
        """Without `include_docs` a row knows of its ancestry only the revision itself."""
        query = given(
            startkey=None if start is None else encode(start).decode(),
            endkey=None if end is None else encode(end).decode(),
            inclusive_end=inclusive_end,
            descending=descending,
            limit=limit,
            skip=skip,
        )
        body = encode({} if keys is None else {"keys": list(keys)})
        rows = (await self._client.post(f"{self._path}/_all_docs", body, answers.Rows, query)).rows
        found = [
            Revision(row.id, (row.value.rev,), b"{}", row.value.deleted) if row.id and row.value else None
            for row in rows
        ]
        if not include_docs:
            return found
        full = iter(await self.bulk_get([(row.id, row.rev) for row in found if row]))
        return [next(full) if row else None for row in found]

    async def get_local(self, doc_id: str) -> dict[str, Any] | None:
        try:
            return await self._client.get(self._local(doc_id), dict[str, Any])
        except NotFound as problem:
            if problem.reason == _NO_SUCH_DATABASE:
                raise
            return None

    async def put_local(self, doc_id: str, doc: dict[str, Any]) -> str:
        return (await self._client.put(self._local(doc_id), answers.Rev, body=encode(doc))).rev

    async def delete_local(self, doc_id: str) -> None:
        held = await self.get_local(doc_id)
        if held is None:
            raise NotFound("missing")
        await self._client.delete(self._local(doc_id), {"rev": held["_rev"]})

    def _local(self, doc_id: str) -> str:
        return f"{self._path}/_local/{quote(doc_id, safe='')}"

    def _document(self, doc_id: str) -> str:
        """Apache CouchDB redirects who encodes the slash of `_design/`."""
        kind = "_design/" if doc_id.startswith("_design/") else ""
        return f"{self._path}/{kind}{quote(doc_id.removeprefix(kind), safe='')}"


def path_of(name: str) -> str:
    return f"/{quote(name, safe='')}"


def given(**query: str | int | bool | None) -> dict[str, str]:
    """The parameters that are there, in the protocol's spelling."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in query.items()
        if value is not None
    }


def _ranked(documents: Iterable[Members]) -> list[Revision]:
    revisions = {held.rev: held for held in (read_document(each, new_edits=False) for each in documents)}
    tree = RevTree()
    for held in revisions.values():
        tree.merge(held.ancestry, held.deleted)
    return [revisions[rev] for rev in tree.ranked()]


def _result(revision: Revision, refused: dict[tuple[str, str], answers.Written]) -> WriteResult:
    row = refused.get((revision.id, revision.rev)) or refused.get((revision.id, ""))
    if row is None:
        return WriteResult(revision.id, revision.rev)
    return WriteResult(revision.id, "", row.error, row.reason)
