"""The unmodified PyPI package `couchdb` works with the real hub."""

from collections.abc import Iterator
from pathlib import Path

import couchdb  # type: ignore[import-untyped] # it has no types
import pytest

from tests.live_hub import PASSWORD, LiveHub


@pytest.fixture
def server(tmp_path: Path) -> Iterator[couchdb.Server]:
    hub = LiveHub(tmp_path / "data")
    hub.start("2021-06-08T09:00")
    yield couchdb.Server(hub.url.replace("://", f"://district:{PASSWORD}@") + "/couchdb/")
    hub.stop()


@pytest.mark.interop
def test_the_couchdb_package_reads_and_writes(server: couchdb.Server) -> None:
    papers = server.create("papers")
    first, _ = papers.save({"_id": "x", "镇": "几江"}), papers.update([{"_id": "a"}, {"_id": "b"}])
    with pytest.raises(couchdb.ResourceConflict):
        papers.save({"_id": "x"})
    document = papers["x"]
    document["n"] = 2
    papers.save(document)
    assert papers["x"] == {"_id": "x", "_rev": document.rev, "镇": "几江", "n": 2}
    assert [past.rev for past in papers.revisions("x")] == [document.rev, first[1]]
    papers.delete(papers["a"])
    assert list(papers) == ["b", "x"]
    assert [row["id"] for row in papers.changes()["results"]] == ["b", "x", "a"]
    with pytest.raises(couchdb.ResourceNotFound):
        papers["a"]
    server.delete("papers")
    assert "papers" not in server
