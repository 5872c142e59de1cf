"""Keeps the figures: what a batch adds to them and takes off, summed, and written a cell at a time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from schema.areas import DISTRICT_DIGITS, SITE_DIGITS, TOWNSHIP_DIGITS
from schema.kpi.measures import MEASURES
from schema.tables import CaseFile
from schema.tables.figures import KEY, TALLY
from sync.projector.database import Row, in_parts, table_of

LEVELS = {"district": DISTRICT_DIGITS, "township": TOWNSHIP_DIGITS, "site": SITE_DIGITS}
_CASES = table_of(CaseFile)
_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
_NOUGHT = dict.fromkeys(MEASURES, 0)
_IS_EMPTY = TALLY.delete().where(
    *(TALLY.c[name] == bindparam(f"the_{name}") for name in KEY),
    *(TALLY.c[name] == 0 for name in MEASURES),
)
Triples = Iterable[Sequence[str | int]]  # day, measure, how many
Cell = tuple[str, ...]  # in the order of KEY


class Tallies:
    """Collects changes and stores them at once."""

    def __init__(self) -> None:
        self._cells: dict[Cell, Counter[str]] = defaultdict(Counter)

    def count(self, row: Row, counted: Triples, sign: int = 1) -> None:
        """Add what something counts for at the `site` of `row`, in its `item` and `channel` if any."""
        for day, measure, n in counted:
            for cell in _cells(row["site"], str(day), row.get("item", ""), row.get("channel", "")):
                self._cells[cell][str(measure)] += sign * int(n)

    def store(self, connection: Connection) -> None:
        """A cell where nothing is counted any more is gone, as if it had never been."""
        changed = {cell: sums for cell, sums in self._cells.items() if any(sums.values())}
        if not changed:
            return
        connection.execute(
            _upsert(connection.dialect.name),
            [_NOUGHT | sums | dict(zip(KEY, cell, strict=True)) for cell, sums in changed.items()],
        )
        lessened = [cell for cell, sums in changed.items() if any(n < 0 for n in sums.values())]
        if lessened:
            names = [f"the_{name}" for name in KEY]
            connection.execute(_IS_EMPTY, [dict(zip(names, cell, strict=True)) for cell in lessened])


def uncount_cases(connection: Connection, tallies: Tallies, cases: Iterable[str]) -> None:
    """Take off what the named cases have counted for so far."""
    columns = [_CASES.c[name] for name in ("site", "item", "channel", "tallied")]
    for some in in_parts(cases):
        for row in connection.execute(select(*columns).where(_CASES.c.id.in_(some))).mappings():
            tallies.count(dict(row), row["tallied"], -1)


@cache
def _upsert(dialect: str) -> sqlite.Insert | postgresql.Insert:
    insert = _INSERT[dialect](TALLY)
    summed = {name: TALLY.c[name] + insert.excluded[name] for name in MEASURES}
    return insert.on_conflict_do_update(index_elements=KEY, set_=summed)


def _cells(site: str, day: str, item: str, channel: str) -> Iterator[Cell]:
    for level, digits in LEVELS.items():
        yield level, "month", f"{day[:7]}-01", site[:digits], item, channel
    yield "site", "day", day, site, item, channel
