"""Many documents in one request."""

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


async def test_what_was_written_in_bulk_is_fetched_in_bulk(client: httpx2.AsyncClient) -> None:
    docs = [
        {"_id": "x", "_rev": "2-b", "_revisions": {"start": 2, "ids": ["b", "a"]}, "n": 1},
        {"_id": "x", "_rev": "2-c", "_revisions": {"start": 2, "ids": ["c", "a"]}, "n": 2},
    ]
    written = await client.post("/papers/_bulk_docs", json={"docs": docs, "new_edits": False})
    assert (written.status_code, written.json()) == (201, [])
    asked = {"docs": [{"id": "x", "rev": "2-b"}, {"id": "x"}, {"id": "x", "rev": "9-z"}, {"id": "n"}]}
    answer = await client.post("/papers/_bulk_get", params={"revs": "true"}, json=asked)
    unknown = {"error": "not_found", "reason": "missing"}
    assert answer.json()["results"] == [
        {"id": "x", "docs": [{"ok": docs[0]}]},
        {"id": "x", "docs": [{"ok": docs[1]}, {"ok": docs[0]}]},
        {"id": "x", "docs": [{"error": {"id": "x", "rev": "9-z", **unknown}}]},
        {"id": "n", "docs": [{"error": {"id": "n", "rev": "undefined", **unknown}}]},
    ]


async def test_the_newest_instead_of_a_replaced_revision(client: httpx2.AsyncClient) -> None:
    first = (await client.put("/papers/x", json={})).json()["rev"]
    second = (await client.put("/papers/x", json={"_rev": first})).json()["rev"]
    asked = {"docs": [{"id": "x", "rev": first}]}
    (plain,) = (await client.post("/papers/_bulk_get", json=asked)).json()["results"]
    assert plain["docs"][0]["ok"]["_rev"] == first
    (newest,) = (await client.post("/papers/_bulk_get", params={"latest": "true"}, json=asked)).json()[
        "results"
    ]
    assert newest["docs"][0]["ok"]["_rev"] == second


async def test_the_difference(client: httpx2.AsyncClient) -> None:
    rev = (await client.put("/papers/x", json={})).json()["rev"]
    wanted = {"x": [rev, "2-b"], "n": ["1-a"]}
    difference = await client.post("/papers/_revs_diff", json=wanted)
    assert difference.json() == {
        "x": {"missing": ["2-b"], "possible_ancestors": [rev]},
        "n": {"missing": ["1-a"]},
    }
    older = await client.post("/papers/_missing_revs", json=wanted)
    assert older.json() == {"missing_revs": {"x": ["2-b"], "n": ["1-a"]}}
    assert (await client.post("/papers/_revs_diff", json={})).json() == {}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("_bulk_docs", b"{}"),
        ("_bulk_docs", b'{"docs":{}}'),
        ("_bulk_docs", b'{"docs":[1]}'),
        ("_bulk_docs", b'{"docs":[{"_id":"x"}],"new_edits":false}'),
        ("_bulk_get", b'{"docs":[{"rev":"1-a"}]}'),
        ("_bulk_get", b'{"docs":[{"id":"x","rev":"1"}]}'),
        ("_revs_diff", b'{"x":"1-a"}'),
        ("_revs_diff", b'{"x":["1"]}'),
        ("_revs_diff", b"\xff"),
        ("_missing_revs", b'{"x":["abc"]}'),
    ],
)
async def test_a_request_of_the_wrong_shape(client: httpx2.AsyncClient, path: str, body: bytes) -> None:
    answer = await client.post(f"/papers/{path}", content=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "reason"}
