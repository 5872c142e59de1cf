"""Apache CouchDB's own replicator brings databases from the hub and to it."""

import hashlib
import random
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from tests.couchdb import one_node
from tests.interop.couch_server import CouchPapers, CouchServer, Document

pytestmark = [pytest.mark.interop, pytest.mark.couchdb]

COUNT = 2000
NOTE = ("一次办，只跑一次。" * 500).encode()  # Apache CouchDB packs it
PICTURE = random.Random(1).randbytes(5 * 2**20)  # and cannot pack this


@pytest.fixture
def hub(address: str) -> Iterator[CouchServer]:
    with CouchServer(address) as server:
        yield server


@pytest.fixture
def couchdb() -> Iterator[CouchServer]:
    with CouchServer(one_node()) as server:
        yield server


@pytest.fixture
def name(hub: CouchServer, couchdb: CouchServer) -> Iterator[str]:
    """Of a database that is dropped on both sides in the end."""
    name = f"replicated-{uuid4().hex}"
    yield name
    for server in (hub, couchdb):
        if name in server.ask("GET", "_all_dbs"):
            server.drop(name)


@pytest.fixture
def here(hub: CouchServer, name: str) -> CouchPapers:
    return hub.create(name)


@pytest.fixture
def there(couchdb: CouchServer, name: str) -> CouchPapers:
    return couchdb.create(name)


def inline(content_type: str, data: bytes) -> Document:
    return {"content_type": content_type, "data": b64encode(data).decode()}


def branch(doc_id: str, tip: str, depth: int, **members: Any) -> Document:
    """A revision with a history of its own: `depth` long on a common root."""
    ids = [*(hashlib.md5(f"{tip}{step}".encode()).hexdigest() for step in range(depth)), "0" * 32]
    history = {"start": depth + 1, "ids": ids}
    return {"_id": doc_id, "_rev": f"{depth + 1}-{ids[0]}", "_revisions": history, **members}


def fill(papers: CouchPapers) -> None:
    """Many plain documents, and one of each kind that ever gave a replicator trouble."""
    docs = [{"_id": f"d{n:04}", "n": n, "镇": "几江"} for n in range(COUNT)]
    first = papers.save(*docs)
    edits = [{**doc, "_rev": rev, "edited": True} for doc, rev in zip(docs, first, strict=True)][::7]
    second = papers.save(*edits)
    gone = [
        {"_id": doc["_id"], "_rev": rev, "_deleted": True} for doc, rev in zip(edits, second, strict=True)
    ]
    papers.save(*gone[::2])
    papers.save(
        {"_id": "文书/一 次?&#%", "ü": "é"},
        {"_id": "a/b"},
        {"_id": "_design/by", "views": {"n": {"map": "function (doc) { emit(doc.n) }"}}},
    )
    papers.save(
        *(branch("deep", f"tip{n}", 20 + n, by=n) for n in range(6)),
        branch("deep", "dead", 40, _deleted=True),
        branch("gone", "one", 3, _deleted=True),
        branch("gone", "two", 3, _deleted=True),
        *(
            branch(
                "torn", by, 2, _attachments={"n": {**inline("text/plain", by.encode() * 100), "revpos": 3}}
            )
            for by in ("one", "two")
        ),
        new_edits=False,
    )
    fill_attachments(papers)


def fill_attachments(papers: CouchPapers) -> None:
    several = {
        "note.txt": inline("text/plain", NOTE),
        "note.json": inline("application/json", b'{"n":%s}' % (b"1" * 3000)),
        "照片/一.jpg": inline("image/jpeg", PICTURE[:50_000]),
        "empty": inline("text/plain", b""),
    }
    (rev,) = papers.save({"_id": "several", "_attachments": several})
    stubs = {name: {"stub": True} for name in several if name != "empty"}
    more = {**stubs, "more.txt": inline("text/plain", NOTE * 2)}
    papers.save({"_id": "several", "_rev": rev, "n": 2, "_attachments": more})
    (rev,) = papers.save({"_id": "large"})
    rev = papers.attach("large", rev, "five.bin", "application/octet-stream", PICTURE)
    papers.attach("large", rev, "note.txt", "text/plain", NOTE)
    (rev,) = papers.save({"_id": "late", "_attachments": {"n": inline("text/plain", NOTE)}})
    papers.save({"_id": "late", "_rev": rev, "_deleted": True})


def assert_equal(source: CouchPapers, target: CouchPapers) -> None:
    """All leaves with history, body, and attachments to the byte and digest; and all winners."""
    sent, arrived = source.leaves(), target.leaves()
    assert sent.keys() == arrived.keys()
    packs = target.server.url in one_node()
    for leaf, doc in sent.items():
        if packs:
            doc, arrived[leaf] = without_digests_of_packed(doc), without_digests_of_packed(arrived[leaf])
        assert doc == arrived[leaf], leaf
    assert source.winners() == target.winners()


def without_digests_of_packed(doc: Document) -> Document:
    """Apache CouchDB packs text that comes to it unpacked, and names it by what it has packed."""
    attachments = doc.get("_attachments", {})
    for attachment in attachments.values():
        if attachment["content_type"].startswith(("text/", "application/json")):
            del attachment["digest"]
    return doc


def replicate(couchdb: CouchServer, source: CouchPapers, target: CouchPapers) -> dict[str, Any]:
    """Once; what Apache CouchDB says of it: its last session."""
    ends = {"source": source.server.end(source.name), "target": target.server.end(target.name)}
    told = couchdb.ask("POST", "_replicate", ends, timeout=300)
    assert told["ok"]
    session: dict[str, Any] = told["history"][0]
    assert session["doc_write_failures"] == 0
    return session


@pytest.mark.parametrize("direction", ["pull", "push"])
def test_once(couchdb: CouchServer, here: CouchPapers, there: CouchPapers, direction: str) -> None:
    source, target = (here, there) if direction == "pull" else (there, here)
    fill(source)
    leaves = len(source.leaves())
    session = replicate(couchdb, source, target)
    assert (session["docs_read"], session["docs_written"]) == (leaves, leaves)
    assert_equal(source, target)
    edit_everything_with_attachments(source)
    assert replicate(couchdb, source, target)["docs_written"] == leaves + 3
    assert_equal(source, target)
    assert replicate(couchdb, target, source)["docs_written"] == 0


def edit_everything_with_attachments(papers: CouchPapers) -> None:
    """Their bytes stay, so that only stubs need travel."""
    for doc_id in ("several", "large", "torn"):
        doc = papers.ask("GET", doc_id)
        papers.save({**doc, "edited": True})


def test_by_a_document_of_the_replicator(
    couchdb: CouchServer, here: CouchPapers, there: CouchPapers, name: str
) -> None:
    fill(here)
    replicator = CouchPapers(couchdb, "_replicator")
    pull = {"_id": f"{name}-pull", "source": here.server.end(name), "target": there.server.end(name)}
    replicator.save(pull)
    done = replicator.wait(pull["_id"], lambda doc: doc.get("_replication_state") == "completed")
    assert done["_replication_stats"]["doc_write_failures"] == 0
    assert_equal(here, there)
    replicator.save({"_id": done["_id"], "_rev": done["_rev"], "_deleted": True})


def test_continuously_both_ways(
    couchdb: CouchServer, here: CouchPapers, there: CouchPapers, name: str
) -> None:
    replicator = CouchPapers(couchdb, "_replicator")
    ends = {"pull": (here, there), "push": (there, here)}
    replicator.save(
        *(
            {
                "_id": f"{name}-{way}",
                "source": source.server.end(name),
                "target": target.server.end(name),
                "continuous": True,
            }
            for way, (source, target) in ends.items()
        )
    )
    for number, (source, target) in enumerate(ends.values()):
        doc_id = f"x{number}"
        note = {"n": inline("text/plain", NOTE), "five.bin": inline("image/png", PICTURE)}
        (rev,) = source.save({"_id": doc_id, "_attachments": note})
        arrived = target.wait(doc_id, lambda doc, rev=rev: doc["_rev"] == rev)  # type: ignore[misc]
        (rev,) = target.save({**arrived, "answered": True})
        source.wait(doc_id, lambda doc: "answered" in doc)
        rivals = [branch(doc_id, f"tip{n}", 5, by=n) for n in range(3)]
        source.save(*rivals, new_edits=False)
        target.wait(doc_id, lambda doc: len(doc.get("_conflicts", [])) == 3)
        source.save({"_id": doc_id, "_rev": rivals[0]["_rev"], "_deleted": True})
        target.wait(doc_id, lambda doc: len(doc.get("_conflicts", [])) == 2)
    fill(here)
    (last,) = here.save({"_id": "last"})
    there.wait("last", lambda doc: doc["_rev"] == last)
    assert_equal(here, there)
    for way in ends:
        doc = replicator.ask("GET", f"{name}-{way}")
        replicator.save({"_id": doc["_id"], "_rev": doc["_rev"], "_deleted": True})


def test_an_edit_of_attachments_that_came_by_another_way(
    couchdb: CouchServer, here: CouchPapers, there: CouchPapers
) -> None:
    """Not packed, and so under another digest than Apache CouchDB's: it must not insist on its stubs."""
    there.save({"_id": "x", "_attachments": {"n": inline("text/plain", NOTE)}})
    doc = there.ask("GET", "x?revs=true&attachments=true")
    here.save(doc, new_edits=False)
    there.save({**there.ask("GET", "x"), "edited": True})
    replicate(couchdb, there, here)
    assert here.winners() == there.winners()
    address = f"{here.server.url}/{here.name}/x/n"
    assert httpx2.get(address).content == NOTE
