"""Replication without an end: round after round, through outages and exchanged peers."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sync.checkpoints import End, Selection, Statistics
from sync.errors import Unavailable
from sync.patience import PATIENT, Patience
from sync.replicator import NOBODY, Listener, Replicator

WAIT = 60.0  # seconds for the next change; then both ends are asked again

Opening = Callable[[], AbstractAsyncContextManager[tuple[End, End]]]


async def replicate_for_ever(
    ends: Opening,
    statistics: Statistics,
    *,
    patience: Patience = PATIENT,
    listener: Listener = NOBODY,
    selection: Selection | None = None,
) -> None:
    """Until it is cancelled. Any SyncError but Unavailable ends it.

    `ends` gives source and target; it is asked again after every failure, for another store may be there
    by then. Where each round begins is what both of them remember.
    """
    failures = 0
    while True:
        try:
            async with ends() as (source, target):
                replicator = Replicator(
                    source,
                    target,
                    patience=patience,
                    listener=listener,
                    statistics=statistics,
                    selection=selection,
                )
                while True:
                    since = await replicator.run()
                    failures = 0
                    await listener.level(since)
                    await source.database.wait(since, WAIT)
        except Unavailable as problem:
            await patience.pause(problem, failures)
            failures += 1
