"""Contents of attachments: raw bytes, each once however many revisions have it.

SHA-256 tells contents apart; the MD5 that clients see does not, since anybody can make two that share it.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.attachments import Attachment, Attachments, decode, encode, measure
from sync.document import Revision
from sync.errors import ContentMismatch, MissingAttachment, NotFound
from sync.store.databases import find


@dataclass(frozen=True, slots=True)
class Arrived:
    """An attachment whose bytes have come, measured, as the stub it will be."""

    stub: Attachment
    sha256: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Settled:
    """What a revision will have: its member, all stubs, and SHA-256 of every content, with the new bytes."""

    member: bytes
    contents: dict[str, tuple[bytes, bytes | None]]

    def identity(self) -> bytes:
        """What makes two sets of attachments different."""
        entries = sorted(decode(self.member).items())
        return encode([(name, one.content_type, self.contents[name][0].hex()) for name, one in entries])


def weigh(revision: Revision) -> dict[str, Arrived]:
    """Digests and lengths of what came with a revision. Needs no store: call it in a thread of its own.

    BadRequest for contents nobody could unpack, and when an entry gives another digest than its bytes have.
    """
    arrived = {}
    for name, entry in decode(revision.attachments).items():
        if entry.follows:
            data = revision.contents[name]
            claimed = entry.digest
            measure(entry, data)
            if claimed.startswith("md5-") and claimed != entry.digest:
                raise ContentMismatch(f"Attachment {name} of {revision.id} did not arrive as it was sent.")
            entry.follows, entry.stub = False, True
            arrived[name] = Arrived(entry, hashlib.sha256(data).digest(), data)
    return arrived


def settle(
    connection: sqlite3.Connection,
    document: int,
    revision: Revision,
    arrived: Mapping[str, Arrived],
    revpos: int,
    *,
    new_edits: bool,
) -> Settled | None:
    """The stored form of the attachments of a revision of generation `revpos`; None when it has none.

    Bytes that come with a new edit are of that generation, a replicator's of the one it says. Stubs keep what
    the document had: MissingAttachment when it had no such thing.
    """
    entries = decode(revision.attachments)
    contents: dict[str, tuple[bytes, bytes | None]] = {}
    for name, entry in entries.items():
        if name in arrived:
            new = arrived[name]
            new.stub.revpos = revpos if new_edits else entry.revpos or revpos
            entries[name], contents[name] = new.stub, (new.sha256, new.data)
        else:
            entries[name], contents[name] = _kept(connection, document, revision, name, entry)
    return Settled(encode(entries), contents) if entries else None


def keep(connection: sqlite3.Connection, revision: int, settled: Settled) -> None:
    """Link the contents to the row of their revision; triggers free what the last link has left."""
    for name, (sha256, data) in settled.contents.items():
        row = connection.execute("SELECT number FROM contents WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            row = connection.execute(
                "INSERT INTO contents (sha256, data) VALUES (?, ?) RETURNING number", (sha256, data)
            ).fetchone()
        connection.execute("INSERT INTO attachments VALUES (?, ?, ?)", (revision, name, row[0]))


def contents(
    connection: sqlite3.Connection, database: str, doc_id: str, rev: str, names: Sequence[str]
) -> dict[str, bytes]:
    """The bytes of attachments by name; NotFound when one is not held."""
    shelf = find(connection, database)
    found = {}
    for name in names:
        row = connection.execute(
            "SELECT data FROM documents d JOIN revisions r ON r.document = d.number AND r.rev = ? "
            "JOIN attachments a ON a.revision = r.number AND a.name = ? "
            "JOIN contents c ON c.number = a.content WHERE d.database = ? AND d.id = ?",
            (rev, name, shelf.number, doc_id),
        ).fetchone()
        if row is None:
            raise NotFound("Document is missing attachment")
        found[name] = row[0]
    return found


def _kept(
    connection: sqlite3.Connection, document: int, revision: Revision, name: str, stub: Attachment
) -> tuple[Attachment, tuple[bytes, None]]:
    """What a stub means: the newest of that name and digest, or what an ancestor has of the same generation.
    CouchDB looks at the latter alone; it may know the same content packed, under another digest."""
    for number, rev, entries in _known(connection, document):
        held = entries.get(name)
        if held is not None and (
            stub.digest in ("", held.digest) or (rev in revision.ancestry and stub.revpos == held.revpos)
        ):
            (sha256,) = connection.execute(
                "SELECT sha256 FROM attachments JOIN contents ON number = content "
                "WHERE revision = ? AND name = ?",
                (number, name),
            ).fetchone()
            return held, (sha256, None)
    raise MissingAttachment(f"Invalid attachment stub in {revision.id} for {name}")


def _known(connection: sqlite3.Connection, document: int) -> Iterator[tuple[int, str, Attachments]]:
    """Of every revision held with attachments its row, id and entries, the one that came last first."""
    rows = connection.execute(
        "SELECT number, rev, attachments FROM revisions "
        "WHERE document = ? AND attachments IS NOT NULL ORDER BY number DESC",
        (document,),
    ).fetchall()
    return ((number, rev, decode(member)) for number, rev, member in rows)
