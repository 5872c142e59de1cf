"""The server itself."""

import httpx2
import pytest

from sync.store import EmbeddedEngine


async def test_the_welcome_names_the_instance(client: httpx2.AsyncClient, engine: EmbeddedEngine) -> None:
    welcome = (await client.get("/")).json()
    assert welcome["couchdb"] == "Welcome"
    assert welcome["uuid"] == engine.instance
    assert welcome["vendor"]["name"] == "Yici"


async def test_a_renewed_store_has_a_new_name_and_no_checkpoints(
    client: httpx2.AsyncClient, engine: EmbeddedEngine
) -> None:
    old = engine.instance
    await client.put("/papers/x", json={})
    await client.put("/papers/_local/checkpoint", json={})
    since = (await client.get("/papers")).json()["update_seq"]
    await engine.renew()
    assert (await client.get("/")).json()["uuid"] == engine.instance != old
    assert (await client.get("/papers/_local/checkpoint")).status_code == 404
    again = await client.get("/papers/_changes", params={"since": since})
    assert [row["id"] for row in again.json()["results"]] == ["x"]


async def test_it_is_up(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/_up")).json()["status"] == "ok"


async def test_uuids(client: httpx2.AsyncClient) -> None:
    uuids = (await client.get("/_uuids", params={"count": 3})).json()["uuids"]
    assert len(set(uuids)) == 3
    assert len((await client.get("/_uuids")).json()["uuids"]) == 1
    assert (await client.get("/_uuids", params={"count": 1001})).status_code == 400


async def test_other_names_are_names_of_databases(client: httpx2.AsyncClient) -> None:
    assert (await client.put("/_mine")).json()["error"] == "illegal_database_name"
    assert (await client.get("/_mine")).status_code == 404
    assert (await client.put("/papers/_mine", json={})).json()["error"] == "illegal_docid"
    assert (await client.get("/papers/_mine")).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_active_tasks"),
        ("POST", "/_replicate"),
        ("POST", "/papers/_find"),
        ("GET", "/papers/_design/x/_view/y"),
        ("COPY", "/papers/x"),
        ("GET", "/papers/_shards"),
    ],
)
async def test_what_is_left_out_says_so(client: httpx2.AsyncClient, method: str, path: str) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == 501
    assert answer.json()["error"] == "not_implemented"
    assert answer.json()["reason"].endswith("is not part of this hub.")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/papers/_bulk_docs", "POST"),
        ("DELETE", "/_all_dbs", "HEAD,GET"),
        ("PATCH", "/papers/x", "HEAD,GET,PUT,DELETE"),
        ("POST", "/papers/_local/x", "HEAD,GET,PUT,DELETE"),
    ],
)
async def test_a_wrong_method(client: httpx2.AsyncClient, method: str, path: str, allowed: str) -> None:
    answer = await client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
    assert answer.json() == {"error": "method_not_allowed", "reason": f"Only {allowed} allowed"}
