"""The unmodified PyPI package `couchdb3` works with the real hub, synchronously and not."""

import asyncio
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import couchdb3  # type: ignore[import-untyped] # it has no types
import httpx
import pytest
from couchdb3.exceptions import (  # type: ignore[import-untyped]
    ConflictError,
    NotFoundError,
    PreconditionFailedError,
)

pytestmark = pytest.mark.interop


class BelowCouchdb(httpx.HTTPTransport):
    """The package knows servers at the root of a host alone; a proxy would do the same for it."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(raw_path=b"/couchdb" + request.url.raw_path)
        return super().handle_request(request)


class BelowCouchdbAsync(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(raw_path=b"/couchdb" + request.url.raw_path)
        return await super().handle_async_request(request)


@pytest.fixture
def server(address: str) -> Iterator[couchdb3.Server]:
    headers = {"Accept": "application/json", "Content-Type": "application/json"}  # as its own session has
    with httpx.Client(transport=BelowCouchdb(), headers=headers) as session:
        yield couchdb3.Server(address, session=session)


@pytest.fixture
def papers(server: couchdb3.Server, name: str) -> couchdb3.Database:
    return server.create(name)


def test_databases(server: couchdb3.Server, name: str) -> None:
    assert server.up()
    assert server.info()["couchdb"] == "Welcome"
    server.create(name)
    with pytest.raises(PreconditionFailedError):
        server.create(name)
    assert name in server.all_dbs()
    assert server[name].info()["db_name"] == name
    server.delete(name)
    assert name not in server
    with pytest.raises(NotFoundError):
        server.get(name, check=True)


def test_documents_and_bulk(papers: couchdb3.Database) -> None:
    _, _, first = papers.save({"_id": "x", "镇": "几江"})
    with pytest.raises(ConflictError):
        papers.save({"_id": "x"})
    _, _, second = papers.save({"_id": "x", "_rev": first, "n": 2})
    assert papers.get("x") == {"_id": "x", "_rev": second, "n": 2}
    assert papers.get("x", rev=first)["镇"] == "几江"
    assert papers.rev("x") == second
    rows = papers.bulk_docs([{"_id": "a"}, {"_id": "b"}, {"_id": "x"}])
    assert [row.get("error") for row in rows] == [None, None, "conflict"]
    assert [each["docs"][0]["ok"]["_id"] for each in papers.bulk_get([{"_id": "a"}, {"_id": "b"}])] == [
        "a",
        "b",
    ]
    assert [row.id for row in papers.all_docs(include_docs=True).rows] == ["a", "b", "x"]
    assert papers.delete("x", second)
    assert papers.get("x") is None
    with pytest.raises(NotFoundError):
        papers.get("x", check=True)
    assert [row["id"] for row in papers.changes()["results"]] == ["a", "b", "x"]
    assert [row["id"] for row in papers.changes(doc_ids=["b"])["results"]] == ["b"]
    assert papers.compact()


def test_conflicts(papers: couchdb3.Database) -> None:
    rivals = [{"_id": "c", "_rev": f"1-{by * 32}", "by": by} for by in "ab"]
    assert papers.bulk_docs(rivals, new_edits=False) == []
    winner = papers.get("c", conflicts=True)
    assert (winner["by"], winner["_conflicts"]) == ("b", [rivals[0]["_rev"]])
    papers.delete("c", winner["_rev"])
    assert papers.get("c")["by"] == "a"


def test_attachments(papers: couchdb3.Database, tmp_path: Path) -> None:
    inline = {"content_type": "text/plain", "data": b64encode("一".encode()).decode()}
    _, _, rev = papers.save({"_id": "x", "_attachments": {"n.txt": inline}})
    _, _, rev = papers.put_attachment("x", "b.bin", content=b"\0\xff", content_type="image/png", rev=rev)
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(range(256)) * 10_000)
    _, _, rev = papers.put_attachment("x", "large.bin", str(large), rev=rev)
    assert papers.get_attachment("x", "b.bin").content == b"\0\xff"
    assert papers.get_attachment("x", "large.bin").content == large.read_bytes()
    assert papers.get("x", attachments=True)["_attachments"]["n.txt"]["data"] == inline["data"]
    assert papers.delete_attachment("x", "b.bin", rev)
    with pytest.raises(NotFoundError):
        papers.get_attachment("x", "b.bin")


def test_following_the_changes(papers: couchdb3.Database) -> None:
    _, _, rev = papers.save({"_id": "x"})
    with papers.changes_stream(heartbeat=1000, include_docs=True) as feed:
        assert next(feed)["doc"] == {"_id": "x", "_rev": rev}
        papers.save({"_id": "y"})
        assert next(feed)["id"] == "y"
    page = papers.changes(feed="longpoll", since=papers.info()["update_seq"], timeout=1)
    assert page["results"] == []


async def test_without_waiting_for_each_other(address: str, name: str) -> None:
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    async with httpx.AsyncClient(transport=BelowCouchdbAsync(), headers=headers) as session:
        server = couchdb3.AsyncServer(address, session=session)
        papers = await server.create(name)
        revs = [each[2] for each in await asyncio.gather(*(papers.save({"_id": f"d{n}"}) for n in range(20)))]
        kept = await papers.all_docs(keys=[f"d{n}" for n in range(20)])
        assert [row.value["rev"] for row in kept.rows] == revs
        await server.delete(name)


def test_asking_the_hub_to_replicate_is_answered_with_a_sentence(server: couchdb3.Server) -> None:
    with pytest.raises(httpx.HTTPStatusError) as told:
        server.replicate("a", "b")
    assert told.value.response.status_code == 501
    assert told.value.response.json()["error"] == "not_implemented"
