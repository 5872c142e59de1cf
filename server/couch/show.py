"""How revisions look to a client that asked with certain parameters."""

from collections.abc import Sequence
from typing import Any

from server.couch.params import DocumentParams
from sync.contents import EVERY, with_contents
from sync.document import Revision
from sync.engine import Database, OwnDatabase
from sync.multipart import related
from sync.revtree import generation
from sync.wire import write_document


async def show(database: OwnDatabase, revisions: Sequence[Revision], asked: DocumentParams) -> list[bytes]:
    """The documents as JSON, with all that was asked for; what it takes to know is asked for all at once."""
    if asked.needs_nothing_more:
        return show_alone(revisions, asked)
    leaves: dict[str, dict[str, bool]] = {}
    if asked.conflicts or asked.deleted_conflicts:
        leaves = await database.leaf_revs([revision.id for revision in revisions])
    return [await _shown(database, revision, asked, leaves.get(revision.id, {})) for revision in revisions]


def show_alone(revisions: Sequence[Revision], asked: DocumentParams) -> list[bytes]:
    """The same where `asked` needs nothing more than the revisions."""
    encoding_info = asked.att_encoding_info
    return [write_document(one, history=asked.revs, encoding_info=encoding_info) for one in revisions]


async def show_related(database: Database, revision: Revision, asked: DocumentParams) -> tuple[str, bytes]:
    """Content type and body of the document with its attachments beside it; JSON when it has none to send."""
    since = _since(revision, asked)
    full = await with_contents(database, revision, EVERY if since is None else since)
    return related(full, history=asked.revs)


async def _shown(
    database: Database, revision: Revision, asked: DocumentParams, leaves: dict[str, bool]
) -> bytes:
    since = _since(revision, asked)
    if since is not None:
        revision = await with_contents(database, revision, since)
    meta: dict[str, Any] = {}
    if asked.revs_info:
        meta["_revs_info"] = await _revs_info(database, revision)
    others = [(rev, deleted) for rev, deleted in leaves.items() if rev != revision.rev]
    if asked.conflicts:
        meta["_conflicts"] = [rev for rev, deleted in others if not deleted]
    if asked.deleted_conflicts:
        meta["_deleted_conflicts"] = [rev for rev, deleted in others if deleted]
    if asked.local_seq:
        meta["_local_seq"] = await _local_seq(database, revision.id)
    return write_document(
        revision,
        history=asked.revs,
        encoding_info=asked.att_encoding_info,
        meta={name: value for name, value in meta.items() if value},
    )


def _since(revision: Revision, asked: DocumentParams) -> int | None:
    """Attachments of later generations are sent with their data; None: of none."""
    if asked.atts_since is None:
        return EVERY if asked.attachments else None
    known = set(asked.atts_since)
    return max((generation(rev) for rev in revision.ancestry if rev in known), default=EVERY)


async def _local_seq(database: Database, doc_id: str) -> str | None:
    """Where the document stands in the feed."""
    page = await database.changes(doc_ids=[doc_id], limit=1)
    return page.changes[0].seq if page.changes else None


async def _revs_info(database: Database, revision: Revision) -> list[dict[str, str]]:
    held = await database.bulk_get([(revision.id, rev) for rev in revision.ancestry])
    status = ["missing" if past is None else "deleted" if past.deleted else "available" for past in held]
    return [{"rev": rev, "status": known} for rev, known in zip(revision.ancestry, status, strict=True)]
