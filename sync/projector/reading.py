"""From a page of changes to a batch. Facts are judged again: they may not have come through the gate."""

from collections.abc import Sequence

from schema.canonical import NotCanonical
from schema.envelope import chain_hash, content_hash, fact_signature_is_good, from_base64url
from schema.judge import Outcome, Verdict
from sync.document import Change, Revision
from sync.engine import Engine
from sync.projector.batch import Batch
from sync.projector.database import Row
from sync.projector.judging import Judged, Judging, quarantined
from sync.projector.kinds import COPY, HUB, kinds_of
from sync.projector.rows import refused_paper
from sync.records import Document, as_document, parse, put_new, read_many

WRITER = "projector"  # `by` of a document in quarantine that the gate never saw


class Reading:
    """Makes batches from changes."""

    def __init__(self, engine: Engine, judging: Judging) -> None:
        self._engine = engine
        self._hub = engine.database("hub")
        self._judging = judging

    async def batch(self, database: str, changes: Sequence[Change], *, since: str, now: str) -> Batch:
        """What `changes` amount to; what is refused is in quarantine, dated `now`, when this returns."""
        kinds = kinds_of(database)
        batch, facts = Batch(database, since), []
        for change in changes:
            word = change.id.partition(":")[0]
            if word in kinds:
                _sort_in(batch, change)
            elif word == COPY and database.startswith("site-"):
                batch.copies[change.id.removeprefix(f"{COPY}:")] = _case_of(change)
            elif database.startswith("site-") and not word.startswith("_"):
                facts.append(change)
        if database == "hub":
            await self._sign_refusals(batch)
        if facts:
            await self._judge_facts(batch, facts, now)
        return batch

    async def _judge_facts(self, batch: Batch, changes: list[Change], now: str) -> None:
        candidates = [await self._candidates(batch, change) for change in changes]
        revisions = [revision for some in candidates for revision in some]
        judged = iter(await self._judged(batch.database, revisions))
        refused = []
        for change, some in zip(changes, candidates, strict=True):
            mine = [next(judged) for _ in some]
            kept = [one for one in mine if one.verdict.outcome is not Outcome.REFUSED]
            refused += [one for one in mine if one.verdict.outcome is Outcome.REFUSED]
            if kept:  # of two bodies of one fact, the same one on every hub
                chosen = min(kept, key=lambda one: one.revision.rev)
                batch.facts.append((chosen.document, chosen.verdict.reason))
            else:
                batch.without_effect.append(change.id)
        await put_new(
            self._hub,
            [quarantined(batch.database, one.revision, one.verdict, by=WRITER, at=now) for one in refused],
        )

    async def _candidates(self, batch: Batch, change: Change) -> list[Revision]:
        """The revisions that may be the fact: one, unless somebody wrote behind the hub's back."""
        document = change.document
        if document is not None and len(change.revs) == 1 and document.rev.startswith("1-"):
            return [document]
        database = self._engine.database(batch.database)
        leaves = await database.leaves(change.id)
        roots = {leaf.ancestry[-1] for leaf in leaves}
        found = await database.bulk_get([(change.id, root) for root in sorted(roots)])
        batch.alarms.append(_alarm("clone" if len(roots) > 1 else "altered", change.id))
        by_rev = {revision.rev: revision for revision in (*leaves, *found) if revision}
        return list(by_rev.values())

    async def _judged(self, database: str, revisions: list[Revision]) -> list[Judged]:
        """Verdicts; what this projector refused before stays refused, whatever has become known since."""
        judged = await self._judging.judge(database, revisions)
        names = [quarantined(database, one.revision, one.verdict, by=WRITER, at="")["_id"] for one in judged]
        known = await read_many(self._hub, names)
        return [
            _still_refused(one, known[name]) if name in known and known[name]["by"] == WRITER else one
            for one, name in zip(judged, names, strict=True)
        ]

    async def _sign_refusals(self, batch: Batch) -> None:
        """Of the quarantined documents, those their device really signed: they count in its chain, and what
        numbers stand on them is void."""
        kept = [document for document in batch.documents if HUB["quarantine"].is_whole(document)]
        bodies = {document["_id"]: parse(document["body"]) for document in kept}
        names = {f"device:{body.get('device')}" for body in bodies.values()}
        devices = await read_many(self._hub, sorted(names))
        for doc_id, body in bodies.items():
            device = devices.get(f"device:{body.get('device')}")
            if device and HUB["device"].is_whole(device) and _is_signed(body, device):
                batch.signed_refusals[doc_id] = {
                    "device": body["device"],
                    "seq": body["seq"],
                    "prev": prev if isinstance(prev := body.get("prev"), str) else "",
                    "hash": chain_hash(body),
                    "content": content_hash(body),
                }
                batch.refused_papers += refused_paper(body, doc_id)


def _sort_in(batch: Batch, change: Change) -> None:
    if change.deleted or change.document is None:
        batch.gone.append(change.id)
    else:
        batch.documents.append(as_document(change.document))


def _case_of(change: Change) -> str:
    """Empty for what is deleted or no copy: nobody holds it then."""
    document = as_document(change.document) if change.document and not change.deleted else {}
    case = document.get("case")
    return case if isinstance(case, str) else ""


def _still_refused(judged: Judged, quarantine: Document) -> Judged:
    verdict = Verdict(Outcome.REFUSED, quarantine["rule"], quarantine["reason"])
    return Judged(judged.revision, judged.document, verdict)


def _is_signed(body: Document, device: Document) -> bool:
    try:
        good = fact_signature_is_good(body, from_base64url(device["publicKey"]))
    except (NotCanonical, ValueError, TypeError):
        return False
    return good and type(body.get("seq")) is int


def _alarm(kind: str, fact_id: str) -> Row:
    _, _, rest = fact_id.partition(":")
    device, _, seq = rest.partition(":")
    number = int(seq) if seq.isascii() and seq.isdigit() else 0
    return {"id": f"{kind}:{fact_id}", "kind": kind, "device": device, "seq": number, "detail": fact_id}
