"""How a revision looks to a client that asked with certain parameters."""

from server.couch.multipart import related
from server.couch.params import DocumentParams
from sync.attachments import Content, following, shown
from sync.document import Revision
from sync.engine import Database
from sync.revtree import generation
from sync.wire import write_document


def show(revision: Revision, asked: DocumentParams) -> bytes:
    """The document as JSON: with `_revisions`, and with attachments in full rather than as stubs."""
    return write_document(
        revision, history=asked.revs, attachments=_attachments(revision, since(revision, asked))
    )


def show_related(revision: Revision, asked: DocumentParams) -> tuple[str, bytes]:
    """Content type and body of the document with its attachments beside it; JSON when it has none to send."""
    attachments, beside = _beside(revision, since(revision, asked) or 0)
    document = write_document(revision, history=asked.revs, attachments=attachments)
    return related(document, beside) if beside else ("application/json", document)


async def show_with_meta(database: Database, revision: Revision, asked: DocumentParams) -> bytes:
    """The same as `show` with the members that need more than the revision: conflicts and `_revs_info`."""
    others = []
    if asked.conflicts or asked.deleted_conflicts:
        others = [leaf for leaf in await database.leaves(revision.id) if leaf.rev != revision.rev]
    return write_document(
        revision,
        history=asked.revs,
        attachments=_attachments(revision, since(revision, asked)),
        conflicts=[leaf.rev for leaf in others if not leaf.deleted] if asked.conflicts else None,
        deleted_conflicts=[leaf.rev for leaf in others if leaf.deleted] if asked.deleted_conflicts else None,
        revs_info=await _revs_info(database, revision) if asked.revs_info else None,
    )


def since(revision: Revision, asked: DocumentParams) -> int | None:
    """Attachments of later generations are sent with their data; None: of none."""
    if asked.atts_since is None:
        return 0 if asked.attachments else None
    known = set(asked.atts_since)
    return max((generation(rev) for rev in revision.ancestry if rev in known), default=0)


def _attachments(revision: Revision, newer_than: int | None) -> bytes | None:
    return None if revision.attachments is None else shown(revision.attachments, newer_than)


def _beside(revision: Revision, newer_than: int) -> tuple[bytes | None, list[Content]]:
    return (None, []) if revision.attachments is None else following(revision.attachments, newer_than)


async def _revs_info(database: Database, revision: Revision) -> list[dict[str, str]]:
    held = await database.bulk_get([(revision.id, rev) for rev in revision.ancestry])
    status = ["missing" if past is None else "deleted" if past.deleted else "available" for past in held]
    return [{"rev": rev, "status": known} for rev, known in zip(revision.ancestry, status, strict=True)]
