"""Many revisions read in one request."""

from typing import Any

import httpx2
import pytest


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


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (3, "bad_request"),
        ({"rev": "1-a"}, "bad_request"),
        ({"id": "x", "rev": "1"}, "bad_request"),
        ({"id": "x", "rev": None}, "bad_request"),
        ({"id": "x", "atts_since": 3}, "bad_request"),
        ({"id": 3}, "illegal_docid"),
        ({"id": ""}, "illegal_docid"),
        ({"id": "_x"}, "illegal_docid"),
    ],
)
async def test_a_row_that_makes_no_sense_spoils_no_other(
    client: httpx2.AsyncClient, wanted: Any, error: str
) -> None:
    await client.put("/papers/x", json={})
    answer = await client.post("/papers/_bulk_get", json={"docs": [wanted, {"id": "x"}]})
    first, second = answer.json()["results"]
    assert first["docs"][0]["error"]["error"] == error
    assert "ok" in second["docs"][0]


async def test_what_the_reader_has_is_said_row_by_row(client: httpx2.AsyncClient) -> None:
    rev = (await client.put("/papers/x/a", content=b"one")).json()["rev"]
    wanted = [{"id": "x", "atts_since": [rev]}, {"id": "x"}]
    asked = {"attachments": "true"}
    answer = await client.post("/papers/_bulk_get", params=asked, json={"docs": wanted})
    known, unknown = (row["docs"][0]["ok"]["_attachments"]["a"] for row in answer.json()["results"])
    assert (known["stub"], unknown["data"]) == (True, "b25l")


@pytest.mark.parametrize("kind", ["mixed", "related"])
async def test_as_multipart(client: httpx2.AsyncClient, kind: str) -> None:
    rev = (await client.put("/papers/x/a", content=b"one")).json()["rev"]
    await client.put("/papers/y", json={"n": 1})
    wanted = {"docs": [{"id": "x"}, {"id": "y"}, {"id": "n"}]}
    accept = {"Accept": f"multipart/{kind}"}
    answer = await client.post("/papers/_bulk_get", json=wanted, headers=accept)
    name, _, boundary = answer.headers["content-type"].partition('; boundary="')
    assert name == f"multipart/{kind}"
    _, *parts, end = answer.content.split(b"\r\n--" + boundary.rstrip('"').encode())
    assert end == b"--\r\n"
    assert f"X-Doc-Id: x\r\nX-Rev-Id: {rev}\r\nContent-Type: multipart/related".encode() in parts[0]
    assert b"\r\n\r\none\r\n" in parts[0]
    assert b'"n":1}' in parts[1]
    assert b'error="true"' in parts[2]
    nothing = await client.post("/papers/_bulk_get", json={"docs": []}, headers=accept)
    assert nothing.content == b""


async def test_who_takes_json_gets_json(client: httpx2.AsyncClient) -> None:
    for accept in ("*/*", "application/json, multipart/mixed"):
        answer = await client.post("/papers/_bulk_get", json={"docs": []}, headers={"Accept": accept})
        assert answer.json() == {"results": []}


@pytest.mark.parametrize("body", [b"{}", b'{"docs":3}', b"[]", b"x"])
async def test_a_request_of_the_wrong_shape(client: httpx2.AsyncClient, body: bytes) -> None:
    assert (await client.post("/papers/_bulk_get", content=body)).status_code == 400


async def test_more_than_is_held_in_memory_at_once(client: httpx2.AsyncClient) -> None:
    large = {"t": "x" * 700_000}
    await client.put("/papers/x", json=large)
    wanted = {"docs": [{"id": "x"} if n % 2 else {"id": f"n{n}"} for n in range(40)]}
    rows = (await client.post("/papers/_bulk_get", json=wanted)).json()["results"]
    assert [row["id"] for row in rows] == [one["id"] for one in wanted["docs"]]
    assert [row["docs"][0].get("ok", {}).get("t") for row in rows] == [None, large["t"]] * 20
    parts = await client.post("/papers/_bulk_get", json=wanted, headers={"Accept": "multipart/mixed"})
    assert parts.content.count(large["t"].encode()) == 20
    assert parts.content.endswith(b"--\r\n")


async def test_nothing_of_a_database_that_is_not_there(client: httpx2.AsyncClient) -> None:
    assert (await client.post("/nowhere/_bulk_get", json={"docs": []})).status_code == 404
