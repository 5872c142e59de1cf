"""How far the tables are that another hub fills."""

import asyncio

import sqlalchemy

from sync.engine import Engine
from sync.projector.how_far import checkpoint_of
from sync.projector.postgresql import TablesAway

_BETWEEN_LOOKS = 0.05  # seconds


async def passed_elsewhere(
    engine: Engine, projection: sqlalchemy.Engine, database: str, seconds: float
) -> bool:
    """Whether, within `seconds`, everything that is in `database` is in the tables. CouchDB's sequences
    cannot be compared: so it is asked what comes after the checkpoint."""
    feed = engine.database(database)

    async def is_behind() -> bool:
        try:
            since = await asyncio.to_thread(checkpoint_of, projection, database)
        except TablesAway:
            return True
        return bool((await feed.changes(since, limit=1)).changes)

    try:
        async with asyncio.timeout(seconds):
            while await is_behind():  # noqa: ASYNC110 - the other hub sets no event here
                await asyncio.sleep(_BETWEEN_LOOKS)
    except TimeoutError:
        return False
    return True
