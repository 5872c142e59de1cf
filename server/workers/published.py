"""What the hub publishes in `reference` and says anew when something else is so."""

from sync.engine import Database
from sync.errors import Conflict
from sync.outranking import put_outranking
from sync.records import Document, change


async def publish(reference: Database, document: Document, held: Document | None) -> int:
    """Let it say just this, in the place of what is `held` of it; 0 when another hub was faster: what holds
    is looked at again at the next run."""
    if held is None:
        await put_outranking(reference, document)
        return 1
    before = dict.fromkeys(name for name in held if not name.startswith("_"))
    try:
        await change(reference, document["_id"], **{**before, **document})
    except Conflict:
        return 0
    return 1
