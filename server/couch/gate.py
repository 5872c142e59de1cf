"""What stands between a client and the store: every document a client writes is shown to a gate first."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from starlette.requests import Request

from server.couch.access import engine, writer
from server.couch.body import limits
from server.couch.sizes import check_sizes
from server.couch.turns import Turns
from server.principal import Principal
from sync.document import Revision, WriteResult
from sync.errors import Unavailable

LATER = Unavailable.error  # a row that may be written later
SECONDS_UNTIL_LATER = 30.0


class Gate(Protocol):
    async def admit(
        self, principal: Principal, database: str, revisions: Sequence[Revision]
    ) -> list[WriteResult | None]:
        """One entry per revision: None when it may be written, else the result to answer: `forbidden`, or
        `LATER`.

        What is refused has been put in quarantine when this returns.
        """
        ...

    async def arrived(self, principal: Principal, database: str, results: Sequence[WriteResult]) -> None:
        """Told of what was admitted, once it is safely written."""
        ...


async def write(request: Request, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
    """Write to the database of the URL what the gate admits; one result per revision, in order. Forbidden
    without the right to write, TooLarge when a revision is; Unavailable, when all others are written, for
    what may be written later: replicators take no such row, and send again what is missing."""
    principal, name = writer(request)
    return await write_to(request, principal, name, revisions, new_edits=new_edits)


async def write_to(
    request: Request, principal: Principal, name: str, revisions: Sequence[Revision], *, new_edits: bool
) -> list[WriteResult]:
    """The same for a database that is not named in the URL."""
    if any(revision.contents for revision in revisions):  # unpacking them takes its time
        await asyncio.to_thread(check_sizes, revisions, limits(request))
    else:
        check_sizes(revisions, limits(request))
    gate: Gate = request.app.state.gate
    turns: Turns = request.app.state.turns
    async with turns.of(name, (revision.id for revision in revisions)):
        refused = await gate.admit(principal, name, revisions)
        admitted = [revision for revision, refusal in zip(revisions, refused, strict=True) if refusal is None]
        results = await engine(request).database(name).bulk_docs(admitted, new_edits=new_edits)
    await gate.arrived(principal, name, results)
    for refusal in refused:
        if refusal and refusal.error == LATER:
            raise Unavailable(refusal.reason, SECONDS_UNTIL_LATER)
    written = iter(results)
    return [refusal or next(written) for refusal in refused]
