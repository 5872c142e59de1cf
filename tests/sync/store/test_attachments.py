"""Contents of attachments: each is kept once, told apart by what it is, and gone with its last revision."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.attachments import decode, md5
from sync.contents import with_contents
from sync.document import Revision
from sync.errors import MissingAttachment, NotFound
from sync.store import EmbeddedEngine

SCAN = bytes(range(256)) * 4
# Two contents that share an MD5, by Wang, Feng, Lai and Yu (2004).
TWINS = [
    bytes.fromhex(
        "d131dd02c5e6eec4693d9a0698aff95c2fcab5" + one + "12467eab4004583eb8fb7f8955ad340609f4b30283e48883"
        "25" + two + "415a085125e8f7cdc99fd91dbd" + three + "80373c5bd8823e3156348f5bae6dacd436c919c6dd53e2"
        + four + "87da03fd02396306d248cda0e99f33420f577ee8ce54b67080" + five + "0d1ec69821bcb6a8839396f965"
        + six + "6ff72a70"
    )
    for one, two, three, four, five, six in (
        ("87", "71", "f2", "b4", "a8", "2b"),
        ("07", "f1", "72", "34", "28", "ab"),
    )
]  # fmt: skip


class Papers:
    """A database, and a look into the file it is in."""

    def __init__(self, folder: Path) -> None:
        self.engine = EmbeddedEngine(folder)
        self.database = self.engine.database("papers")
        self._file = folder / "documents.sqlite3"

    async def write(self, doc_id: str, *path: str, **contents: bytes) -> None:
        """A revision with these attachments, as a replicator brings it."""
        member = ",".join(f'"{name}":{{"content_type":"image/png","follows":true}}' for name in contents)
        revision = Revision(doc_id, path, b"{}", attachments=f"{{{member}}}".encode(), contents=contents)
        await self.take(revision)

    async def keep(self, doc_id: str, *path: str, member: bytes) -> None:
        """A revision whose attachments are all stubs."""
        await self.take(Revision(doc_id, path, b"{}", attachments=member))

    async def take(self, revision: Revision) -> None:
        (result,) = await self.database.bulk_docs([revision], new_edits=False)
        assert not result.error

    async def read(self, doc_id: str, rev: str | None = None) -> dict[str, bytes]:
        held = await self.database.get(doc_id, rev)
        assert held is not None
        return dict((await with_contents(self.database, held)).contents)

    def kept(self) -> list[bytes]:
        """All contents in the file."""
        with sqlite3.connect(self._file) as file:
            rows = file.execute("SELECT data FROM contents ORDER BY number").fetchall()
        file.close()
        return [row[0] for row in rows]


@pytest.fixture
async def papers(tmp_path: Path) -> AsyncIterator[Papers]:
    papers = Papers(tmp_path)
    await papers.engine.create("papers")
    yield papers
    await papers.engine.close()


async def test_what_is_the_same_is_kept_once(papers: Papers) -> None:
    await papers.write("x", "1-a", scan=SCAN, again=SCAN)
    await papers.write("y", "1-a", other=SCAN)
    await papers.engine.create("copies")
    copies = papers.engine.database("copies")
    held = await papers.database.get("x")
    assert held is not None
    await copies.bulk_docs([await with_contents(papers.database, held)], new_edits=False)
    assert papers.kept() == [SCAN]
    assert await papers.read("x") == {"scan": SCAN, "again": SCAN}
    assert await papers.read("y") == {"other": SCAN}


async def test_what_only_looks_the_same_is_kept_apart(papers: Papers) -> None:
    first, second = TWINS
    assert md5(first) == md5(second)
    assert first != second
    await papers.write("x", "1-a", scan=first)
    await papers.write("y", "1-a", scan=second)
    assert await papers.read("x") == {"scan": first}
    assert await papers.read("y") == {"scan": second}


async def test_edits_with_different_contents_are_different_revisions(papers: Papers) -> None:
    revs = set()
    for doc_id, content in zip("xy", TWINS, strict=True):
        member = b'{"scan":{"content_type":"image/png","follows":true}}'
        new = Revision(doc_id, (), b"{}", attachments=member, contents={"scan": content})
        (result,) = await papers.database.bulk_docs([new], new_edits=True)
        revs.add(result.rev)
    assert len(revs) == 2


async def test_reading_a_document_gives_stubs(papers: Papers) -> None:
    await papers.write("x", "2-b", "1-a", scan=SCAN)
    held = await papers.database.get("x")
    assert held is not None
    assert held.contents == {}
    assert held.attachments == (
        b'{"scan":{"content_type":"image/png","revpos":2,"digest":"%b","length":1024,"stub":true}}'
        % md5(SCAN).encode()
    )


async def test_a_stub_finds_what_came_earlier_in_the_same_batch(papers: Papers) -> None:
    member = b'{"scan":{"follows":true}}'
    first = Revision("x", ("1-a",), b"{}", attachments=member, contents={"scan": SCAN})
    second = Revision("x", ("2-b", "1-a"), b"{}", attachments=b'{"scan":{"stub":true,"revpos":1}}')
    await papers.database.bulk_docs([first, second], new_edits=False)
    assert await papers.read("x") == {"scan": SCAN}


async def test_a_stub_under_the_digest_another_peer_has_for_it(papers: Papers) -> None:
    """CouchDB packs texts itself, and names them by what it packed."""
    await papers.write("x", "1-a", note=b"one")
    await papers.keep("x", "2-b", "1-a", member=b'{"note":{"stub":true,"revpos":1,"digest":"md5-packed"}}')
    assert await papers.read("x") == {"note": b"one"}
    with pytest.raises(MissingAttachment):
        await papers.keep(
            "x", "2-c", "1-c", member=b'{"note":{"stub":true,"revpos":1,"digest":"md5-packed"}}'
        )
    with pytest.raises(MissingAttachment):
        await papers.keep(
            "x", "2-d", "1-a", member=b'{"note":{"stub":true,"revpos":2,"digest":"md5-packed"}}'
        )


async def test_the_newest_of_a_name_is_kept_for_a_stub_without_digest(papers: Papers) -> None:
    await papers.write("x", "1-a", note=b"one")
    await papers.write("x", "2-b", "1-a", note=b"two")
    await papers.keep("x", "3-c", "2-b", "1-a", member=b'{"note":{"stub":true}}')
    assert await papers.read("x") == {"note": b"two"}


async def test_a_known_revision_brings_nothing(papers: Papers) -> None:
    await papers.write("x", "1-a", note=b"one")
    await papers.write("x", "1-a", note=b"other")
    assert papers.kept() == [b"one"]


async def test_a_refused_edit_leaves_nothing(papers: Papers) -> None:
    await papers.write("x", "1-a", note=b"one")
    edit = Revision(
        "x", ("1-f",), b"{}", is_edit=True, attachments=b'{"n":{"follows":true}}', contents={"n": b"2"}
    )
    (result,) = await papers.database.bulk_docs([edit], new_edits=True)
    assert result.error == "conflict"
    assert papers.kept() == [b"one"]


async def test_compaction_frees_what_no_leaf_has(papers: Papers) -> None:
    await papers.write("x", "1-a", old=b"old", scan=SCAN)
    held = await papers.database.get("x")
    assert held is not None
    scan = decode(held.attachments)["scan"].digest
    await papers.keep("x", "2-b", "1-a", member=b'{"scan":{"stub":true,"digest":"%b"}}' % scan.encode())
    await papers.write("y", "1-a", old=b"older")
    await papers.database.compact()
    assert papers.kept() == [SCAN, b"older"]
    assert await papers.read("x") == {"scan": SCAN}
    with pytest.raises(NotFound):
        await papers.database.contents(held, ["old"])


async def test_purging_and_dropping_free_what_they_take(papers: Papers) -> None:
    await papers.write("x", "1-a", scan=SCAN, note=b"x")
    await papers.write("y", "1-a", scan=SCAN, note=b"y")
    await papers.database.purge({"x": ["1-a"]})
    assert papers.kept() == [SCAN, b"y"]
    await papers.engine.create("copies")
    await papers.engine.database("copies").bulk_docs(
        [Revision("z", ("1-a",), b"{}", attachments=b'{"s":{"follows":true}}', contents={"s": SCAN})],
        new_edits=False,
    )
    await papers.engine.drop("papers")
    assert papers.kept() == [SCAN]
    await papers.engine.drop("copies")
    assert papers.kept() == []
