"""The one narrow seam of the project: something that holds documents and can be replicated with.

The embedded store implements it on SQLite, `sync.couch` over HTTP. Everything above (HTTP routes, gate,
projector, replicator) knows only these protocols.
"""

from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from typing import Any, Protocol

from sync.document import ChangesPage, DatabaseInfo, Revision, WriteResult


class Database(Protocol):
    """One database. Every operation raises `NotFound` when the database does not exist."""

    name: str

    async def info(self) -> DatabaseInfo: ...

    async def get(self, doc_id: str, rev: str | None = None) -> Revision | None:
        """The winning revision, or the named one, with its full known ancestry. None when there is none;
        a deleted winner is returned with `deleted=True`."""
        ...

    async def leaves(self, doc_id: str) -> list[Revision]:
        """All leaf revisions, the winner first; empty for an unknown document."""
        ...

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        """Write all in one durable transaction: on return the disk has been asked to sync.

        A stub keeps what the document had; MissingAttachment when it had no such attachment.

        With `new_edits` each row gets a new revision on top of its parent or a `conflict` result;
        without, each row's ancestry is merged into its tree as it stands. Results in the order given.
        """
        ...

    async def bulk_get(self, wanted: Sequence[tuple[str, str | None]]) -> list[Revision | None]:
        """One answer per (id, rev) in order, the winner where no rev is named; None for what is not held."""
        ...

    async def open_revs(
        self, wanted: Sequence[tuple[str, str | None]], *, latest: bool = False, at_most: int | None = None
    ) -> list[list[Revision]]:
        """What is held of each (id, rev) in order: all leaves where no rev is named, else that revision or,
        with `latest`, all leaves that descend from it. The strongest first. TooLarge when the answer has more
        than about `at_most` bytes; it is not read to its end then."""
        ...

    async def contents(self, revision: Revision, names: Sequence[str]) -> dict[str, bytes]:
        """The bytes of these attachments of a revision that was read here, by name, packed where `encoding`
        says so. NotFound when one is not held, as after a compaction."""
        ...

    async def revs_diff(self, wanted: dict[str, list[str]]) -> dict[str, dict[str, list[str]]]:
        """`{id: {"missing": [...], "possible_ancestors": [...]}}` for the documents that lack something."""
        ...

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
        """Changes after `since` ("now", "0" too). A token of another epoch is answered from 0."""
        ...

    async def wait(self, since: str, seconds: float) -> bool:
        """Until something after `since` is written: True; after that many `seconds`: False. NotFound when the
        database is dropped meanwhile, Unavailable when the engine closes: nobody waits for what is gone."""
        ...

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
        """Winning revisions by id, no deleted ones; with `keys` one row per key, None if unknown."""
        ...

    async def get_local(self, doc_id: str) -> dict[str, Any] | None:
        """A `_local` document (never replicated) as JSON, with `_id` and `_rev` ("0-3")."""
        ...

    async def put_local(self, doc_id: str, doc: dict[str, Any]) -> str:
        """Write it and return its new `_rev`. An engine raises `Conflict` when the given `_rev` is not the
        current one; Apache CouchDB does not look."""
        ...

    async def delete_local(self, doc_id: str) -> None: ...


class Peer(Protocol):
    """A set of databases with one identity, here or at the other end of a network."""

    instance: str  # 32 hexadecimal digits, made anew by every restore; the epoch of all sequence tokens

    async def names(self) -> list[str]: ...

    async def create(self, name: str) -> None:
        """Raise `DatabaseExists` when it is there already, `BadRequest` for a name CouchDB would not take."""
        ...

    async def drop(self, name: str) -> None: ...

    def database(self, name: str) -> Database: ...

    async def close(self) -> None: ...


class OwnDatabase(Database, Protocol):
    """A database of an engine, with what the administrators of a store ask of it and no replication needs."""

    @property
    def commits(self) -> int:
        """How often documents of it were written since the store was opened, counted before a writer has his
        answer: what was read while it stood at the same number still holds."""
        ...

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
        """`_local` documents by id, as `get_local` gives them; ids without `_local/`, as in `all_docs`."""
        ...

    def compact(self) -> Awaitable[None]:
        """Begin to forget the bodies of revisions that are no leaves; that these existed is still known.
        `info` says `compact_running` from now until the end, for which the result can be awaited."""
        ...

    async def leaf_revs(self, doc_ids: Sequence[str]) -> dict[str, dict[str, bool]]:
        """Of every document that exists its leaves, the winner first, and whether each is deleted."""
        ...

    async def purge(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Take out of each document those of the named revisions that are leaves, as if they had never been
        here; what was taken, by document. Purging does not travel: a peer may bring them again."""
        ...

    async def revs_limit(self) -> int:
        """How many generations of each branch are kept in the tree of a document."""
        ...

    async def set_revs_limit(self, limit: int) -> None: ...

    async def security(self) -> dict[str, Any]:
        """The database's `_security` object; empty while nobody has set one. The engine only keeps it."""
        ...

    async def set_security(self, security: dict[str, Any]) -> None: ...


class Engine(Peer, Protocol):
    """A peer that holds its databases itself, and so knows at once when one of them changes."""

    def database(self, name: str) -> OwnDatabase: ...

    @property
    def writes_waiting(self) -> int:
        """How many writes wait for the one that is under way."""
        ...

    @property
    def takes_writes(self) -> bool:
        """Not since a write failed for what may pass, such as a full disk, until one passes."""
        ...

    def end_feeds(self) -> None:
        """Nobody waits for a change any more: whoever does, or begins to, is answered `Unavailable`."""
        ...

    def updates(self) -> AsyncIterator[str]:
        """Names of databases that change after this call, each once until it is taken. Ends with the engine.
        A wake-up, not the truth: the truth is each database's feed."""
        ...
