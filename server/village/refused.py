"""What a village hub refused goes to the district all the same, which judges for itself: it may know more by
now, and what it refuses too it keeps in quarantine and tells the tablet of by its receipt."""

import structlog

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
    """All that was refused since the last time; where the feed stands. Raises a SyncError."""
    note = await hub.database.get_local(_NOTE) or {}
    since = str(note.get("seq", "0")) if note.get("instance") == district.instance else "0"
    while True:
        page = await hub.database.changes(since, limit=_AT_ONCE, include_docs=True)
        for change in page.changes:
            if change.id.startswith(_QUARANTINE) and change.document and not change.deleted:
                await _offer(as_document(change.document), district)
        if page.last_seq != since:
            since = page.last_seq
            rev = {"_rev": note["_rev"]} if "_rev" in note else {}
            told = {**rev, "instance": district.instance, "seq": since}
            note = {**told, "_rev": await hub.database.put_local(_NOTE, told)}
        if not page.pending:
            return since


async def _offer(refused: Document, district: Peer) -> None:
    """As the tablet offered it. What had no revision of its own no tablet replicated. What the district or a
    proxy before it cannot take at all stays in quarantine here, and holds up nothing."""
    if refused["rev"] and str(refused["database"]).startswith("site-"):
        offered = Revision(refused["docId"], (refused["rev"],), refused["body"].encode())
        try:
            await district.database(refused["database"]).bulk_docs([offered], new_edits=False)
        except (TooLarge, BadRequest) as problem:
            log.warning(
                "what was refused does not reach the district", id=refused["_id"], reason=problem.reason
            )
