"""Where the numbers of a device are. Every leased one is in exactly one of these states; pure.

`issued`, `spoiled` and `void` are what became of a sheet. On the rest stands nothing that is known here:
`awaited` ones may stand on facts that have not arrived (a tablet takes its numbers in order, so these are the
lowest, as many as facts are missing), `skipped` ones were passed over by a tablet that is whole here, `free`
ones are still to be used. When a device has ended, what was free or skipped is `returned` or `lost` with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice, pairwise
from typing import Any

ISSUED, SPOILED, VOID, AWAITED = "issued", "spoiled", "void", "awaited"
FREE, SKIPPED, RETURNED, LOST = "free", "skipped", "returned", "lost"
REVOKED = (RETURNED, LOST)
STANDING = (ISSUED, AWAITED)  # of what something stands on: its paper is good, or may be
RETIRED = "retired"  # the one way to end in which the district has the tablet's numbers back
LOW = 30  # percent
LAST_SERIAL = 9999

Run = tuple[int, int]  # the first and the last of serials in a row


def is_low(leased: int, below: int) -> bool:
    """Whether the next block is due: at most 30 % are left, and the serials do not end. `below` counts those
    up to the highest that is used: a tablet does not go back to what it passed over."""
    return (leased - below) * 100 <= leased * LOW and leased < LAST_SERIAL


def counted(stock: Mapping[str, Any], *, missing: int, ended: str) -> Counter[str]:
    """How many numbers are in each state, from a row of `number_stock`; as `placed` finds them one by one.

    `missing` counts the facts that have not arrived, `ended` is why the device has ended, or empty.
    """
    known = {state: stock[state] for state in (ISSUED, SPOILED, VOID)}
    unused = stock["leased"] - stock[AWAITED] - sum(known.values())
    awaited = min(missing, unused)
    skipped = max(0, stock["passed_over"] - awaited)
    counts = Counter({**known, AWAITED: stock[AWAITED] + awaited})
    if ended:
        counts[_left_behind(ended)] = unused - awaited
    else:
        counts.update({SKIPPED: skipped, FREE: unused - awaited - skipped})
    return counts


def placed(blocks: Iterable[Run], used: Mapping[int, str], *, missing: int, ended: str) -> dict[int, str]:
    """The state of each leased serial; `used` says what became of those that something stands on."""
    leased = sorted({serial for first, last in blocks for serial in range(first, last + 1)})
    highest = max(used, default=0)
    awaited = set(islice((serial for serial in leased if serial not in used), missing))

    def state(serial: int) -> str:
        if serial in used:
            return used[serial]
        if serial in awaited:
            return AWAITED
        if ended:
            return _left_behind(ended)
        return SKIPPED if serial < highest else FREE

    return {serial: state(serial) for serial in leased}


def runs(serials: Iterable[int]) -> list[Run]:
    """Ascending serials as runs without a gap."""
    found: list[Run] = []
    for serial in serials:
        if found and serial == found[-1][1] + 1:
            found[-1] = (found[-1][0], serial)
        else:
            found.append((serial, serial))
    return found


def is_missing(seq: int, gaps: str) -> bool:
    """Whether the gaps of a chain leave out the fact numbered `seq`."""
    return any(first <= seq <= last for first, last in as_runs(gaps))


def gaps_among(seqs: Iterable[int]) -> list[Run]:
    """What is missing from 1 to the last of these ascending numbers."""
    return [(before + 1, after - 1) for before, after in pairwise([0, *seqs]) if after > before + 1]


def how_many(gaps: Iterable[Run]) -> int:
    return sum(last - first + 1 for first, last in gaps)


def as_text(gaps: Iterable[Run]) -> str:
    """`7-9, 12`."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in gaps)


def as_runs(gaps: str) -> list[Run]:
    """From that text."""
    parts = [gap.partition("-") for gap in gaps.split(", ") if gap]
    return [(int(first), int(last or first)) for first, _, last in parts]


def _left_behind(ended: str) -> str:
    return RETURNED if ended == RETIRED else LOST
