"""What could be reached at best: the store without HTTP, and no store at all."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.papers import BATCH
from sync.document import Revision
from sync.store import EmbeddedEngine


def decode_and_insert(folder: Path, requests: Sequence[bytes]) -> float:
    """Documents per second of a loop that decodes JSON and inserts rows, one synced transaction a request."""
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("DROP TABLE IF EXISTS documents")
    connection.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, rev TEXT, body BLOB)")
    decoder = msgspec.json.Decoder()
    start = time.perf_counter()
    for request in requests:
        docs = decoder.decode(request)["docs"]
        connection.execute("BEGIN IMMEDIATE")
        rows = ((doc["_id"], doc["_rev"], msgspec.json.encode(doc)) for doc in docs)
        connection.executemany("INSERT INTO documents VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - start
    connection.close()
    return len(requests) * BATCH / seconds


def store_alone(folder: Path, name: str, batches: Sequence[Sequence[Revision]]) -> float:
    """Documents per second of the store's own write call."""
    return asyncio.run(_store_alone(folder, name, batches))


async def _store_alone(folder: Path, name: str, batches: Sequence[Sequence[Revision]]) -> float:
    engine = EmbeddedEngine(folder)
    await engine.create(name)
    database = engine.database(name)
    start = time.perf_counter()
    for batch in batches:
        await database.bulk_docs(batch, new_edits=False)
    seconds = time.perf_counter() - start
    await engine.close()
    return len(batches) * BATCH / seconds
