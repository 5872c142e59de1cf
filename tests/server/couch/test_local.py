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
