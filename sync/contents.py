"""Revisions as they are read name their attachments; here they get the bytes of these."""

from msgspec.structs import replace

from sync.attachments import following
from sync.document import Revision
from sync.engine import Database

EVERY = -1  # generations count from 1, and CouchDB gives 0 to what came without one


async def with_contents(database: Database, revision: Revision, since: int = EVERY) -> Revision:
    """The revision in which all attachments newer than generation `since` follow."""
    if revision.attachments is None:
        return revision
    member, names = following(revision.attachments, since)
    contents = await database.contents(revision, names) if names else {}
    return replace(revision, attachments=member, contents=contents)
