"""What the hub holds of each device's chain, and what in it cannot come from one honest device."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import Connection, select, union_all

from schema.tables import Alarm, Chain, Fact, Refusal
from sync.projector.database import delete_keys, replace, table_of
from sync.projector.kinds import Row

_FACTS, _REFUSALS, _ALARMS = table_of(Fact), table_of(Refusal), table_of(Alarm)
_OF_CHAINS = ("fork", "broken-chain")


def refresh_chains(connection: Connection, touched: Iterable[tuple[str, int]]) -> None:
    """Compute anew the chains and alarms of the devices in `touched` (device, seq)."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for device, seq in touched:
        numbers[device].append(seq)
    for device, seqs in numbers.items():
        delete_keys(connection, Chain, [device])
        replace(connection, Chain, _chain(connection, device))
        _check_links(connection, device, min(seqs), max(seqs))


def _chain(connection: Connection, device: str) -> list[Row]:
    """One row, or none when nothing of the device is held."""
    received = union_all(
        select(_FACTS.c.seq).where(_FACTS.c.device == device),
        select(_REFUSALS.c.seq).where(_REFUSALS.c.device == device),
    )
    seqs = sorted({row.seq for row in connection.execute(received)})
    gaps = [(before + 1, after - 1) for before, after in pairwise([0, *seqs]) if after > before + 1]
    if not seqs:
        return []
    return [
        {
            "device": device,
            "site": device[:12],
            "head": gaps[0][0] - 1 if gaps else seqs[-1],
            "latest": seqs[-1],
            "gaps": ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in gaps),
        }
    ]


def _check_links(connection: Connection, device: str, first: int, last: int) -> None:
    """Alarms for the facts numbered `first` to `last`, and for the one that follows them."""
    near = {"low": first - 1, "high": last + 1}
    facts = connection.execute(
        select(_FACTS.c.id, _FACTS.c.seq, _FACTS.c.prev, _FACTS.c.hash)
        .where(_FACTS.c.device == device, _FACTS.c.seq.between(near["low"], near["high"]))
        .order_by(_FACTS.c.seq, _FACTS.c.id)
    ).all()
    refusals = connection.execute(
        select(_REFUSALS.c.seq, _REFUSALS.c.hash).where(
            _REFUSALS.c.device == device, _REFUSALS.c.seq.between(near["low"], near["high"])
        )
    )
    hashes: dict[int, set[str]] = defaultdict(set, {0: {""}})
    ids: dict[int, list[str]] = defaultdict(list)
    for row in facts:
        hashes[row.seq].add(row.hash)
        ids[row.seq].append(row.id)
    for refusal in refusals:
        hashes[refusal.seq].add(refusal.hash)
    alarms = [
        _alarm("fork", f"fork:{device}:{seq}", device, seq, ", ".join(names))
        for seq, names in ids.items()
        if len(names) > 1 and seq >= first
    ]
    alarms += [
        _alarm("broken-chain", f"broken-chain:{row.id}", device, row.seq, row.id)
        for row in facts
        if row.seq >= first and hashes[row.seq - 1] and row.prev not in hashes[row.seq - 1]
    ]
    connection.execute(
        _ALARMS.delete().where(
            _ALARMS.c.device == device, _ALARMS.c.seq.between(first, last + 1), _ALARMS.c.kind.in_(_OF_CHAINS)
        )
    )
    replace(connection, Alarm, [alarm for alarm in alarms if alarm["seq"] <= last + 1])


def _alarm(kind: str, name: str, device: str, seq: int, detail: str) -> Row:
    return {"id": name, "kind": kind, "device": device, "seq": seq, "detail": detail}
