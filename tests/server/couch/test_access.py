"""Who may do what: everybody signs in; only administrators make databases; a clerk has his own site."""

from collections.abc import AsyncIterator, Sequence

import httpx2
import pytest

from server.principal import Anonymous, Principal
from sync.document import Revision, WriteResult
from sync.store import EmbeddedEngine
from tests.couch_hub import CLERK, OpenGate, couch_app, couch_client

OWN, OTHER = "site-500116001901", "site-500116002901"


@pytest.fixture
async def clerk(engine: EmbeddedEngine) -> AsyncIterator[httpx2.AsyncClient]:
    for name in (OWN, OTHER, "reference", "hub"):
        await engine.create(name)
    async with couch_client(couch_app(engine, CLERK)) as client:
        yield client


REQUESTS = [
    ("GET", "/{db}"),
    ("GET", "/{db}/x"),
    ("GET", "/{db}/_changes"),
    ("GET", "/{db}/_all_docs"),
    ("GET", "/{db}/_local/x"),
    ("PUT", "/{db}/_local/x"),
    ("PUT", "/{db}/x"),
    ("DELETE", "/{db}/x"),
    ("POST", "/{db}"),
    ("POST", "/{db}/_bulk_docs"),
    ("POST", "/{db}/_bulk_get"),
    ("POST", "/{db}/_revs_diff"),
    ("POST", "/{db}/_ensure_full_commit"),
    ("PUT", "/{db}"),
    ("DELETE", "/{db}"),
]
BODIES: dict[str, dict[str, list[str]]] = {"_bulk_docs": {"docs": []}, "_bulk_get": {"docs": []}}


async def ask(client: httpx2.AsyncClient, method: str, path: str, name: str) -> httpx2.Response:
    body = BODIES.get(path.rpartition("/")[2], {})
    return await client.request(method, path.format(db=name), json=body if method != "GET" else None)


@pytest.mark.parametrize(("method", "path"), REQUESTS)
async def test_somebody_not_signed_in(engine: EmbeddedEngine, method: str, path: str) -> None:
    async with couch_client(couch_app(engine, Anonymous())) as client:
        answer = await ask(client, method, path, "nowhere")
    assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized")


@pytest.mark.parametrize("name", [OTHER, "hub", "anything"])
@pytest.mark.parametrize(("method", "path"), REQUESTS)
async def test_a_clerk_outside_his_site(clerk: httpx2.AsyncClient, method: str, path: str, name: str) -> None:
    answer = await ask(clerk, method, path, name)
    assert (answer.status_code, answer.json()["error"]) == (403, "forbidden")


async def test_a_clerk_in_his_site(clerk: httpx2.AsyncClient) -> None:
    assert (await clerk.put(f"/{OWN}/x", json={})).status_code == 201
    assert (await clerk.get("/_all_dbs")).json() == ["reference", OWN]


async def test_what_is_read_only_keeps_checkpoints_nevertheless(clerk: httpx2.AsyncClient) -> None:
    assert (await clerk.get("/reference/_changes")).status_code == 200
    assert (await clerk.put("/reference/x", json={})).status_code == 403
    assert (await clerk.put("/reference/_local/checkpoint", json={})).status_code == 201


async def test_anybody_learns_which_hub_this_is(engine: EmbeddedEngine) -> None:
    async with couch_client(couch_app(engine, Anonymous())) as client:
        assert (await client.get("/")).status_code == 200
        assert (await client.get("/_up")).status_code == 200


class _NoVisits(OpenGate):
    async def admit(
        self, principal: Principal, database: str, revisions: Sequence[Revision]
    ) -> list[WriteResult | None]:
        assert principal is CLERK
        assert database == OWN
        return [
            WriteResult(r.id, error="forbidden", reason="no visits") if r.id.startswith("visit") else None
            for r in revisions
        ]


async def test_every_write_passes_the_gate(clerk: httpx2.AsyncClient, engine: EmbeddedEngine) -> None:
    async with couch_client(couch_app(engine, CLERK, _NoVisits())) as client:
        docs = [{"_id": doc_id, "_rev": "1-a"} for doc_id in ("visit:1", "notice:1", "visit:2")]
        rows = (await client.post(f"/{OWN}/_bulk_docs", json={"docs": docs, "new_edits": False})).json()
        refusal = {"rev": "1-a", "error": "forbidden", "reason": "no visits"}
        assert rows == [{"id": "visit:1", **refusal}, {"id": "visit:2", **refusal}]
        put = await client.put(f"/{OWN}/visit:3", json={})
        assert (put.status_code, put.json()) == (403, {"error": "forbidden", "reason": "no visits"})
        assert (await client.post(f"/{OWN}", json={"_id": "visit:4"})).status_code == 403
        feed = (await client.get(f"/{OWN}/_changes")).json()
        assert [row["id"] for row in feed["results"]] == ["notice:1"]
