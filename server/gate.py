"""The gate: nothing enters a site's database unjudged, and nothing refused is lost.

A refusal is final and answered per document; the body is in quarantine before the answer goes out. What may
pass later (the store is busy, the disk is full) is a 503 for the whole request, raised where it happens.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence

from schema.judge import Outcome, Verdict
from schema.orders import ORDER, is_order, words_of
from schema.publication import PUBLISHED, publication_fault
from server.clock import HubClock
from server.couch.gate import LATER
from server.online.papers import paper_fault
from server.principal import Principal
from server.rights import kind_of, may_write
from sync.document import Revision, WriteResult
from sync.engine import Engine
from sync.errors import Forbidden, SyncError
from sync.projector.judging import Judged, Judging, quarantined, revision_name
from sync.records import as_document, put_new, read_many

# Facts were judged by these and are judged by them again when the tables are made anew.
JUDGED_BY = {"hub": ("user:", "device:", "restore:"), "reference": ("guide:", "calendar:", "key:")}
WRITTEN_ONCE = ("audit:",)
SUSPEND = (
    "Facts of the past are judged by this document. It is not deleted; people are suspended, devices end."
)

UNHEARD_OF = ("unknown-device", "unknown-clerk", "role")
NOT_HEARD_YET = "The hub of the office has not heard of this tablet or person yet: the district tells it."
SECONDS_TO_HEAR = 10.0  # while a tablet waits for its answer

NOT_PUBLISHED = "publication"  # the rule of a refused guide or table of days
RECORDED = "Who looked at what is written once, and stays."

Hear = Callable[[], Awaitable[None]]


class Gate:
    """Decides over writes that come from outside. The hub's own writes go straight to the engine."""

    def __init__(self, engine: Engine, clock: HubClock, hear: Hear | None = None) -> None:
        """A village hub may not have heard yet of somebody whom the district knows: `hear` asks there."""
        self._hear = hear
        self._engine = engine
        self._hub = engine.database("hub")
        self._judging = Judging(engine, comes_now=True)
        self._clock = clock

    async def admit(
        self, principal: Principal, database: str, revisions: Sequence[Revision]
    ) -> list[WriteResult | None]:
        """None for a revision that may be written, else the row to answer: `forbidden`, or `LATER` at a
        village hub that does not know who wrote and cannot ask. In the order given.

        Raises `Forbidden` when the principal may not write to the database at all.
        """
        if not may_write(principal, database):
            raise Forbidden("You may not write to this database.")
        if kind_of(database) == "papers":
            return await self._admit_papers(database, revisions)
        if database == "reference":
            return await self._admit_to_reference(principal, revisions)
        if not database.startswith("site-"):
            records = [one for one in revisions if database == "hub" and one.id.startswith(WRITTEN_ONCE)]
            held = await self._held(database, records)
            return [_keep(one, JUDGED_BY.get(database, ()), held.get(one.id)) for one in revisions]
        held = await self._held(database, revisions)
        judged = await self._judging.judge(database, revisions, held)
        later = [one for one in judged if self._hear and one.verdict.rule in UNHEARD_OF]
        if self._hear and later and await _answers(self._hear):
            # What is unfit even so goes to the district by way of quarantine.
            judged, later = await self._judging.judge(database, revisions, held), []
        refused = [one for one in judged if one.verdict.outcome is Outcome.REFUSED and one not in later]
        untold = await self._untold(database, refused)
        now = self._clock.text()
        await put_new(
            self._hub,
            [quarantined(database, one.revision, one.verdict, by=principal.name, at=now) for one in untold],
        )
        return [_answer(one, waits=one in later) for one in judged]

    async def _untold(self, database: str, refused: list[Judged]) -> list[Judged]:
        """Without orders that a restored hub has written anew in the same words: nothing of them is lost."""
        again = {
            one.revision.id
            for one in refused
            if one.verdict.rule == "write-once" and is_order(one.document) and not one.revision.deleted
        }
        held = await read_many(self._engine.database(database), again)
        said = {name: words_of(order) for name, order in held.items()}
        return [
            one
            for one in refused
            if one.revision.id not in said or said[one.revision.id] != words_of(one.document)
        ]

    async def _admit_to_reference(
        self, principal: Principal, revisions: Sequence[Revision]
    ) -> list[WriteResult | None]:
        """Guides and tables of days are judged as `publishGuide` and `publishCalendar` judge them."""
        published = [one for one in revisions if one.id.startswith(PUBLISHED)]
        revs = await self._held("reference", published)
        held = await read_many(
            self._engine.database("reference"), {one.id for one in published} | {"district"}
        )
        phone = held["district"]["complaintPhone"]
        answers = [_keep(one, JUDGED_BY["reference"], None) for one in revisions]
        for n, one in enumerate(revisions):
            is_new = one.id not in revs or revision_name(one) != revs[one.id]
            if answers[n] is None and is_new and one.id.startswith(PUBLISHED):
                document, today = as_document(one), self._clock.today()
                fault = await asyncio.to_thread(publication_fault, document, held.get(one.id), today, phone)
                if fault:
                    answers[n] = await self._refused(principal, one, fault)
                else:
                    held[one.id] = document
        return answers

    async def _refused(self, principal: Principal, revision: Revision, fault: str) -> WriteResult:
        verdict = Verdict(Outcome.REFUSED, NOT_PUBLISHED, fault)
        kept = quarantined("reference", revision, verdict, by=principal.name, at=self._clock.text())
        await put_new(self._hub, [kept])
        return WriteResult(revision.id, error="forbidden", reason=fault)

    async def _admit_papers(self, database: str, revisions: Sequence[Revision]) -> list[WriteResult | None]:
        """What is no sealed paper is not kept in quarantine either: nobody may hold it."""
        held = await self._held(database, revisions)
        faults = [paper_fault(database, revision, held.get(revision.id, "")) for revision in revisions]
        return [
            WriteResult(revision.id, error="forbidden", reason=fault) if fault else None
            for revision, fault in zip(revisions, faults, strict=True)
        ]

    async def _held(self, database: str, revisions: Sequence[Revision]) -> dict[str, str]:
        """The revisions there are of the same documents."""
        wanted = [(one.id, None) for one in revisions]
        found = await self._engine.database(database).bulk_get(wanted) if wanted else []
        return {revision.id: revision.rev for revision in found if revision}

    async def arrived(self, principal: Principal, database: str, results: Sequence[WriteResult]) -> None:
        """Note the facts a site's tablets have brought, once safely written: device, from, to, time."""
        if not database.startswith("site-"):
            return
        at = self._clock.text()
        written = [one.id for one in results if not one.error and not one.id.startswith(ORDER)]
        await put_new(
            self._hub,
            [
                {
                    "_id": f"arrival:{device}:{first}-{last}",
                    "type": "arrival",
                    "device": device,
                    "site": database.removeprefix("site-"),
                    "from": first,
                    "to": last,
                    "at": at,
                    "by": principal.name,
                }
                for device, first, last in _runs(written)
            ],
        )


async def _answers(hear: Hear) -> bool:
    """Whether the district has told anew of people and tablets."""
    try:
        async with asyncio.timeout(SECONDS_TO_HEAR):
            await hear()
    except (SyncError, TimeoutError):
        return False
    return True


def _answer(judged: Judged, *, waits: bool) -> WriteResult | None:
    if waits:
        return WriteResult(judged.revision.id, error=LATER, reason=NOT_HEARD_YET)
    if judged.verdict.outcome is not Outcome.REFUSED:
        return None
    reason = f"{judged.verdict.rule} {judged.verdict.reason}"
    return WriteResult(judged.revision.id, error="forbidden", reason=reason)


def _keep(revision: Revision, for_good: tuple[str, ...], record: str | None) -> WriteResult | None:
    """`record` is the revision of a document that is written once, where there is one."""
    if record is not None and (revision.deleted or revision_name(revision) != record):
        return WriteResult(revision.id, error="forbidden", reason=RECORDED)
    if revision.deleted and revision.id.startswith(for_good):
        return WriteResult(revision.id, error="forbidden", reason=SUSPEND)
    return None


def _runs(fact_ids: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Device, first and last sequence of each run without a gap."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for fact_id in fact_ids:
        _, device, seq = fact_id.split(":")
        numbers[device].add(int(seq))
    for device, seqs in sorted(numbers.items()):
        start = end = min(seqs)
        for number in sorted(seqs)[1:]:
            if number != end + 1:
                yield device, start, end
                start = number
            end = number
        yield device, start, end
