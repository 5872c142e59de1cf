"""How far the tables are behind the documents."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy

from sync.engine import Engine
from sync.projector.how_far import checkpoint_of


@dataclass(frozen=True, slots=True)
class Lag:
    """`changes` are not in the tables yet; the first of them has waited for `seconds`."""

    changes: int
    seconds: float


async def lag(engine: Engine, projection: sqlalchemy.Engine, behind_since: Mapping[str, float]) -> Lag:
    """Of the databases that may be behind; nothing is read where none is."""
    changes, waited = 0, 0.0
    for name in {*behind_since} & {*await engine.names()}:
        since = await asyncio.to_thread(checkpoint_of, projection, name)
        page = await engine.database(name).changes(since, limit=1)
        if page.changes:
            changes += len(page.changes) + page.pending
            waited = max(waited, time.monotonic() - behind_since[name])
    return Lag(changes, waited)
