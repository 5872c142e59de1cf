"""Taking revisions out."""

import httpx2
import pytest

from sync.store import EmbeddedEngine
from tests.couch_hub import CLERK, couch_app, couch_client


async def test_leaves_are_taken_out_as_if_they_had_never_been_here(client: httpx2.AsyncClient) -> None:
    rivals = [{"_id": "x", "_rev": f"1-{digest}"} for digest in "ab"]
    await client.post("/papers/_bulk_docs", json={"docs": rivals, "new_edits": False})
    answer = await client.post("/papers/_purge", json={"x": ["1-b", "1-z"], "n": ["1-a"]})
    assert (answer.status_code, answer.json()["purged"]) == (201, {"x": ["1-b"], "n": []})
    assert (await client.get("/papers/x")).json()["_rev"] == "1-a"
    await client.post("/papers/_purge", json={"x": ["1-a"]})
    assert (await client.get("/papers/x")).json()["reason"] == "missing"


@pytest.mark.parametrize("name", ["hub", "reference", "site-500116001901"])
async def test_no_paper_of_the_district_is(client: httpx2.AsyncClient, name: str) -> None:
    await client.put(f"/{name}")
    rev = (await client.put(f"/{name}/x", json={})).json()["rev"]
    assert (await client.post(f"/{name}/_purge", json={"x": [rev]})).status_code == 403
    assert (await client.get(f"/{name}/x")).status_code == 200


@pytest.mark.parametrize("name", ["hub", "reference", "site-500116001901"])
async def test_no_database_of_the_district_is_deleted(client: httpx2.AsyncClient, name: str) -> None:
    await client.put(f"/{name}")
    assert (await client.delete(f"/{name}")).status_code == 403
    assert (await client.get(f"/{name}")).status_code == 200


async def test_administrators_only(client: httpx2.AsyncClient, engine: EmbeddedEngine) -> None:
    async with couch_client(couch_app(engine, CLERK)) as clerk:
        for method, path in (("POST", "_purge"), ("PUT", "_security"), ("PUT", "_revs_limit")):
            assert (await clerk.request(method, f"/papers/{path}", json={})).status_code == 403


@pytest.mark.parametrize("body", [b"[]", b'{"x":3}', b'{"x":["y"]}', b"x"])
async def test_a_request_of_the_wrong_shape(client: httpx2.AsyncClient, body: bytes) -> None:
    assert (await client.post("/papers/_purge", content=body)).status_code == 400
