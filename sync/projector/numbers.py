"""What became of each number: one of the facts that stand on it decides; numbers with two are alarms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import Connection, and_, false, func, or_, select, update

from schema.areas import site_of_device
from schema.stock import AWAITED, ISSUED, SPOILED, VOID, is_low
from schema.tables import Alarm, Block, Certificate, Fact, NumberStock, NumberUse, Refusal
from sync.projector.database import Row, delete_keys, in_parts, replace, table_of
from sync.projector.lines import Line

_USES, _BLOCKS, _CERTIFICATES = table_of(NumberUse), table_of(Block), table_of(Certificate)
_FACTS, _REFUSALS, _ALARMS = table_of(Fact), table_of(Refusal), table_of(Alarm)
TWICE = "number-twice"
Stock = tuple[str, str]  # a device and an item


@dataclass(slots=True)
class Touched:
    """What follows from what became of numbers: devices of whose numbers something else may be to be said,
    couples of whose certificates others may be in force."""

    devices: set[str] = field(default_factory=set)
    couples: set[str] = field(default_factory=set)


def check_numbers(connection: Connection, uses: Iterable[Row], told: Touched) -> None:
    """Decide anew over the numbers of `uses`: those that stood before cases were folded anew, and after.
    `told` gets the devices of those that are void, spoiled or used twice, or were, and the couples."""
    touched: dict[Stock, set[int]] = defaultdict(set)
    alarms: set[str] = set()
    for use in uses:
        if use["state"] not in (ISSUED, AWAITED):
            told.devices.add(use["device"])
        touched[use["device"], use["item"]].add(use["serial"])
        alarms.add(f"{TWICE}:{use['fact_id']}")
    standing = [same for stock, serials in touched.items() for same in _standing(connection, stock, serials)]
    alarms |= {f"{TWICE}:{use['fact_id']}" for same in standing for use in same}
    delete_keys(connection, Alarm, alarms)
    for same in standing:
        _decide(connection, same, told)
    refresh_stocks(connection, touched)


def check_doubles(connection: Connection, devices: Iterable[str], told: Touched) -> None:
    """Decide anew over the numbers that these devices gave twice: their chains may have moved."""
    for some in in_parts(devices):
        facts = select(func.substr(_ALARMS.c.id, len(TWICE) + 2)).where(
            _ALARMS.c.kind == TWICE, _ALARMS.c.device.in_(some)
        )
        doubles = connection.execute(select(_USES).where(_USES.c.fact_id.in_(facts))).mappings()
        check_numbers(connection, [dict(row) for row in doubles], told)


def refresh_stocks(connection: Connection, stocks: Iterable[Stock]) -> None:
    """Count anew what each device has of an item."""
    names = {f"{device}:{item}": (device, item) for device, item in sorted(stocks)}
    rows = [row for name, stock in names.items() for row in _stock(connection, name, *stock)]
    delete_keys(connection, NumberStock, names)
    replace(connection, NumberStock, rows)


def _stock(connection: Connection, name: str, device: str, item: str) -> list[Row]:
    """One row, or none where nothing was leased and nothing used."""
    mine = and_(_BLOCKS.c.device == device, _BLOCKS.c.item == item)
    blocks = connection.execute(select(_BLOCKS.c.n, _BLOCKS.c.first, _BLOCKS.c.last).where(mine)).all()
    is_leased = or_(false(), *(_USES.c.serial.between(block.first, block.last) for block in blocks))
    used = (
        select(_USES.c.state, is_leased.label("leased"), func.count().label("n"), func.max(_USES.c.serial))
        .where(_USES.c.device == device, _USES.c.item == item, _USES.c.state > "")
        .group_by(_USES.c.state, "leased")
    )
    counts, unleased, highest = dict.fromkeys((ISSUED, SPOILED, VOID, AWAITED), 0), 0, 0
    for state, leased, n, last in connection.execute(used):
        if leased:
            counts[state], highest = n, max(highest, last)
        else:
            unleased += n
    if not blocks and not unleased:
        return []
    leased = sum(block.last - block.first + 1 for block in blocks)
    below = sum(max(0, min(block.last, highest) - block.first + 1) for block in blocks)
    return [
        {
            "id": name,
            "device": device,
            "site": site_of_device(device),
            "item": item,
            "next_block": _lowest_without({block.n for block in blocks}),
            "leased": leased,
            **counts,
            "passed_over": below - sum(counts.values()),
            "unleased": unleased,
            "is_low": is_low(leased, below),
        }
    ]


def _lowest_without(taken: set[int]) -> int:
    return next(n for n in count(1) if n not in taken)


def _standing(connection: Connection, stock: Stock, serials: Iterable[int]) -> list[list[Row]]:
    """All that stands on each of these serials, the first before the others: what was refused comes after
    what was taken, and a fact that strays from its device's chain after one that does not. Its time plays no
    part, whoever signs it chooses that."""
    device, item = stock
    found: dict[int, list[Row]] = defaultdict(list)
    query = (
        select(
            _USES,
            func.coalesce(_FACTS.c.hash, _REFUSALS.c.hash).label("hash"),
            func.coalesce(_FACTS.c.content, _REFUSALS.c.content).label("content"),
            _FACTS.c.id.is_(None).label("refused"),
        )
        .join(_FACTS, _FACTS.c.id == _USES.c.fact_id, isouter=True)
        .join(_REFUSALS, _REFUSALS.c.id == _USES.c.fact_id, isouter=True)
        .where(_USES.c.device == device, _USES.c.item == item)
    )
    for some in in_parts(sorted(serials)):
        for row in connection.execute(query.where(_USES.c.serial.in_(some))).mappings():
            found[row["serial"]].append(dict(row))
    line = Line(connection, device) if any(len(same) > 1 for same in found.values()) else None
    for same in found.values():
        if line:
            for use in same:
                use["strays"] = line.strays(use["seq"], use["hash"])
            same.sort(key=lambda use: (use["refused"], use["strays"], use["seq"], use["fact_id"]))
    return list(found.values())


def _decide(connection: Connection, same: Sequence[Row], told: Touched) -> None:
    """Of several papers with one number the first has it, whatever became of it. A sheet that was spoiled
    after it tells only why there is no paper; one spoiled before has used up the number. Rows come as if each
    stood alone, which nearly all do: whether not."""
    facts = {use["content"]: use for use in reversed(same)}.values()  # what was refused may be taken later
    papers = [use for use in same if use["said"] != SPOILED and use in facts]
    spoiled = [use for use in same if use["said"] == SPOILED]
    decisive = papers[0] if papers else spoiled[0]
    if spoiled and (decisive["said"] == VOID or same[0]["said"] == SPOILED):
        decisive = spoiled[0]
    states = {use["fact_id"]: use["said"] if use is decisive else "" for use in same}
    wrong = [use["fact_id"] for use in same if use["state"] != states[use["fact_id"]]]
    for fact in wrong:
        connection.execute(update(_USES).where(_USES.c.fact_id == fact).values(state=states[fact]))
    if wrong or len(papers) > 1:
        good = decisive["fact_id"] if decisive["said"] == ISSUED else ""
        certificates = _CERTIFICATES.c.fact_id.in_(states)
        is_good = _CERTIFICATES.c.fact_id == good
        told.couples |= set(connection.scalars(select(_CERTIFICATES.c.couple).where(certificates)))
        connection.execute(update(_CERTIFICATES).where(certificates).values(in_force=is_good))
    given_after = spoiled and papers and min(map(_seq, spoiled)) < max(map(_seq, papers))
    if len(papers) > 1 or given_after or len({use["case_id"] for use in same} - {""}) > 1:
        replace(connection, Alarm, [_alarm(use, decisive["number"]) for use in facts])
    if wrong or len(same) > 1:
        told.devices.add(same[0]["device"])


def _seq(use: Row) -> int:
    return int(use["seq"])


def _alarm(use: Row, number: str) -> Row:
    return {
        "id": f"{TWICE}:{use['fact_id']}",
        "kind": TWICE,
        "device": use["device"],
        "seq": use["seq"],
        "detail": number,
    }
