"""How a revision looks to a client that asked with certain parameters."""

from server.couch.params import DocumentParams
from sync.attachments import as_stubs
from sync.document import Revision
from sync.engine import Database
from sync.wire import write_document


def show(revision: Revision, *, history: bool = False, attachments: bool = False) -> bytes:
    """The document as JSON: with `_revisions`, and with attachments in full rather than as stubs."""
    return write_document(revision, history=history, attachments=_attachments(revision, attachments))


async def show_with_meta(database: Database, revision: Revision, asked: DocumentParams) -> bytes:
    """The same with the members that need more than the revision itself: conflicts and `_revs_info`."""
    others = []
    if asked.conflicts or asked.deleted_conflicts:
        others = [leaf for leaf in await database.leaves(revision.id) if leaf.rev != revision.rev]
    return write_document(
        revision,
        history=asked.revs,
        attachments=_attachments(revision, asked.attachments),
        conflicts=[leaf.rev for leaf in others if not leaf.deleted] if asked.conflicts else None,
        deleted_conflicts=[leaf.rev for leaf in others if leaf.deleted] if asked.deleted_conflicts else None,
        revs_info=await _revs_info(database, revision) if asked.revs_info else None,
    )


def _attachments(revision: Revision, in_full: bool) -> bytes | None:
    held = revision.attachments
    return held if held is None or in_full else as_stubs(held)


async def _revs_info(database: Database, revision: Revision) -> list[dict[str, str]]:
    held = await database.bulk_get([(revision.id, rev) for rev in revision.ancestry])
    status = ["missing" if past is None else "deleted" if past.deleted else "available" for past in held]
    return [{"rev": rev, "status": known} for rev, known in zip(revision.ancestry, status, strict=True)]
