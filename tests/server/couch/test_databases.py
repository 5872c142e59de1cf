"""Databases over HTTP."""

import asyncio
from typing import Any

import httpx2


async def test_a_database_is_made_described_and_dropped(client: httpx2.AsyncClient) -> None:
    made = await client.put("/notes")
    assert (made.status_code, made.json()) == (201, {"ok": True})
    again = await client.put("/notes")
    assert (again.status_code, again.json()["error"]) == (412, "file_exists")
    assert (await client.get("/_all_dbs")).json() == ["notes", "papers"]
    info = (await client.get("/notes")).json()
    assert (info["db_name"], info["doc_count"], info["doc_del_count"]) == ("notes", 0, 0)
    assert (await client.head("/notes")).status_code == 200
    assert (await client.delete("/notes")).json() == {"ok": True}
    assert (await client.head("/notes")).status_code == 404


async def test_a_name_couchdb_would_not_take(client: httpx2.AsyncClient) -> None:
    refused = await client.put("/Papers")
    assert (refused.status_code, refused.json()["error"]) == (400, "illegal_database_name")


async def test_a_slash_belongs_to_the_name_when_it_is_encoded(client: httpx2.AsyncClient) -> None:
    await client.put("/a%2Fb")
    await client.put("/a%2Fb/visit%2F1", json={"n": 1})
    assert (await client.get("/a%2Fb")).json()["db_name"] == "a/b"
    assert (await client.get("/a%2Fb/visit%2F1")).json()["_id"] == "visit/1"


async def test_an_unknown_database(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/nowhere")
    assert answer.status_code == 404
    assert answer.json() == {"error": "not_found", "reason": "Database does not exist."}


async def test_everything_is_committed_already(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/papers/_ensure_full_commit")
    assert (answer.status_code, answer.json()["ok"]) == (201, True)


async def test_compaction_forgets_what_was_replaced(client: httpx2.AsyncClient) -> None:
    first = (await client.put("/papers/x", json={})).json()["rev"]
    await client.put("/papers/x", json={"_rev": first, "n": 2})
    assert (await client.post("/papers/_compact")).status_code == 202
    while (await client.get("/papers")).json()["compact_running"]:  # noqa: ASYNC110 - without a socket
        await asyncio.sleep(0)  # nobody else works while such a client is answered
    assert (await client.get("/papers/x", params={"rev": first})).status_code == 404
    assert (await client.get("/papers/x")).json()["n"] == 2


async def test_how_many_generations_are_kept(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/papers/_revs_limit")).json() == 1000
    assert (await client.put("/papers/_revs_limit", content=b"2")).json() == {"ok": True}
    assert (await client.get("/papers/_revs_limit")).json() == 2
    for body in (b"0", b'"2"', b"2.5", b"", b"1" + b"0" * 15, b"9" * 30):
        assert (await client.put("/papers/_revs_limit", content=body)).status_code == 400


async def test_the_security_object_is_kept(client: httpx2.AsyncClient) -> None:
    assert set((await client.get("/papers/_security")).json()) == {"admins", "members"}
    ours = {"admins": {"names": ["wang"], "roles": []}, "note": 1}
    assert (await client.put("/papers/_security", json=ours)).json() == {"ok": True}
    assert (await client.get("/papers/_security")).json() == ours
    wrong: list[Any] = [[], {"admins": []}, {"members": {"roles": "x"}}, {"admins": {"names": [1]}}]
    for body in wrong:
        assert (await client.put("/papers/_security", json=body)).status_code == 400
    assert (await client.get("/nowhere/_security")).status_code == 404
