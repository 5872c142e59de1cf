"""A replicator's checkpoints."""

import httpx2


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


async def test_among_other_documents(client: httpx2.AsyncClient) -> None:
    docs = [{"_id": "a"}, {"_id": "_local/x", "n": 1}, {"_id": "_local/y", "_rev": "0-7"}]
    rows = (await client.post("/papers/_bulk_docs", json={"docs": docs})).json()
    assert [row["id"] for row in rows] == ["a", "_local/x", "_local/y"]
    assert (rows[1]["rev"], rows[2]["error"]) == ("0-1", "conflict")
    assert (await client.get("/papers/_local/x")).json()["n"] == 1
    assert (await client.get("/papers")).json()["doc_count"] == 1
