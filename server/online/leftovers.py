"""Takes away the papers of submissions that never became a case: the hub fell, and nobody sent them again."""

import asyncio

from sqlalchemy import exists, select

from schema.facts import order_id
from schema.tables import CaseFile, Submission
from server.clock import rfc3339
from server.online.papers import purge
from server.online.purge import KEPT
from server.workers.worker import Parts
from sync.projector.database import table_of
from sync.records import change, read

_CASES, _SUBMISSIONS = table_of(CaseFile), table_of(Submission)


class Leftovers:
    """Fifteen days after papers last came. The submission stays, so that it may still be sent again."""

    name = "leftovers"

    async def run(self, parts: Parts) -> int:
        """The tables may be behind, so whether there is no case is asked of the documents themselves."""
        last_day = rfc3339(parts.clock.now() - KEPT)
        return sum(
            [await _forget(parts, one, last_day) for one in await asyncio.to_thread(_old, parts, last_day)]
        )


async def _forget(parts: Parts, submission_id: str, last_day: str) -> bool:
    hub = parts.engine.database("hub")
    submission = await read(hub, submission_id)
    if submission is None or not submission["papers"] or submission["at"] > last_day:
        return False
    site = submission["site"]
    if await read(parts.engine.database(f"site-{site}"), order_id("application", submission["case"])):
        return False
    await purge(parts.engine, site, submission["papers"])
    await change(hub, submission_id, papers=[])
    return True


def _old(parts: Parts, last_day: str) -> list[str]:
    """Submissions whose papers nobody came back for, and of which no case is known."""
    query = select(_SUBMISSIONS.c.id).where(
        _SUBMISSIONS.c.has_papers.is_(True),
        _SUBMISSIONS.c.at <= last_day,
        ~exists().where(_CASES.c.id == _SUBMISSIONS.c.case_id),
    )
    with parts.projection.connect() as connection:
        return list(connection.scalars(query))
