"""Of each tablet two receipts stay, as at the district: it purges older ones, and purging does not travel."""

from collections import defaultdict

from schema.receipt import RECEIPT
from sync.engine import OwnDatabase
from sync.records import as_document

STAY = 2


async def purge_receipts(site: OwnDatabase) -> None:
    """Take out all but the last ones."""
    told: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in await site.all_docs(start=f"{RECEIPT}:", end=f"{RECEIPT};", include_docs=True):
        if row:
            receipt = as_document(row)
            told[receipt["device"]].append((receipt["at"], row.id, row.rev))
    older = {name: [rev] for receipts in told.values() for _, name, rev in sorted(receipts)[:-STAY]}
    if older:
        await site.purge(older)
