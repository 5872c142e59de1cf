"""Many documents written in one request."""

import httpx2
import pytest


async def test_new_edits_answer_every_row(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/old", json={})
    answer = await client.post(
        "/papers/_bulk_docs", json={"docs": [{"_id": "x", "n": 1}, {"_id": "old"}, {}]}
    )
    assert answer.status_code == 201
    first, second, third = answer.json()
    assert (first["ok"], first["id"], first["rev"][:2]) == (True, "x", "1-")
    assert second == {"id": "old", "error": "conflict", "reason": "Document update conflict."}
    assert third["ok"]


async def test_a_revision_without_a_hash(client: httpx2.AsyncClient) -> None:
    body = {"new_edits": False, "docs": [{"_id": "x", "_rev": "1-"}]}
    assert (await client.post("/papers/_bulk_docs", json=body)).json() == []
    assert (await client.get("/papers/x")).json()["_rev"] == "1-"
    assert (await client.post("/papers/_revs_diff", json={"x": ["1-"]})).json() == {}


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"docs":{}}',
        b'{"docs":[1]}',
        b'{"docs":[{"_id":"x"}],"new_edits":false}',
        b'{"docs":[{"_id":3}]}',
        b'{"docs":[{"_id":"x","_revisions":3}]}',
    ],
)
async def test_a_request_of_the_wrong_shape(client: httpx2.AsyncClient, body: bytes) -> None:
    answer = await client.post("/papers/_bulk_docs", content=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "reason"}
