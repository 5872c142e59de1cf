"""A cluster as one: whoever writes waits until every copy has it.

A write at a cluster is acknowledged by most copies, and what is not asked of most copies (the feed, the
counts, the security object) may come from the one that has not got it yet. The hub lives with that: it
follows the feed. The contract looks at once, so here it looks when the copies agree.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2

from sync.couch import CouchPeer
from tests.couchdb import one_node

_WRITES = frozenset(
    ("bulk_docs", "put_local", "delete_local", "purge", "set_security", "set_revs_limit", "compact")
)
_BETWEEN_LOOKS = 0.01

_Peer = TypeVar("_Peer", bound=CouchPeer)
_Write = Callable[..., Awaitable[Any]]


def seen_by_all(peer: _Peer) -> _Peer:
    """The same peer; each write to a database that it gives returns when all copies of it are the same."""
    given = peer.database

    def database(name: str) -> Any:
        found = given(name)
        for operation in _WRITES.intersection(dir(found)):
            setattr(found, operation, _then_alike(getattr(found, operation), name))
        return found

    peer.database = database  # type: ignore[method-assign]
    return peer


def _then_alike(write: _Write, name: str) -> _Write:
    async def seen(begun: Awaitable[Any]) -> Any:
        result = await begun
        await _alike(name)
        return result

    @wraps(write)
    def written(*given: Any, **how: Any) -> Awaitable[Any]:
        return seen(write(*given, **how))

    return written


async def _alike(name: str) -> None:
    """Waits until all copies of the database are, and none is being compacted."""
    async with httpx2.AsyncClient(base_url=one_node(), timeout=60) as client:
        layout = (await client.get(f"/_node/_local/_dbs/{quote(name, safe='')}")).json()
        suffix = "".join(map(chr, layout["shard_suffix"]))
        for where, nodes in layout["by_range"].items():
            shard = quote(f"shards/{where}/{name}{suffix}", safe="")
            copies = [f"/_node/{node}/{shard}" for node in nodes]
            while not _settled([await _held(client, copy) for copy in copies]):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(_BETWEEN_LOOKS)


def _settled(copies: list[dict[str, Any]]) -> bool:
    return not copies[0]["compacting"] and all(copy == copies[0] for copy in copies)


async def _held(client: httpx2.AsyncClient, copy: str) -> dict[str, Any]:
    """Everything in it but the order in which it came."""
    changes, local, security, limit, info = [
        (await client.get(copy + path)).raise_for_status().json()
        for path in ("/_changes?style=all_docs", "/_local_docs", "/_security", "/_revs_limit", "")
    ]
    return {
        "leaves": {row["id"]: sorted(one["rev"] for one in row["changes"]) for row in changes["results"]},
        "local": {row["key"]: row["value"]["rev"] for row in local["rows"]},
        "security": security,
        "limit": limit,
        "counts": (info["doc_count"], info["doc_del_count"]),
        "compacting": info["compact_running"],
    }
