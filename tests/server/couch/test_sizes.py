"""How many documents, how large, with how many attachments: beyond it the whole request is 413."""

import base64
import gzip
import threading
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from server.couch import gate
from server.limits import Limits
from sync.store import EmbeddedEngine
from tests.couch_hub import couch_app, couch_client

LIMITS = Limits(
    body_bytes=20_000, batch_documents=3, document_bytes=1000, attachments=2, attachment_bytes=5000
)


@pytest.fixture
async def client(engine: EmbeddedEngine) -> AsyncIterator[httpx2.AsyncClient]:
    await engine.create("papers")
    async with couch_client(couch_app(engine, limits=LIMITS)) as client:
        yield client


def text(size: int) -> dict[str, str]:
    """Members of a document that measure so many bytes."""
    return {"t": "x" * (size - len('{"t":""}'))}


def inline(size: int, *names: str, **more: str) -> dict[str, Any]:
    data = base64.b64encode(b"x" * size).decode()
    return {"_attachments": {name: {"content_type": "text/plain", "data": data, **more} for name in names}}


async def test_documents_of_a_batch(client: httpx2.AsyncClient) -> None:
    docs = [{"_id": name} for name in "abcd"]
    answer = await client.post("/papers/_bulk_docs", json={"docs": docs})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert "at most 3 documents" in answer.json()["reason"]
    assert (await client.get("/papers")).json()["doc_count"] == 0
    assert (await client.post("/papers/_bulk_docs", json={"docs": docs[:3]})).status_code == 201
    asked = [{"id": name} for name in "abcd"]
    assert (await client.post("/papers/_bulk_get", json={"docs": asked})).status_code == 413
    assert (await client.post("/papers/_bulk_get", json={"docs": asked[1:]})).status_code == 200


LARGE = {
    "document": (text(1001), "document_too_large"),
    "attachment": (inline(5001, "a"), "attachment_too_large"),
    "attachments": (inline(1, "a", "b", "c"), "too_large"),
}


@pytest.mark.parametrize(("members", "word"), LARGE.values(), ids=LARGE)
async def test_a_document_that_is_too_large(
    client: httpx2.AsyncClient, members: dict[str, Any], word: str
) -> None:
    """Alone it is refused; in a batch nothing is written, so that the sender sees which one it is."""
    batch = {
        "new_edits": False,
        "docs": [{"_id": "y", "_rev": "1-a"}, {"_id": "x", "_rev": "1-a", **members}],
    }
    for answer in (
        await client.put("/papers/x", json=members),
        await client.post("/papers", json={"_id": "x", **members}),
        await client.post("/papers/_bulk_docs", json=batch),
    ):
        assert (answer.status_code, answer.json()["error"]) == (413, word)
        assert answer.json()["reason"].startswith("x")
    assert (await client.get("/papers")).json()["doc_count"] == 0


@pytest.mark.parametrize("members", [text(1000), inline(5000, "a", "b")])
async def test_a_document_as_large_as_it_may_be(client: httpx2.AsyncClient, members: dict[str, Any]) -> None:
    assert (await client.put("/papers/x", json=members)).status_code == 201


async def test_a_little_gzip_is_not_a_lot_of_memory(client: httpx2.AsyncClient) -> None:
    gzipped = {"Content-Encoding": "gzip"}
    large = await client.put("/papers/x/a", content=gzip.compress(bytes(5001)), headers=gzipped)
    assert (large.status_code, large.json()["error"]) == (413, "attachment_too_large")
    fits = await client.put("/papers/x/a", content=gzip.compress(bytes(5000)), headers=gzipped)
    assert fits.status_code == 201


async def test_an_attachment_under_its_own_address(client: httpx2.AsyncClient) -> None:
    large = await client.put("/papers/x/a", content=bytes(5001))
    assert (large.status_code, large.json()["error"]) == (413, "attachment_too_large")
    rev: dict[str, str] = {}
    for name, status in (("a", 201), ("b", 201), ("c", 413)):
        answer = await client.put(f"/papers/x/{name}", params=rev, content=bytes(5000))
        assert answer.status_code == status, name
        rev = {"rev": answer.json().get("rev", "")}


async def test_a_local_document(client: httpx2.AsyncClient) -> None:
    large = await client.put("/papers/_local/x", json=text(1001))
    assert (large.status_code, large.json()["error"]) == (413, "document_too_large")
    assert (await client.put("/papers/_local/x", json=text(1000))).status_code == 201


async def test_what_may_have_to_be_unpacked_is_measured_beside_the_event_loop(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    monkeypatch.setattr(gate, "check_sizes", lambda *_: threads.append(threading.current_thread()))
    packed = {"Content-Encoding": "gzip"}
    await client.put("/papers/x/note", content=gzip.compress(b"x" * 100), headers=packed)
    assert threads
    assert threading.current_thread() not in threads
