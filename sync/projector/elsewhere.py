"""How far the tables are that another hub fills."""

import asyncio

import sqlalchemy

from sync.engine import Engine
from sync.projector.how_far import checkpoint_of

_BETWEEN_LOOKS = 0.05  # seconds


async def passed_elsewhere(
    engine: Engine, projection: sqlalchemy.Engine, database: str, seconds: float
) -> bool:
    """Whether, within `seconds`, everything that is in `database` is in the tables. Sequences of a CouchDB can
    be told from each other and not compared: so it is asked what comes after the checkpoint."""
    feed = engine.database(database)
    try:
        async with asyncio.timeout(seconds):
            while (
                await feed.changes(await asyncio.to_thread(checkpoint_of, projection, database), limit=1)
            ).changes:
                await asyncio.sleep(_BETWEEN_LOOKS)
    except TimeoutError:
        return False
    return True
