"""Documents by id over HTTP."""

from typing import Any

import httpx2
import pytest


@pytest.fixture
async def filled(client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """a, b and d; c is deleted."""
    docs = [{"_id": doc_id, "_rev": "1-a", "_deleted": doc_id == "c"} for doc_id in "abcd"]
    await client.post("/papers/_bulk_docs", json={"docs": docs, "new_edits": False})
    return client


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, "abd"),
        ({"startkey": '"b"'}, "bd"),
        ({"start_key": '"a"', "end_key": '"b"'}, "ab"),
        ({"endkey": '"b"', "inclusive_end": "false"}, "a"),
        ({"descending": "true", "startkey": '"b"'}, "ba"),
        ({"skip": "1", "limit": "1"}, "b"),
        ({"key": '"b"'}, "b"),
        ({"key": '"c"'}, ""),
        ({"start_key_doc_id": "b"}, "bd"),
        ({"endkey_docid": "b"}, "ab"),
        ({"startkey": "1"}, "abd"),
        ({"endkey": "{}"}, ""),
    ],
)
async def test_ranges(filled: httpx2.AsyncClient, params: dict[str, str], ids: str) -> None:
    answer = (await filled.get("/papers/_all_docs", params=params)).json()
    assert "".join(row["id"] for row in answer["rows"]) == ids
    assert answer["total_rows"] == 3


async def test_what_is_asked_may_stand_in_the_body(filled: httpx2.AsyncClient) -> None:
    body = {"startkey": "b", "limit": 1, "include_docs": True, "descending": False}
    rows = (await filled.post("/papers/_all_docs", json=body)).json()["rows"]
    assert [row["doc"]["_id"] for row in rows] == ["b"]


async def test_several_questions_at_once(filled: httpx2.AsyncClient) -> None:
    body = {"queries": [{"limit": 1}, {"keys": ["d", 3]}]}
    first, second = (await filled.post("/papers/_all_docs/queries", json=body)).json()["results"]
    assert [row["id"] for row in first["rows"]] == ["a"]
    assert [row.get("error") for row in second["rows"]] == [None, "not_found"]
    assert (await filled.post("/papers/_all_docs/queries", json={"queries": 3})).status_code == 400


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, "de"),
        ({"descending": "true"}, "ed"),
        ({"startkey": '"_design/e"'}, "e"),
        ({"endkey": '"_design/d"'}, "d"),
        ({"startkey": '"a"'}, ""),
        ({"descending": "true", "startkey": '"x"', "limit": "1"}, "e"),
        ({"keys": '["_design/e", "a"]'}, "e"),
    ],
)
async def test_design_documents(filled: httpx2.AsyncClient, params: dict[str, str], ids: str) -> None:
    for doc_id in ("_design/d", "_design/e"):
        await filled.put(f"/papers/{doc_id}", json={})
    answer = (await filled.get("/papers/_design_docs", params=params)).json()
    assert "".join(row["id"].removeprefix("_design/") for row in answer["rows"]) == ids
    assert answer["total_rows"] == 2


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, "pq"),
        ({"descending": "true"}, "qp"),
        ({"startkey": '"_local/q"'}, "q"),
        ({"endkey": '"_local/p"'}, "p"),
        ({"startkey": '"a"'}, ""),
        ({"endkey": '"a"'}, "pq"),
        ({"skip": "1", "limit": "5"}, "q"),
    ],
)
async def test_local_documents(filled: httpx2.AsyncClient, params: dict[str, str], ids: str) -> None:
    for name in "pq":
        await filled.put(f"/papers/_local/{name}", json={"n": 1})
    answer = (await filled.get("/papers/_local_docs", params=params)).json()
    assert "".join(row["id"].removeprefix("_local/") for row in answer["rows"]) == ids


async def test_local_documents_by_key(filled: httpx2.AsyncClient) -> None:
    await filled.put("/papers/_local/p", json={"n": 1})
    asked = {"keys": ["_local/p", "_local/n"], "include_docs": True}
    rows = (await filled.post("/papers/_local_docs", json=asked)).json()["rows"]
    assert rows[0]["doc"] == {"_id": "_local/p", "_rev": "0-1", "n": 1}
    assert rows[1] == {"key": "_local/n", "error": "not_found"}


async def test_a_list_of_keys(filled: httpx2.AsyncClient) -> None:
    expected: list[dict[str, Any]] = [
        {"id": "d", "key": "d", "value": {"rev": "1-a"}, "doc": {"_id": "d", "_rev": "1-a"}},
        {"key": "n", "error": "not_found"},
        {"id": "c", "key": "c", "value": {"rev": "1-a", "deleted": True}, "doc": None},
    ]
    asked = {"include_docs": "true"}
    posted = await filled.post("/papers/_all_docs", params=asked, json={"keys": ["d", "n", "c"]})
    assert posted.json()["rows"] == expected
    got = await filled.get("/papers/_all_docs", params={**asked, "keys": '["d","n","c"]'})
    assert got.json()["rows"] == expected
    last = await filled.post(
        "/papers/_all_docs", params={"descending": "true", "limit": "1"}, json={"keys": ["d", "a"]}
    )
    assert [row["id"] for row in last.json()["rows"]] == ["a"]


@pytest.mark.parametrize(
    "params",
    [
        {"startkey": "b"},
        {"limit": "x"},
        {"limit": "9" * 30},
        {"limit": "-1"},
        {"descending": "x"},
        {"reduce": "true"},
        {"keys": "[" * 2000},
        {"keys": '"a"'},
        {"keys": '["a"]', "startkey": '"a"'},
        {"keys": '["a"]', "key": '"b"'},
    ],
)
async def test_a_question_that_makes_no_sense(filled: httpx2.AsyncClient, params: dict[str, str]) -> None:
    assert (await filled.get("/papers/_all_docs", params=params)).status_code == 400


async def test_where_the_feed_stands_on_request(filled: httpx2.AsyncClient) -> None:
    answer = (await filled.get("/papers/_all_docs", params={"update_seq": "true"})).json()
    assert answer["update_seq"] == (await filled.get("/papers")).json()["update_seq"]


async def test_documents_with_their_conflicts(filled: httpx2.AsyncClient) -> None:
    rival = {"docs": [{"_id": "a", "_rev": "1-b"}], "new_edits": False}
    await filled.post("/papers/_bulk_docs", json=rival)
    asked = {"include_docs": "true", "conflicts": "true", "limit": "1"}
    rows = (await filled.get("/papers/_all_docs", params=asked)).json()["rows"]
    assert rows[0]["doc"] == {"_id": "a", "_rev": "1-b", "_conflicts": ["1-a"]}


@pytest.mark.parametrize("descending", [False, True])
async def test_more_than_is_held_in_memory_at_once(client: httpx2.AsyncClient, descending: bool) -> None:
    ids = [f"{n:03}" for n in range(450)]
    docs = [{"_id": doc_id, "t": "x" * 5000} for doc_id in ids]
    await client.post("/papers/_bulk_docs", json={"docs": docs})
    ordered = ids[::-1] if descending else ids
    for limit, skip in ((1000, 0), (450, 0), (201, 0), (200, 0), (100, 150), (301, 149), (0, 0), (5, 449)):
        asked = {"limit": limit, "skip": skip, "descending": descending, "include_docs": True}
        answer = await client.post("/papers/_all_docs", json=asked)
        rows = answer.json()["rows"]
        assert [row["doc"]["_id"] for row in rows] == ordered[skip : skip + limit], asked
    keys = [*ids, 5, "nowhere", "001"]
    rows = (await client.post("/papers/_all_docs", json={"keys": keys, "include_docs": True})).json()["rows"]
    assert [row["key"] for row in rows] == keys
    assert [row.get("id") for row in rows] == [*ids, None, None, "001"]
