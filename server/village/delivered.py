"""Sealed papers leave a village hub when the district has them: it cannot open them, and keeps none."""

from sync.engine import Database, OwnDatabase

_AT_ONCE = 200


async def take_away(papers: OwnDatabase, above: Database) -> None:
    """Purge those that the district says it has. Raises a SyncError."""
    start = ""
    while page := [row for row in await papers.all_docs(start=start, limit=_AT_ONCE) if row]:
        held = {row.id: [row.rev] for row in page}
        missing = await above.revs_diff(held)
        if arrived := {name: revs for name, revs in held.items() if name not in missing}:
            await papers.purge(arrived)
        start = page[-1].id + "\0"
