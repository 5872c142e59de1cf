"""What the tallies say of a scope: whole months by months, the odd days at its ends day by day."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, literal, select
from sqlalchemy.sql.elements import ColumnElement

from schema.tables import TALLY
from server.figures.scope import Counts, Scope
from sync.projector.database import within
from sync.projector.tally import LEVELS


def read_cells(
    connection: Connection, scopes: Sequence[Scope], level: str, measures: Collection[str]
) -> list[Counts]:
    """The sums of some measures by area of a level, of each scope. They differ in their days alone."""
    found: list[Counts] = [defaultdict(Counter) for _ in scopes]
    if not measures:
        return found
    months, days = _places(scopes)
    for cells, grain, places in ((level, "month", months), ("site", "day", days)):
        if not places:
            continue
        area: ColumnElement[str] = func.substr(TALLY.c.area, 1, LEVELS[level])
        day: ColumnElement[str] = TALLY.c.day if len(scopes) > 1 else literal(next(iter(places)))
        columns = (area.label("area"), TALLY.c.item, TALLY.c.channel)
        query = (
            select(
                *columns,
                day.label("day"),
                *(func.sum(TALLY.c[name]).label(name) for name in sorted(measures)),
            )
            .where(TALLY.c.level == cells, TALLY.c.grain == grain, TALLY.c.day.in_(places))
            .where(within(TALLY.c.area, scopes[0].area))
            .group_by(*columns, *([TALLY.c.day] if len(scopes) > 1 else []))
        )
        for row in connection.execute(query).mappings():
            if scopes[0].takes(row["item"], row["channel"]):
                sums = found[places[row["day"]]][row["area"], row["item"], row["channel"]]
                sums.update({name: int(row[name]) for name in measures})
    return found


def _places(scopes: Sequence[Scope]) -> tuple[dict[str, int], dict[str, int]]:
    """Of which scope each whole month is, by its first day, and each day that stands alone."""
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    for n, scope in enumerate(scopes):
        whole, single = scope.parts()
        months |= dict.fromkeys(whole, n)
        days |= dict.fromkeys(single, n)
    return months, days
