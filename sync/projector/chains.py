"""What the hub holds of each device's chain, and what in it cannot come from one honest device."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, select

from schema.areas import site_of_device
from schema.receipt import MOST_REFUSED, chain_state
from schema.stock import as_text, gaps_among, how_many
from schema.tables import Alarm, Chain, Fact, Refusal
from sync.projector.database import Row, delete_keys, in_parts, replace, table_of
from sync.projector.lines import Line

_FACTS, _REFUSALS, _ALARMS = table_of(Fact), table_of(Refusal), table_of(Alarm)
_OF_CHAINS = ("fork", "broken-chain")
Refused = Sequence[RowMapping]  # what a device signed and the gate refused, the first seq first


def refresh_chains(connection: Connection, touched: Iterable[tuple[str, int]]) -> None:
    """Compute anew the chains and alarms of the devices in `touched` (device, seq)."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for device, seq in touched:
        numbers[device].append(seq)
    for device, seqs in numbers.items():
        refused = _refused(connection, device)
        delete_keys(connection, Chain, [device])
        replace(connection, Chain, _chain(connection, device, refused))
        _check_links(connection, device, refused, min(seqs), max(seqs))


def forked(connection: Connection, devices: Iterable[str]) -> list[tuple[str, int]]:
    """Where numbers of these devices were given twice (device, seq)."""
    found: list[tuple[str, int]] = []
    for some in in_parts(devices):
        query = select(_ALARMS.c.device, _ALARMS.c.seq).where(_ALARMS.c.device.in_(some))
        rows = connection.execute(query.where(_ALARMS.c.kind == "fork"))
        found += [(row.device, row.seq) for row in rows]
    return found


def _refused(connection: Connection, device: str) -> Refused:
    columns = _REFUSALS.c
    query = select(columns.doc_id, columns.seq, columns.hash, columns.content, columns.rule, columns.reason)
    of_device = query.where(columns.device == device).order_by(columns.seq, columns.id)
    return connection.execute(of_device).mappings().all()


def _chain(connection: Connection, device: str, refused: Refused) -> list[Row]:
    """One row, or none when nothing of the device is held."""
    taken = connection.scalars(select(_FACTS.c.seq).where(_FACTS.c.device == device))
    seqs = sorted({*taken, *(refusal["seq"] for refusal in refused)})
    if not seqs:
        return []
    gaps = gaps_among(seqs)
    head = gaps[0][0] - 1 if gaps else seqs[-1]
    told = as_text(gaps)
    head_hash, named = _hash_of(connection, device, head, refused), _named(connection, refused)
    return [
        {
            "device": device,
            "site": site_of_device(device),
            "head": head,
            "head_hash": head_hash,
            "latest": seqs[-1],
            "gaps": told,
            "missing": how_many(gaps),
            "refused": named,
            "state": chain_state(head_hash, seqs[-1], told, named),
        }
    ]


def _hash_of(connection: Connection, device: str, seq: int, refused: Refused) -> str:
    """Of the fact that counts: an accepted one before a refused one, and before one that strays."""
    query = select(_FACTS.c.hash).where(_FACTS.c.device == device, _FACTS.c.seq == seq)
    accepted = connection.scalars(query.order_by(_FACTS.c.id)).all()
    if len(accepted) > 1:
        line = Line(connection, device)
        accepted = sorted(accepted, key=lambda name: line.strays(seq, name))
    return next(iter(accepted), "") or next(
        (refusal["hash"] for refusal in refused if refusal["seq"] == seq), ""
    )


def _named(connection: Connection, refused: Refused) -> list[Row]:
    """The latest refusals as a receipt names them, but for what was taken after all."""
    taken: set[str] = set()
    for some in in_parts(refusal["doc_id"] for refusal in refused):
        taken |= set(connection.scalars(select(_FACTS.c.id).where(_FACTS.c.id.in_(some))))
    named = {
        refusal["doc_id"]: {"id": refusal["doc_id"], "rule": refusal["rule"], "reason": refusal["reason"]}
        for refusal in refused
        if refusal["doc_id"] not in taken
    }
    return list(named.values())[-MOST_REFUSED:]


def _check_links(connection: Connection, device: str, refused: Refused, first: int, last: int) -> None:
    """Alarms for the facts numbered `first` to `last`, and for the one that follows them."""
    facts = connection.execute(
        select(_FACTS.c.id, _FACTS.c.seq, _FACTS.c.prev, _FACTS.c.hash, _FACTS.c.content)
        .where(_FACTS.c.device == device, _FACTS.c.seq.between(first - 1, last + 1))
        .order_by(_FACTS.c.seq, _FACTS.c.id)
    ).all()
    names: dict[int, set[str]] = defaultdict(set, {0: {""}})  # by seq: hashes that `prev` may have
    bodies: dict[int, dict[str, str]] = defaultdict(dict)  # by seq: content → id
    for row in facts:
        names[row.seq].add(row.hash)
        bodies[row.seq][row.content] = row.id
    for refusal in refused:
        if first - 1 <= refusal["seq"] <= last + 1:
            names[refusal["seq"]].add(refusal["hash"])
            bodies[refusal["seq"]].setdefault(refusal["content"], refusal["doc_id"])
    alarms = [
        alarm
        for seq, same in bodies.items()
        if first <= seq <= last + 1
        for alarm in _twice(device, seq, sorted(same.values()))
    ]
    alarms += [
        _alarm("broken-chain", f"broken-chain:{row.id}", device, row.seq, row.id)
        for row in facts
        if row.seq >= first and names[row.seq - 1] and row.prev not in names[row.seq - 1]
    ]
    connection.execute(
        _ALARMS.delete().where(
            _ALARMS.c.device == device, _ALARMS.c.seq.between(first, last + 1), _ALARMS.c.kind.in_(_OF_CHAINS)
        )
    )
    replace(connection, Alarm, alarms)


def _twice(device: str, seq: int, names: list[str]) -> list[Row]:
    """One number was given twice: to one fact with two bodies, to two facts, or both."""
    cloned = sorted({name for name in names if names.count(name) > 1})
    alarms = [_alarm("clone", f"clone:{name}", device, seq, name) for name in cloned]
    if len(set(names)) > 1:
        alarms.append(_alarm("fork", f"fork:{device}:{seq}", device, seq, ", ".join(names)))
    return alarms


def _alarm(kind: str, name: str, device: str, seq: int, detail: str) -> Row:
    return {"id": name, "kind": kind, "device": device, "seq": seq, "detail": detail}
