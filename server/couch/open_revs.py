"""Several revisions of one document in one answer: what a replicator fetches."""

from starlette.requests import Request
from starlette.responses import Response

from server.couch.body import answer, array, encode
from server.couch.multipart import failure, mixed, wants
from server.couch.params import DocumentParams, revisions
from server.couch.show import show, show_related
from sync.document import Revision
from sync.engine import OwnDatabase
from sync.errors import NotFound
from sync.wire import check_rev

_Found = tuple[list[Revision], list[str]]  # what is held, and the revisions that are missing


async def open_revs(request: Request, database: OwnDatabase, doc_id: str, asked: DocumentParams) -> Response:
    """Every leaf, or the revisions of a JSON list, each as `ok` or `missing`."""
    held, missing = await _found(database, doc_id, request.query_params["open_revs"], asked.latest)
    gone = [encode({"missing": rev}) for rev in missing]
    if wants(request, "mixed"):
        # Attachments are always sent here, unless `atts_since` says that they are known.
        parts = [await show_related(database, revision, asked) for revision in held]
        rows = [(f"Content-Type: {content_type}".encode(), body) for content_type, body in parts]
        return mixed([*rows, *map(failure, gone)])
    shown = [b'{"ok":' + document + b"}" for document in await show(database, held, asked)]
    return answer(array([*shown, *gone]))


async def _found(database: OwnDatabase, doc_id: str, text: str, latest: bool) -> _Found:
    if text == "all":
        leaves = await database.leaves(doc_id)
        if not leaves:
            raise NotFound("missing")
        return leaves, []
    revs = revisions(text, "open_revs")
    found = await database.open_revs([(doc_id, check_rev(rev)) for rev in revs], latest=latest)
    held = {revision.rev: revision for revisions in found for revision in revisions}
    return list(held.values()), [rev for rev, revisions in zip(revs, found, strict=True) if not revisions]
