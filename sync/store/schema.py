"""The whole layout of `documents.sqlite3`, on one screen.

A document is one row; each of its revisions that arrived with a body is one row more. The sequence number of
a document is that of its latest change, so the changes feed is one range of `documents_by_seq`, one row a
document. The bytes of attachments lie apart, each content once; whatever takes a revision away frees what it
alone had.
"""

LAYOUT = 2  # kept in `PRAGMA user_version`

SCHEMA = """
CREATE TABLE store (
    instance    TEXT NOT NULL              -- 32 hexadecimal digits, made anew by every restore
) STRICT;

CREATE TABLE databases (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: part of the epoch in sequence tokens
    name        TEXT NOT NULL UNIQUE,
    seq         INTEGER NOT NULL DEFAULT 0,         -- of the latest change
    docs        INTEGER NOT NULL DEFAULT 0,         -- documents whose winner is not deleted
    deleted     INTEGER NOT NULL DEFAULT 0,         -- documents whose winner is deleted
    purge_seq   INTEGER NOT NULL DEFAULT 0,         -- documents that were asked to be purged
    revs_limit  INTEGER NOT NULL DEFAULT 1000,      -- generations kept of each branch; CouchDB's default
    security    BLOB NOT NULL DEFAULT x'7b7d'       -- JSON object; empty while nobody has set one
) STRICT;

CREATE TABLE documents (
    number      INTEGER PRIMARY KEY,
    database    INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    id          TEXT NOT NULL,
    winner      TEXT NOT NULL,             -- revision id
    deleted     INTEGER NOT NULL,          -- whether the winner is
    tree        TEXT NOT NULL              -- sync.revtree's text form
) STRICT;
CREATE UNIQUE INDEX documents_by_id ON documents (database, id);
CREATE UNIQUE INDEX documents_by_seq ON documents (database, seq);

CREATE TABLE revisions (
    number      INTEGER PRIMARY KEY,       -- ascending as they came
    document    INTEGER NOT NULL,          -- documents.number
    rev         TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    attachments BLOB,                      -- `_attachments`, all of them stubs; mostly NULL
    body        BLOB NOT NULL              -- JSON object without the members that begin with `_`
) STRICT;
CREATE UNIQUE INDEX revisions_by_rev ON revisions (document, rev);

CREATE TABLE attachments (
    revision    INTEGER NOT NULL,          -- revisions.number
    name        TEXT NOT NULL,
    content     INTEGER NOT NULL,          -- contents.number
    PRIMARY KEY (revision, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_by_content ON attachments (content);

CREATE TABLE contents (
    number      INTEGER PRIMARY KEY,
    sha256      BLOB NOT NULL UNIQUE,      -- of `data`
    data        BLOB NOT NULL              -- as it came, packed where the attachment's `encoding` says so
) STRICT;

CREATE TRIGGER revision_gone AFTER DELETE ON revisions WHEN old.attachments IS NOT NULL BEGIN
    DELETE FROM attachments WHERE revision = old.number;
END;
CREATE TRIGGER attachment_gone AFTER DELETE ON attachments
WHEN NOT EXISTS (SELECT 1 FROM attachments WHERE content = old.content) BEGIN
    DELETE FROM contents WHERE number = old.content;
END;

CREATE TABLE local_documents (
    database    INTEGER NOT NULL,
    id          TEXT NOT NULL,             -- without `_local/`
    edition     INTEGER NOT NULL,          -- the N of `_rev` "0-N"
    body        BLOB NOT NULL,
    PRIMARY KEY (database, id)
) STRICT, WITHOUT ROWID;
"""
