"""The gate, with what it takes and refuses told in the log by tablet, so that its facts can be followed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import structlog

from server.couch.gate import LATER, Gate
from server.principal import Principal
from sync.document import Revision, WriteResult

_FACT = re.compile(r"[a-z-]+:([0-9]{12}[0-9A-Z]{2}):[0-9]{1,16}")  # what is refused may be named anyhow
MOST_NAMED = 20  # facts of one refused request; all of them are in quarantine

log = structlog.get_logger("tablets")


class LoggedGate:
    """Decides nothing itself. The log names devices, facts and rules, and nobody whom a fact is about."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def admit(
        self, principal: Principal, database: str, revisions: Sequence[Revision]
    ) -> list[WriteResult | None]:
        answers = await self._gate.admit(principal, database, revisions)
        refused = {
            answer.id: answer.reason.partition(" ")[0]
            for answer in answers
            if answer and answer.error != LATER
        }
        for device, facts in _by_device(refused).items():
            rules = sorted({refused[fact] for fact in facts})
            told = {"device": device, "count": len(facts), "facts": facts[:MOST_NAMED], "rules": rules}
            log.warning("facts refused", **told, database=database, by=principal.name)
        return answers

    async def arrived(self, principal: Principal, database: str, results: Sequence[WriteResult]) -> None:
        await self._gate.arrived(principal, database, results)
        for device, facts in _by_device(result.id for result in results if not result.error).items():
            seqs = [int(fact.rpartition(":")[2]) for fact in facts]
            told = {"device": device, "count": len(facts), "first": min(seqs), "last": max(seqs)}
            log.info("facts taken", **told, database=database, by=principal.name)


def _by_device(ids: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for doc_id in ids:
        if named := _FACT.fullmatch(doc_id):
            found[named[1]].append(doc_id)
    return found
