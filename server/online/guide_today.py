"""The guide that an application of today falls under."""

from datetime import date

from sync.engine import Database
from sync.errors import BadRequest
from sync.records import Document, read_range


async def guide_today(reference: Database, item: str, today: date) -> Document:
    """The newest in effect. Raises BadRequest when there is none yet."""
    guides = [
        guide
        for guide in await read_range(reference, f"guide:{item}:")
        if guide["effectiveFrom"] <= today.isoformat()
    ]
    if not guides:
        raise BadRequest(f"There is no guide for {item} yet.")
    return max(guides, key=lambda guide: (guide["effectiveFrom"], guide["_id"]))
