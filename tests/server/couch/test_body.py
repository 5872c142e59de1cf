"""What a request body may be, and who may have one read at all."""

import gzip
from collections.abc import AsyncIterator

import httpx2
import pytest

from server.limits import Limits
from server.principal import Anonymous, Principal
from sync.store import EmbeddedEngine
from tests.couch_hub import CLERK, couch_app, couch_client
from tests.hub import DemoHub

LARGEST_BODY = Limits().body_bytes
HAS_A_BODY = [
    ("POST", "/papers"),
    ("POST", "/papers/_bulk_docs"),
    ("POST", "/papers/_bulk_get"),
    ("POST", "/papers/_revs_diff"),
    ("POST", "/papers/_missing_revs"),
    ("POST", "/papers/_changes"),
    ("POST", "/papers/_all_docs"),
    ("PUT", "/papers/x"),
    ("PUT", "/papers/_local/x"),
]
PACKED = {"Content-Encoding": "gzip"}


@pytest.mark.parametrize(("user", "status"), [(Anonymous(), 401), (CLERK, 403)])
@pytest.mark.parametrize(("method", "path"), HAS_A_BODY)
async def test_nothing_is_read_of_who_may_not_send_it(
    engine: EmbeddedEngine, user: Principal | Anonymous, status: int, method: str, path: str
) -> None:
    read = []

    async def body() -> AsyncIterator[bytes]:
        read.append(path)
        yield b"{}"

    async with couch_client(couch_app(engine, user)) as client:
        answer = await client.request(method, path, content=body())
    assert (answer.status_code, read) == (status, [])


@pytest.mark.parametrize(
    ("packed", "content"),
    [({}, b" " * (LARGEST_BODY + 1)), (PACKED, gzip.compress(bytes(LARGEST_BODY + 1), 1))],
    ids=["plain", "bomb"],
)
async def test_a_body_beyond_all_measure(
    client: httpx2.AsyncClient, packed: dict[str, str], content: bytes
) -> None:
    answer = await client.post("/papers/_bulk_docs", content=content, headers=packed)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert str(LARGEST_BODY) in answer.json()["reason"]


async def test_no_more_is_read_than_may_be_sent(engine: EmbeddedEngine) -> None:
    await engine.create("papers")
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1000
            yield b" " * 1000

    async with couch_client(couch_app(engine, limits=Limits(body_bytes=10_000))) as client:
        answer = await client.post("/papers/_bulk_docs", content=endless())
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert sent <= 11_000


async def test_packed_bodies(client: httpx2.AsyncClient) -> None:
    whole = gzip.compress(b'{"docs":[{"_id":"x"}]}')
    assert (await client.post("/papers/_bulk_docs", content=whole, headers=PACKED)).status_code == 201
    for broken in (whole[:-9], b"no gzip"):
        assert (await client.post("/papers/_bulk_docs", content=broken, headers=PACKED)).status_code == 400


JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/auth/challenge", JSON),
        ("/auth/renew", JSON),
        ("/graphql", JSON),
        ("/couchdb/_session", JSON),
        ("/couchdb/_session", FORM),
        ("/verify", FORM),
    ],
)
async def test_a_stranger_fills_no_memory(demo: DemoHub, path: str, kind: str) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 2**16
            yield b" " * 2**16

    answer = await demo.client.post(path, content=body(), headers={"Content-Type": kind})
    assert answer.status_code == 413
    assert sent <= 2**20 + 2**16


async def test_a_long_body_is_text_up_to_its_end(client: httpx2.AsyncClient) -> None:
    """Characters of three bytes lie across every boundary at which it may be read in pieces."""
    text = "办" * 100_000
    good = f'{{"docs":[{{"_id":"x","t":"{text}"}}]}}'.encode()
    broken = good[:-4] + b"\xff" + good[-4:]
    answer = await client.post("/papers/_bulk_docs", content=broken)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")
    assert f"byte 0xff in position {len(good) - 4}" in answer.json()["reason"]
    await client.post("/papers/_bulk_docs", content=good)
    assert (await client.get("/papers/x")).json()["t"] == text
