"""A replicator's checkpoints."""

from typing import Any

import httpx2
import pytest


async def test_a_checkpoint_is_kept_replaced_and_removed(client: httpx2.AsyncClient) -> None:
    path = "/papers/_local/replication.1"
    assert (await client.get(path)).status_code == 404
    first = (await client.put(path, json={"last_seq": "3-x"})).json()
    assert first == {"ok": True, "id": "_local/replication.1", "rev": "0-1"}
    second = (await client.put(path, json={"_rev": "0-1", "last_seq": 4})).json()
    assert (await client.get(path)).json() == {"_id": first["id"], "_rev": second["rev"], "last_seq": 4}
    assert (await client.put(path, json={"_rev": "0-1"})).status_code == 409
    assert (await client.put(path, json={"_rev": 1})).status_code == 400
    assert (await client.delete(path)).json()["ok"]
    assert (await client.delete(path)).status_code == 404


async def test_of_the_special_members_none_is_kept(client: httpx2.AsyncClient) -> None:
    path = "/papers/_local/x"
    written = await client.put(path, json={"_revisions": {"start": 1, "ids": ["a"]}, "_attachments": {}})
    assert (await client.get(path)).json() == {"_id": "_local/x", "_rev": "0-1"}
    for method in ("GET", "PUT", "DELETE"):
        assert (await client.request(method, f"{path}/note.txt")).status_code == 400
    gone = await client.put(path, json={"_rev": written.json()["rev"], "_deleted": True})
    assert gone.json()["rev"] == "0-0"
    assert (await client.get(path)).status_code == 404


async def test_it_has_one_revision_only(client: httpx2.AsyncClient) -> None:
    path = "/papers/_local/x"
    await client.put(path, json={"n": 1})
    shown = (await client.get(path, params={"revs": "true", "rev": "0-1"})).json()
    assert shown["_revisions"] == {"start": 0, "ids": ["1"]}
    for params in ({"rev": "0-7"}, {"open_revs": "all"}):
        assert (await client.get(path, params=params)).status_code == 404
    assert (await client.put(path, params={"rev": "0-1"}, json={})).json()["rev"] == "0-2"


async def test_the_slash_of_its_id_may_be_encoded(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/_local%2Fx", json={"n": 1})
    assert (await client.get("/papers/_local/x")).json()["n"] == 1


async def test_it_may_be_posted(client: httpx2.AsyncClient) -> None:
    posted = await client.post("/papers", json={"_id": "_local/x", "n": 1})
    assert posted.json() == {"ok": True, "id": "_local/x", "rev": "0-1"}


@pytest.mark.parametrize("body", [{"_rev": "x"}, {"_mine": 1}])
async def test_what_is_none(client: httpx2.AsyncClient, body: dict[str, Any]) -> None:
    assert (await client.put("/papers/_local/x", json=body)).status_code == 400


async def test_one_that_is_not_there_may_be_deleted_in_writing(client: httpx2.AsyncClient) -> None:
    gone = await client.put("/papers/_local/x", json={"_deleted": True})
    assert (gone.status_code, gone.json()["rev"]) == (200, "0-0")


async def test_brought_with_its_history_it_needs_a_revision(client: httpx2.AsyncClient) -> None:
    body = {"new_edits": False, "docs": [{"_id": "_local/x"}]}
    assert (await client.post("/papers/_bulk_docs", json=body)).status_code == 400


async def test_among_other_documents(client: httpx2.AsyncClient) -> None:
    docs = [{"_id": "a"}, {"_id": "_local/x", "n": 1}, {"_id": "_local/y", "_rev": "0-7"}]
    rows = (await client.post("/papers/_bulk_docs", json={"docs": docs})).json()
    assert [row["id"] for row in rows] == ["a", "_local/x", "_local/y"]
    assert (rows[1]["rev"], rows[2]["error"]) == ("0-1", "conflict")
    assert (await client.get("/papers/_local/x")).json()["n"] == 1
    assert (await client.get("/papers")).json()["doc_count"] == 1
