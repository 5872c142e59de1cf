"""One document over HTTP."""

import gzip
import json
from typing import Any

import httpx2
import pytest

RIVALS: list[dict[str, Any]] = [
    {"_id": "x", "_rev": "2-b", "_revisions": {"start": 2, "ids": ["b", "a"]}, "by": "b"},
    {"_id": "x", "_rev": "2-c", "_revisions": {"start": 2, "ids": ["c", "a"]}, "by": "c"},
    {"_id": "x", "_rev": "2-d", "_revisions": {"start": 2, "ids": ["d", "a"]}, "_deleted": True},
]


async def put(client: httpx2.AsyncClient, doc_id: str, doc: dict[str, Any]) -> str:
    answer = await client.put(f"/papers/{doc_id}", json=doc)
    assert answer.status_code == 201, answer.text
    rev: str = answer.json()["rev"]
    return rev


async def take_in(client: httpx2.AsyncClient, *docs: dict[str, Any]) -> None:
    answer = await client.post("/papers/_bulk_docs", json={"docs": docs, "new_edits": False})
    assert (answer.status_code, answer.json()) == (201, [])


@pytest.mark.parametrize("doc_id", ["x", "_design/x"])
async def test_a_slash_at_the_end_of_the_address_is_no_name(client: httpx2.AsyncClient, doc_id: str) -> None:
    assert (await client.put(f"/papers/{doc_id}/", json={"n": 1})).json()["id"] == doc_id
    for address in (f"/papers/{doc_id}", f"/papers/{doc_id}/"):
        assert (await client.get(address)).json()["n"] == 1


async def test_a_document_is_written_read_edited_and_deleted(client: httpx2.AsyncClient) -> None:
    first = await put(client, "x", {"n": 1})
    read = await client.get("/papers/x")
    assert read.json() == {"_id": "x", "_rev": first, "n": 1}
    assert read.headers["etag"] == f'"{first}"'
    second = await put(client, "x", {"_rev": first, "n": 2})
    assert (await client.get("/papers/x", params={"rev": first})).json()["n"] == 1
    gone = await client.delete("/papers/x", params={"rev": second})
    assert (gone.status_code, gone.json()["id"]) == (200, "x")
    missing = await client.get("/papers/x")
    assert (missing.status_code, missing.json()) == (404, {"error": "not_found", "reason": "deleted"})
    tombstone = (await client.get("/papers/x", params={"rev": gone.json()["rev"]})).json()
    assert tombstone["_deleted"] is True


async def test_the_revision_to_replace_may_come_in_three_ways(client: httpx2.AsyncClient) -> None:
    first = await put(client, "x", {})
    by_query = await client.put("/papers/x", params={"rev": first}, json={})
    by_header = await client.put("/papers/x", headers={"If-Match": by_query.headers["etag"]}, json={"n": 3})
    assert by_header.status_code == 201
    for nothing_fits in ({}, {"_rev": first}):
        conflict = await client.put("/papers/x", json=nothing_fits)
        assert (conflict.status_code, conflict.json()["error"]) == (409, "conflict")
    assert (await client.delete("/papers/x")).status_code == 409


async def test_the_ways_must_not_contradict_each_other(client: httpx2.AsyncClient) -> None:
    rev = await put(client, "x", {})
    in_body = await client.put("/papers/x", params={"rev": rev}, json={"_rev": "1-a"})
    in_header = await client.put("/papers/x", params={"rev": rev}, headers={"If-Match": '"1-a"'}, json={})
    assert (in_body.status_code, in_header.status_code) == (400, 400)


async def test_a_document_may_be_deleted_in_writing(client: httpx2.AsyncClient) -> None:
    assert (await client.put("/papers/x", json={"_deleted": True})).status_code == 200


async def test_its_place_in_the_feed(client: httpx2.AsyncClient) -> None:
    await put(client, "x", {})
    seq = (await client.get("/papers/_changes")).json()["results"][0]["seq"]
    assert (await client.get("/papers/x", params={"local_seq": "true"})).json()["_local_seq"] == seq


async def test_open_revisions_of_nothing(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/papers/x", params={"open_revs": "all"})).status_code == 404


async def test_a_plus_that_is_not_encoded_is_a_blank(client: httpx2.AsyncClient) -> None:
    assert (await client.put("/papers/a+b", json={})).json()["id"] == "a b"
    assert (await client.put("/papers/a%2Bb", json={})).json()["id"] == "a+b"


async def test_an_unknown_document(client: httpx2.AsyncClient) -> None:
    for answer in (await client.get("/papers/x"), await client.delete("/papers/x")):
        assert (answer.status_code, answer.json()) == (404, {"error": "not_found", "reason": "missing"})


async def test_what_has_not_changed_is_not_sent_again(client: httpx2.AsyncClient) -> None:
    rev = await put(client, "x", {})
    same = await client.get("/papers/x", headers={"If-None-Match": f'"{rev}"'})
    assert (same.status_code, same.content) == (304, b"")


async def test_head_tells_the_revision(client: httpx2.AsyncClient) -> None:
    rev = await put(client, "x", {})
    assert (await client.head("/papers/x")).headers["etag"] == f'"{rev}"'
    assert (await client.head("/papers/y")).status_code == 404


async def test_posting_leaves_the_id_to_the_hub(client: httpx2.AsyncClient) -> None:
    made = (await client.post("/papers", json={"n": 1})).json()
    assert (await client.get(f"/papers/{made['id']}")).json()["n"] == 1
    assert (await client.post("/papers", json={"_id": "x"})).json()["id"] == "x"


async def test_design_documents_are_documents(client: httpx2.AsyncClient) -> None:
    for path in ("_design/a", "_design%2Fb"):
        assert (await client.put(f"/papers/{path}", json={"language": "query"})).status_code == 201
    assert (await client.get("/papers/_design/b")).json()["_id"] == "_design/b"


async def test_history_conflicts_and_revisions_on_request(client: httpx2.AsyncClient) -> None:
    await take_in(client, *RIVALS)
    asked = {"revs": "true", "conflicts": "true", "deleted_conflicts": "true", "revs_info": "true"}
    assert (await client.get("/papers/x", params=asked)).json() == {
        "_id": "x",
        "_rev": "2-c",
        "by": "c",
        "_revisions": {"start": 2, "ids": ["c", "a"]},
        "_revs_info": [{"rev": "2-c", "status": "available"}, {"rev": "1-a", "status": "missing"}],
        "_conflicts": ["2-b"],
        "_deleted_conflicts": ["2-d"],
    }


async def test_open_revisions(client: httpx2.AsyncClient) -> None:
    await take_in(client, *RIVALS)
    every = (await client.get("/papers/x", params={"open_revs": "all"})).json()
    assert [row["ok"]["_rev"] for row in every] == ["2-c", "2-b", "2-d"]
    some = await client.get("/papers/x", params={"open_revs": '["2-b","9-z"]', "revs": "true"})
    assert some.json() == [{"ok": RIVALS[0]}, {"missing": "9-z"}]
    await take_in(client, {"_id": "x", "_rev": "3-e", "_revisions": {"start": 3, "ids": ["e", "b"]}})
    newest = await client.get("/papers/x", params={"open_revs": '["2-b"]', "latest": "true"})
    assert newest.json()[0]["ok"]["_rev"] == "3-e"


async def test_a_foreign_revision_by_put(client: httpx2.AsyncClient) -> None:
    put = await client.put("/papers/x", params={"new_edits": "false"}, json={"_rev": "5-a"})
    assert put.json() == {"ok": True, "id": "x", "rev": "5-a"}


async def test_a_packed_request(client: httpx2.AsyncClient) -> None:
    body = gzip.compress(json.dumps({"n": 1}).encode())
    put = await client.put("/papers/x", content=body, headers={"Content-Encoding": "gzip"})
    assert put.status_code == 201
    torn = await client.put("/papers/y", content=body[:9], headers={"Content-Encoding": "gzip"})
    assert (torn.status_code, torn.json()["error"]) == (400, "bad_request")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"a":"\xff"}', b'{"_foo":1}', b'{"_rev":"x"}'])
async def test_a_body_that_is_no_document(client: httpx2.AsyncClient, body: bytes) -> None:
    answer = await client.put("/papers/x", content=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "reason"}


@pytest.mark.parametrize(
    "params",
    [
        {"rev": "x"},
        {"rev": ""},
        {"atts_since": "3"},
        {"open_revs": "some"},
        {"open_revs": "[1]"},
        {"open_revs": '["x"]'},
    ],
)
async def test_a_question_that_makes_no_sense(client: httpx2.AsyncClient, params: dict[str, str]) -> None:
    assert (await client.get("/papers/x", params=params)).status_code == 400
