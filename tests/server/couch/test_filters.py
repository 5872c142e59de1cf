"""Filters that are functions, or nothing."""

import httpx2
import pytest

DESIGN = {
    "filters": {"all": "function () { return true; }"},
    "views": {"by_name": {"map": "function (doc) { emit(doc.name); }"}},
}


@pytest.mark.parametrize(
    ("params", "status", "reason"),
    [
        ({"filter": "d/all"}, 501, "Functions are kept, not run"),
        ({"filter": "_view", "view": "d/by_name"}, 501, "Functions are kept, not run"),
        ({"filter": "d/none"}, 404, "missing json key: none"),
        ({"filter": "bare/all"}, 404, "missing json key: filters"),
        ({"filter": "_view", "view": "d/none"}, 404, "missing json key: none"),
        ({"filter": "nowhere/all"}, 404, "missing"),
        ({"filter": "gone/all"}, 404, "deleted"),
        ({"filter": "all"}, 400, "`filter` must be of the form"),
        ({"filter": "_view"}, 400, "`view` must be of the form"),
        ({"filter": "_all"}, 400, "unknown builtin filter name"),
    ],
)
async def test_functions(
    client: httpx2.AsyncClient, params: dict[str, str], status: int, reason: str
) -> None:
    await client.put("/papers/_design/d", json=DESIGN)
    await client.put("/papers/_design/bare", json={})
    await client.put("/papers/_design/gone", json={"_deleted": True})
    answer = await client.get("/papers/_changes", params=params)
    assert answer.status_code == status
    assert answer.json()["reason"].startswith(reason)


async def test_no_filter(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/x", json={})
    for params in ({"filter": ""}, {"view": "d/by_name"}):
        answer = (await client.get("/papers/_changes", params=params)).json()
        assert [row["id"] for row in answer["results"]] == ["x"]
