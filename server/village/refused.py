"""What a village hub refused goes to the district all the same, which judges for itself: it may know more by
now, and what it refuses too it keeps in quarantine and tells the tablet of by its receipt."""

import structlog

from server.village.known_staff import offices
from sync.checkpoints import End, Selection
from sync.document import Revision
from sync.engine import Peer
from sync.errors import BadRequest, TooLarge
from sync.records import Document, as_document

_AT_ONCE = 100
_QUARANTINE = "quarantine:"
_NOTE = "refused-sent"
SELECTION = Selection("refused", lambda doc_id: doc_id.startswith(_QUARANTINE))

log = structlog.get_logger("village")


async def hand_up(hub: End, district: Peer) -> str:
    """All that was refused since the last time in the offices of `hub`; where the feed stands. Raises a
    SyncError.

    With a new office it begins anew: of what an office had refused before it was another's nothing went up.
    """
    note = await hub.database.get_local(_NOTE) or {}
    sites = await offices(hub.peer)
    goes_on = note.get("instance") == district.instance and {*sites} <= {*note.get("sites", [])}
    since = str(note["seq"]) if goes_on else "0"
    while True:
        page = await hub.database.changes(since, limit=_AT_ONCE, include_docs=True)
        for change in page.changes:
            if change.id.startswith(_QUARANTINE) and change.document and not change.deleted:
                await _offer(as_document(change.document), sites, district)
        since = page.last_seq
        told = {**note, "instance": district.instance, "sites": sites, "seq": since}
        if told != note:
            note = {**told, "_rev": await hub.database.put_local(_NOTE, told)}
        if not page.pending:
            return since


async def _offer(refused: Document, sites: list[str], district: Peer) -> None:
    """As the tablet offered it. What had no revision of its own no tablet replicated. What the district or a
    proxy before it cannot take at all stays in quarantine here, and holds up nothing."""
    if refused["rev"] and refused["database"] in {f"site-{site}" for site in sites}:
        body, is_deletion = refused["body"].encode(), bool(refused.get("deleted"))
        offered = Revision(refused["docId"], (refused["rev"],), body, deleted=is_deletion)
        try:
            await district.database(refused["database"]).bulk_docs([offered], new_edits=False)
        except (TooLarge, BadRequest) as problem:
            log.warning(
                "what was refused does not reach the district", id=refused["_id"], reason=problem.reason
            )
