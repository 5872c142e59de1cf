"""Gives the pure judge what it needs from the engine: for the gate before a write, the projector after."""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from schema.district_keys import DistrictKey
from schema.judge import Arrival, Holdings, Verdict, judge
from schema.orders import is_order
from sync.document import Revision
from sync.engine import Database, Engine
from sync.projector.kinds import HUB, OF_A_SITE, REFERENCE, Kind
from sync.records import Document, as_document, parse, read_range

REMEMBERED = 4096  # devices, people, guides and blocks that facts have named of late
FEW = 50  # so many are judged on the event loop; more are worth a thread


@dataclass(frozen=True, slots=True)
class Judged:
    """One revision with its body as JSON and the verdict over it."""

    revision: Revision
    document: Document
    verdict: Verdict


class Judging:
    """Judges revisions for a site's database by what the engine holds now.

    The gate judges what comes now, by who works today; what is in the store was taken when it came, and stays
    good when its device or the district's key has ended or its author has another post.
    """

    def __init__(self, engine: Engine, *, comes_now: bool) -> None:
        self._engine = engine
        self._comes_now = comes_now

    async def judge(
        self, database: str, revisions: Sequence[Revision], held: Mapping[str, str] | None = None
    ) -> list[Judged]:
        """Verdicts in order. `held` gives the revision of documents already there; without it, each revision
        is judged as if it were the only one of its document."""
        documents = [as_document(revision) for revision in revisions]
        holdings = await self._holdings(database, documents)
        arrivals = _arrivals(database, revisions, documents, held)
        if len(arrivals) <= FEW:
            verdicts = _judge_all(arrivals, holdings)
        else:
            verdicts = await asyncio.to_thread(_judge_all, arrivals, holdings)
        return [Judged(*parts) for parts in zip(revisions, documents, verdicts, strict=True)]

    async def _holdings(self, database: str, documents: list[Document]) -> Holdings:
        hub, reference = self._engine.database("hub"), self._engine.database("reference")
        devices = await _held(hub, HUB["device"], [f"device:{name}" for name in _named(documents, "device")])
        people = await _held(hub, HUB["user"], [f"user:{name}" for name in _named(documents, "clerk")])
        guides = await _held(reference, REFERENCE["guide"], _named(documents, "guide"))
        named = _named(documents, "block")
        blocks = await _held(self._engine.database(database), OF_A_SITE["block"], named)
        by_keys = named or any("slip" in one or is_order(one) for one in documents)
        keys = await read_range(reference, "key:") if by_keys else []
        return Holdings(
            devices={device["device"]: device if self._comes_now else _working(device) for device in devices},
            people={person["name"]: person["role"] if self._comes_now else "" for person in people},
            guides={guide["_id"]: guide for guide in guides},
            blocks={block["_id"]: block for block in blocks},
            district_keys={
                bytes.fromhex(key["kid"]): self._district_key(key)
                for key in keys
                if REFERENCE["key"].is_whole(key)
            },
        )

    def _district_key(self, key: Document) -> DistrictKey:
        read = DistrictKey.of(key["publicKey"], key["from"], key["until"])
        return read if self._comes_now else read.always()


def _working(device: Document) -> Document:
    return {name: value for name, value in device.items() if name != "ended"}


async def _held(database: Database, kind: Kind, ids: Iterable[str]) -> list[Document]:
    """Those that have the form of the kind's type: an administrator may write anything."""
    wanted = [(doc_id, None) for doc_id in ids]
    found = await database.bulk_get(wanted) if wanted else []
    documents = (_whole(kind, one.id, one.body) for one in found if one and not one.deleted)
    return [document for document in documents if document is not None]


@lru_cache(REMEMBERED)
def _whole(kind: Kind, doc_id: str, body: bytes) -> Document | None:
    """Looked into once: thousands of facts name the same guide. Nobody may change what this gives."""
    document = {"_id": doc_id, **parse(body)}
    return document if kind.is_whole(document) else None


def revision_name(revision: Revision) -> str:
    """The revision it has, or empty for a new edit, which has none yet."""
    return "" if revision.is_edit or not revision.ancestry else revision.rev


def quarantined(database: str, revision: Revision, verdict: Verdict, *, by: str, at: str) -> Document:
    """The document of `hub` that keeps what was refused. Attachments are not kept: nobody may hold them."""
    rev = revision_name(revision)
    name = f"{database}\n{revision.id}\n{rev}\n".encode() + revision.body
    return {
        "_id": f"quarantine:{hashlib.sha256(name).hexdigest()}",
        "type": "quarantine",
        "database": database,
        "docId": revision.id,
        "rev": rev,
        **({"deleted": True} if revision.deleted else {}),
        "rule": verdict.rule,
        "reason": verdict.reason,
        "by": by,
        "at": at,
        "body": revision.body.decode(),
    }


def _arrivals(
    database: str, revisions: Sequence[Revision], documents: list[Document], held: Mapping[str, str] | None
) -> list[Arrival]:
    seen = dict(held or {})
    arrivals = []
    for revision, document in zip(revisions, documents, strict=True):
        rev = revision_name(revision)
        before = rev if held is None else seen.setdefault(revision.id, rev)
        arrivals.append(
            Arrival(
                document,
                database,
                rev,
                generation=_generation(revision),
                deleted=revision.deleted,
                has_attachments=revision.attachments is not None,
                others=frozenset({before} - {rev}),
                is_held=bool(rev) and (held or {}).get(revision.id) == rev,
            )
        )
    return arrivals


def _generation(revision: Revision) -> int:
    if not revision.ancestry:
        return 1
    generation = int(revision.ancestry[0].partition("-")[0])
    return generation + 1 if revision.is_edit else generation


def _judge_all(arrivals: Iterable[Arrival], holdings: Holdings) -> list[Verdict]:
    return [judge(arrival, holdings) for arrival in arrivals]


def _named(documents: Iterable[Mapping[str, Any]], member: str) -> list[str]:
    values = {document.get(member) for document in documents if isinstance(document.get(member), str)}
    return sorted(value for value in values if value)
