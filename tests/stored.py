"""What is left in a store whose process was killed or whose machine lost power."""

from pathlib import Path

from sync.store import EmbeddedEngine


async def held_ids(data_dir: Path, database: str = "papers") -> set[str]:
    """All ids of a database; the store must open as if nothing had happened."""
    engine = EmbeddedEngine(data_dir)
    try:
        return {row.id for row in (await engine.database(database).changes()).changes}
    finally:
        await engine.close()
