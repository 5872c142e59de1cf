"""The guide that an application of today falls under."""

from collections.abc import Iterable
from datetime import date

from sync.engine import Database
from sync.errors import BadRequest
from sync.records import Document, read_range


async def guide_today(reference: Database, item: str, today: date) -> Document:
    """The newest in effect. Raises BadRequest when there is none yet."""
    guides = _in_effect(await read_range(reference, f"guide:{item}:"), today)
    if item not in guides:
        raise BadRequest(f"There is no guide for {item} yet.")
    return guides[item]


async def guides_today(reference: Database, today: date) -> list[Document]:
    """Of each item the newest in effect; first what people apply for."""
    guides = _in_effect(await read_range(reference, "guide:"), today)
    return sorted(guides.values(), key=lambda guide: (not guide["channels"], guide["item"]))


def _in_effect(guides: Iterable[Document], today: date) -> dict[str, Document]:
    """By item."""
    begun = (guide for guide in guides if guide["effectiveFrom"] <= today.isoformat())
    return {
        guide["item"]: guide for guide in sorted(begun, key=lambda one: (one["effectiveFrom"], one["_id"]))
    }
