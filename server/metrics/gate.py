"""The gate, with what passes it counted by the kind of database."""

from collections.abc import Sequence

from server.couch.gate import LATER, Gate
from server.metrics.metrics import Metrics
from server.principal import Principal
from server.rights import kind_of
from sync.document import Revision, WriteResult


class CountedGate:
    """Decides nothing itself."""

    def __init__(self, gate: Gate, metrics: Metrics) -> None:
        self._gate = gate
        self._metrics = metrics

    async def admit(
        self, principal: Principal, database: str, revisions: Sequence[Revision]
    ) -> list[WriteResult | None]:
        answers = await self._gate.admit(principal, database, revisions)
        refused = sum(answer is not None and answer.error != LATER for answer in answers)
        self._metrics.refused.labels(_kind(database)).inc(refused)
        return answers

    async def arrived(self, principal: Principal, database: str, results: Sequence[WriteResult]) -> None:
        written = sum(not result.error for result in results)
        self._metrics.written.labels(_kind(database)).inc(written)
        await self._gate.arrived(principal, database, results)


def _kind(database: str) -> str:
    return kind_of(database) or "other"
