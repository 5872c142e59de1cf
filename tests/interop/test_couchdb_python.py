"""The unmodified PyPI package `couchdb` works with the real hub."""

import io

import couchdb  # type: ignore[import-untyped] # it has no types
import pytest

pytestmark = pytest.mark.interop


@pytest.fixture
def server(address: str) -> couchdb.Server:
    return couchdb.Server(f"{address}/")


@pytest.fixture
def papers(server: couchdb.Server, name: str) -> couchdb.Database:
    return server.create(name)


def test_databases(server: couchdb.Server, name: str) -> None:
    assert server.version() == "3.5.0"
    assert len(server.uuids(2)) == 2
    server.create(name)
    with pytest.raises(couchdb.PreconditionFailed):
        server.create(name)
    assert name in server
    assert name in list(server)
    assert server[name].info()["db_name"] == name
    server.delete(name)
    assert name not in server
    with pytest.raises(couchdb.ResourceNotFound):
        server[name]


def test_documents_and_bulk(papers: couchdb.Database) -> None:
    first, _ = papers.save({"_id": "x", "镇": "几江"}), papers.update([{"_id": "a"}, {"_id": "b/c"}])
    with pytest.raises(couchdb.ResourceConflict):
        papers.save({"_id": "x"})
    document = papers["x"]
    document["n"] = 2
    papers.save(document)
    assert papers["x"] == {"_id": "x", "_rev": document.rev, "镇": "几江", "n": 2}
    assert [past.rev for past in papers.revisions("x")] == [document.rev, first[1]]
    papers.delete(papers["a"])
    assert list(papers) == ["b/c", "x"]
    assert [row.id for row in papers.view("_all_docs", include_docs=True, startkey="c")] == ["x"]
    assert [row["id"] for row in papers.changes()["results"]] == ["b/c", "x", "a"]
    assert papers.get("none") is None
    with pytest.raises(couchdb.ResourceNotFound):
        papers["a"]
    assert papers.compact()


def test_conflicts(papers: couchdb.Database) -> None:
    rivals = [{"_id": "c", "_rev": f"1-{by * 32}", "by": by} for by in "ab"]
    papers.update(rivals, new_edits=False)
    winner = papers.get("c", conflicts=True)
    assert (winner["by"], winner["_conflicts"]) == ("b", [rivals[0]["_rev"]])
    papers.delete(winner)
    assert papers["c"]["by"] == "a"


def test_attachments(papers: couchdb.Database) -> None:
    papers.save({"_id": "x"})
    papers.put_attachment(papers["x"], b"\x00\xff", "照片 1.bin", "application/octet-stream")
    papers.put_attachment(papers["x"], "一".encode(), "n.txt", "text/plain")
    assert papers.get_attachment("x", "照片 1.bin").read() == b"\x00\xff"
    assert papers["x"]["_attachments"]["n.txt"]["length"] == 3
    papers.delete_attachment(papers["x"], "n.txt")
    assert papers.get_attachment("x", "n.txt") is None
    papers.put_attachment(papers["x"], io.BytesIO(b"x" * 100_000), "large", "image/png")
    assert len(papers.get_attachment(papers["x"], "large").read()) == 100_000


def test_following_the_changes(papers: couchdb.Database) -> None:
    rev = papers.save({"_id": "x"})[1]
    feed = papers.changes(feed="continuous", heartbeat=1000, include_docs=True)
    assert next(feed)["doc"] == {"_id": "x", "_rev": rev}
    papers.save({"_id": "y"})
    assert next(feed)["id"] == "y"
    papers.save({"_id": "x", "_rev": rev, "n": 2})
    assert next(feed)["doc"]["n"] == 2


def test_asking_the_hub_to_replicate_is_answered_with_a_sentence(server: couchdb.Server) -> None:
    with pytest.raises(couchdb.ServerError) as told:
        server.replicate("a", "b")
    status, (error, _) = told.value.args[0]
    assert (status, error) == (501, "not_implemented")
