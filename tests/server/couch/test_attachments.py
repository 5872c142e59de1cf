"""Attachments over HTTP: inline, under their own address, and beside their document."""

import base64
import gzip
import hashlib
import json
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

NOTE = "一次办".encode()
RELATED = 'multipart/related; boundary="edge"'


async def put(client: httpx2.AsyncClient, doc_id: str, doc: dict[str, Any]) -> str:
    answer = await client.put(f"/papers/{doc_id}", json=doc)
    assert answer.status_code == 201, answer.text
    rev: str = answer.json()["rev"]
    return rev


def parts(boundary: str, *rows: tuple[str, bytes]) -> bytes:
    """A multipart body of headers and contents."""
    edge = f"--{boundary}".encode()
    return b"".join(edge + b"\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n" for head, data in rows) + (
        edge + b"--"
    )


def opened(answer: httpx2.Response) -> list[bytes]:
    """The parts of a multipart answer, their headers included."""
    boundary = answer.headers["content-type"].partition('boundary="')[2].rstrip('"').encode()
    assert answer.content.endswith(b"--" + boundary + b"--")
    return answer.content.split(b"--" + boundary)[1:-1]


async def test_attachments_are_stubs_unless_asked_for(client: httpx2.AsyncClient) -> None:
    note = {"note.txt": {"content_type": "text/plain", "data": "5LiA5qyh5Yqe"}}
    rev = await put(client, "x", {"_attachments": note})
    stub = (await client.get("/papers/x")).json()["_attachments"]["note.txt"]
    assert (stub["stub"], stub["length"], stub["revpos"]) == (True, 9, 1)
    assert stub["digest"].startswith("md5-")
    full = await client.get("/papers/x", params={"attachments": "true"})
    assert full.json()["_attachments"]["note.txt"]["data"] == "5LiA5qyh5Yqe"
    alone = await client.get("/papers/x/note.txt")
    assert (alone.text, alone.headers["content-type"]) == ("一次办", "text/plain")
    await put(client, "x", {"_rev": rev, "_attachments": {"note.txt": stub}})
    assert (await client.get("/papers/x/note.txt")).text == "一次办"
    unknown = await client.put("/papers/y", json={"_attachments": {"z": {"stub": True}}})
    assert (unknown.status_code, unknown.json()["error"]) == (412, "missing_stub")


async def test_an_attachment_is_put_read_and_taken_away_by_itself(client: httpx2.AsyncClient) -> None:
    plain = {"Content-Type": "text/plain"}
    made = await client.put("/papers/x/note.txt", content=NOTE, headers=plain)
    assert (made.status_code, made.json()["id"]) == (201, "x")
    read = await client.get("/papers/x/note.txt")
    digest = base64.b64encode(hashlib.md5(NOTE, usedforsecurity=False).digest()).decode()
    assert (read.content, read.headers["content-type"]) == (NOTE, "text/plain")
    assert read.headers["etag"] == f'"{digest}"'
    again = await client.get("/papers/x/note.txt", headers={"If-None-Match": read.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await client.head("/papers/x/note.txt")
    assert (head.status_code, head.headers["content-length"]) == (200, "9")
    rev = made.json()["rev"]
    second = await client.put("/papers/x/scan%2F1", params={"rev": rev}, content=b"\0\xff")
    stubs = (await client.get("/papers/x")).json()["_attachments"]
    assert {name: stub["revpos"] for name, stub in stubs.items()} == {"note.txt": 1, "scan/1": 2}
    assert (await client.get("/papers/x/scan/1")).content == b"\0\xff"
    gone = await client.delete("/papers/x/note.txt", params={"rev": second.json()["rev"]})
    assert (gone.status_code, gone.json()["rev"][:2]) == (200, "3-")
    assert (await client.get("/papers/x/note.txt")).status_code == 404
    assert (await client.get("/papers/x/note.txt", params={"rev": rev})).content == NOTE


async def test_who_changes_an_attachment_names_the_revision(client: httpx2.AsyncClient) -> None:
    rev = await put(client, "x", {"n": 1})
    for params in ({}, {"rev": "1-f"}):
        assert (await client.put("/papers/x/a", params=params, content=b"a")).status_code == 409
        assert (await client.delete("/papers/x/a", params=params)).status_code == 409
    assert (await client.delete("/papers/x/a", params={"rev": rev})).status_code == 404
    assert (await client.put("/papers/x/a", params={"rev": rev}, content=b"a")).status_code == 201
    assert (await client.get("/papers/x")).json()["n"] == 1


async def test_a_document_with_its_attachments_beside_it(client: httpx2.AsyncClient) -> None:
    packed = gzip.compress(NOTE)
    digest = f"md5-{base64.b64encode(hashlib.md5(packed, usedforsecurity=False).digest()).decode()}"
    note = {"follows": True, "revpos": 2, "content_type": "text/plain", "encoding": "gzip", "digest": digest}
    scan = {"follows": True, "revpos": 1, "content_type": "image/png"}
    doc = {"_rev": "2-b", "_revisions": {"start": 2, "ids": ["b", "a"]}, "n": 1}
    doc["_attachments"] = {"scan": scan, "note": note}
    body = parts(
        "edge",
        ("Content-Type: application/json", json.dumps(doc).encode()),
        ('Content-Disposition: attachment; filename="note"\r\nContent-Encoding: gzip', packed),
        ("Content-Type: image/png", b"\r\n--ed\r\n\r\n"),
    )
    answer = await client.put(
        "/papers/x", params={"new_edits": "false"}, content=body, headers={"Content-Type": RELATED}
    )
    assert answer.json() == {"ok": True, "id": "x", "rev": "2-b"}
    stubs = (await client.get("/papers/x")).json()["_attachments"]
    assert (stubs["note"]["digest"], stubs["note"]["length"]) == (digest, 9)
    assert (await client.get("/papers/x/note")).content == NOTE
    assert (await client.get("/papers/x/scan")).content == b"\r\n--ed\r\n\r\n"
    sent = await client.get("/papers/x?attachments=true", headers={"Accept": "multipart/related"})
    document, _, part = opened(sent)
    assert b'"digest":"%b","length":9,"follows":true,"encoding":"gzip"' % digest.encode() in document
    assert b"Content-Encoding: gzip" in part
    assert packed in part


@pytest.mark.parametrize("content_type", ["text/plain\r\nSet-Cookie: a=b", "文书", "text/\u0007"])
async def test_a_type_that_cannot_stand_in_a_header(client: httpx2.AsyncClient, content_type: str) -> None:
    await put(client, "x", {"_attachments": {"a": {"content_type": content_type, "data": "YQ=="}}})
    alone = await client.get("/papers/x/a")
    assert (alone.content, alone.headers["content-type"]) == (b"a", "application/octet-stream")
    assert (await client.get("/papers/x")).json()["_attachments"]["a"]["content_type"] == content_type


async def test_names_that_look_like_headers_travel_beside_their_document(client: httpx2.AsyncClient) -> None:
    names = ['a"', "a", 'b"; x="y', "b", "c\r\nX-Injected: 1", "几\n江"]
    data = {name: base64.b64encode(name.encode().hex().encode()).decode() for name in names}
    doc_id = "x\r\nX-Injected: 1"
    attachments = {name: {"content_type": "text/plain", "data": data[name]} for name in names}
    await client.post("/papers/_bulk_docs", json={"docs": [{"_id": doc_id, "_attachments": attachments}]})
    mixed = {"Accept": "multipart/mixed"}
    sent = await client.post("/papers/_bulk_get", json={"docs": [{"id": doc_id}]}, headers=mixed)
    assert b"\r\nX-Injected" not in sent.content
    asked = {"attachments": "true", "revs": "true"}
    related = {"Accept": "multipart/related"}
    one = await client.get(f"/papers/{quote(doc_id)}", params=asked, headers=related)
    await client.put("/elsewhere")
    kept = {"Content-Type": one.headers["content-type"]}
    address = f"/elsewhere/{quote(doc_id)}"
    brought = await client.put(address, params={"new_edits": "false"}, content=one.content, headers=kept)
    assert brought.status_code == 201, brought.text
    full = (await client.get(address, params={"attachments": "true"})).json()["_attachments"]
    assert {name: entry["data"] for name, entry in full.items()} == data


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/related", b""),
        (RELATED, b""),
        (RELATED, b"--edge\r\n\r\n{}\r\n"),
        (RELATED, b"--edge\r\nno end of the headers\r\n--edge--"),
        (RELATED, parts("edge", ("", b"{}"), ("", b"too much"))),
        (RELATED, parts("edge", ("", b'{"_attachments":{"a":{"follows":true}}}'))),
    ],
)
async def test_a_torn_multipart_body(client: httpx2.AsyncClient, content_type: str, body: bytes) -> None:
    answer = await client.put("/papers/x", content=body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")


async def put_beside(client: httpx2.AsyncClient, entry: dict[str, Any], data: bytes) -> httpx2.Response:
    """A document `x` with one attachment `a` beside it."""
    doc = json.dumps({"_attachments": {"a": {"follows": True, **entry}}}).encode()
    body = parts("edge", ("Content-Type: application/json", doc), ("Content-Type: text/plain", data))
    return await client.put("/papers/x", content=body, headers={"Content-Type": RELATED})


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ({"encoding": "gzip"}, "bad_request"),
        ({"encoding": "br"}, "bad_request"),
        ({"digest": "md5-1B2M2Y8AsgTpgAmY7PhCfg=="}, "content_md5_mismatch"),
    ],
)
async def test_what_comes_must_be_what_it_says(
    client: httpx2.AsyncClient, entry: dict[str, Any], error: str
) -> None:
    answer = await put_beside(client, entry, b"no gzip")
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert (await client.get("/papers/x")).status_code == 404


async def test_packed_bytes_are_kept_and_sent_as_the_reader_takes_them(client: httpx2.AsyncClient) -> None:
    packed = gzip.compress(NOTE)
    assert (await put_beside(client, {"encoding": "gzip"}, packed)).status_code == 201
    stub = (await client.get("/papers/x")).json()["_attachments"]["a"]
    assert "encoding" not in stub
    told = (await client.get("/papers/x?att_encoding_info=true")).json()["_attachments"]["a"]
    assert told == {**stub, "encoding": "gzip", "encoded_length": len(packed)}
    full = (await client.get("/papers/x?attachments=true&att_encoding_info=true")).json()["_attachments"]["a"]
    assert (full["data"], full["encoding"]) == (base64.b64encode(NOTE).decode(), "gzip")
    plain = await client.get("/papers/x/a", headers={"Accept-Encoding": "identity"})
    assert (plain.content, "content-encoding" in plain.headers) == (NOTE, False)
    async with client.stream("GET", "/papers/x/a", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert b"".join([piece async for piece in answer.aiter_raw()]) == packed
    again = {"_rev": (await client.get("/papers/x")).json()["_rev"], "_attachments": {"a": stub}}
    rev = await put(client, "x", again)
    assert (await client.get("/papers/x", params={"rev": rev})).json()["_attachments"]["a"] == stub


async def test_an_attachment_may_be_put_packed(client: httpx2.AsyncClient) -> None:
    packed = gzip.compress(NOTE)
    await client.put("/papers/x/a", content=packed, headers={"Content-Encoding": "gzip"})
    told = (await client.get("/papers/x?att_encoding_info=true")).json()["_attachments"]["a"]
    assert (told["length"], told["encoded_length"], told["encoding"]) == (9, len(packed), "gzip")
    assert (await client.get("/papers/x/a")).content == NOTE


async def test_data_inside_json_is_never_packed(client: httpx2.AsyncClient) -> None:
    """CouchDB sends it unpacked with the digest of the packed bytes, and takes it so."""
    sent = {"data": "5LiA5qyh5Yqe", "encoding": "gzip", "encoded_length": 3, "digest": "md5-x"}
    await put(client, "x", {"_attachments": {"a": sent}})
    assert (await client.get("/papers/x/a")).content == NOTE
    assert (await client.get("/papers/x")).json()["_attachments"]["a"]["digest"] != "md5-x"


@pytest.mark.parametrize("entry", [{}, {"data": "一"}, {"data": "x"}, {"follows": True}])
async def test_an_entry_without_data(client: httpx2.AsyncClient, entry: dict[str, Any]) -> None:
    answer = await client.put("/papers/x", json={"_attachments": {"a": entry}})
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")


async def test_only_what_the_reader_lacks_is_sent_in_full(client: httpx2.AsyncClient) -> None:
    first = (await client.put("/papers/x/a", content=b"one")).json()["rev"]
    await client.put("/papers/x/b", params={"rev": first}, content=b"two")
    known = {"atts_since": json.dumps([first, "1-f"])}
    shown = (await client.get("/papers/x", params=known)).json()["_attachments"]
    assert (shown["a"]["stub"], shown["b"]["data"]) == (True, "dHdv")
    every = (await client.get("/papers/x", params={"atts_since": "[]"})).json()["_attachments"]
    assert (every["a"]["data"], every["b"]["data"]) == ("b25l", "dHdv")
    answer = await client.get("/papers/x", params=known, headers={"Accept": "multipart/related"})
    document, *beside = opened(answer)
    assert b'"stub":true' in document
    assert [part.endswith(b"\r\n\r\ntwo\r\n") for part in beside] == [True]


async def test_open_revisions_as_multipart(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/x/a", content=b"one")
    bare = await put(client, "y", {})
    mixed = {"Accept": "multipart/mixed"}
    (row,) = opened(await client.get("/papers/x", params={"open_revs": "all"}, headers=mixed))
    assert b"Content-Type: multipart/related" in row
    assert b'filename="a"' in row
    asked = {"open_revs": json.dumps([bare, "9-z"])}
    held, missing = opened(await client.get("/papers/y", params=asked, headers=mixed))
    assert b"Content-Type: application/json\r\n" in held
    assert b'error="true"\r\n\r\n{"missing":"9-z"}' in missing


async def test_lists_may_hold_attachments_in_full(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/x/a", content=b"one")
    asked = {"include_docs": "true", "attachments": "true"}
    rows = (await client.get("/papers/_all_docs", params=asked)).json()["rows"]
    assert rows[0]["doc"]["_attachments"]["a"]["data"] == "b25l"
    changes = (await client.get("/papers/_changes", params=asked)).json()["results"]
    assert changes[0]["doc"]["_attachments"]["a"]["data"] == "b25l"


async def test_a_name_must_not_look_special(client: httpx2.AsyncClient) -> None:
    assert (await client.put("/papers/x/_a", content=b"one")).status_code == 400


async def test_an_empty_attachment(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/x", json={"_attachments": {"a": {"data": ""}}})
    stub = (await client.get("/papers/x")).json()["_attachments"]["a"]
    assert (stub["length"], stub["content_type"]) == (0, "application/octet-stream")
    assert (await client.get("/papers/x/a")).content == b""
