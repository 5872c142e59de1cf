"""Which revisions of a peer are not here."""

import httpx2
import pytest


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


@pytest.mark.parametrize("body", [b'{"x":"1-a"}', b'{"x":["1"]}', b"\xff", b'{"x":[3]}', b"[]"])
@pytest.mark.parametrize("path", ["_revs_diff", "_missing_revs"])
async def test_a_request_of_the_wrong_shape(client: httpx2.AsyncClient, path: str, body: bytes) -> None:
    answer = await client.post(f"/papers/{path}", content=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "reason"}
