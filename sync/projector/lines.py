"""Which facts of a device lead to where the hub last answered for its chain, when it has forks."""

from collections import defaultdict

from sqlalchemy import Connection, select

from schema.tables import Fact, Receipt, Refusal
from sync.projector.database import table_of

_FACTS, _REFUSALS, _RECEIPTS = table_of(Fact), table_of(Refusal), table_of(Receipt)


class Line:
    """The chain of one device as it is held, with its forks.

    A fact strays when it is not of the branch that the device's last receipt answers for, or when no other
    follows it and one follows its rival. The same on every hub with the same documents: who writes a fact
    chooses its time, but not what was answered before.
    """

    def __init__(self, connection: Connection, device: str) -> None:
        facts = select(_FACTS.c.seq, _FACTS.c.hash, _FACTS.c.prev).where(_FACTS.c.device == device)
        refused = select(_REFUSALS.c.hash, _REFUSALS.c.prev).where(_REFUSALS.c.device == device)
        self._before: dict[str, str] = {row.hash: row.prev for row in connection.execute(refused)}
        self._rivals: dict[int, set[str]] = defaultdict(set)
        for row in connection.execute(facts):
            self._before[row.hash] = row.prev
            self._rivals[row.seq].add(row.hash)
        self._followed = {*self._before.values()}
        receipt = connection.execute(select(_RECEIPTS).where(_RECEIPTS.c.device == device)).one_or_none()
        self._answered = dict(self._back(receipt.up_to, receipt.head)) if receipt else {}

    def strays(self, seq: int, name: str) -> bool:
        """Of the fact numbered `seq` with the hash `name`."""
        if any(self._answered.get(at, passed) != passed for at, passed in self._back(seq, name)):
            return True
        rivals = self._rivals[seq] - {name}
        return name not in self._followed and not rivals.isdisjoint(self._followed)

    def _back(self, seq: int, name: str) -> list[tuple[int, str]]:
        """The fact and those before it, as far as they are held."""
        passed = []
        while seq and name in self._before:
            passed.append((seq, name))
            seq, name = seq - 1, self._before[name]
        return passed
