"""What the tallies say of a scope: whole months by months, the odd days at its ends day by day."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select
from sqlalchemy.sql.elements import ColumnElement

from schema.tables import TALLY
from server.figures.scope import Counts, Scope
from sync.projector.database import within
from sync.projector.tally import LEVELS


def read_cells(connection: Connection, scope: Scope, level: str, measures: Collection[str]) -> Counts:
    """The sums of some measures by area of a level."""
    found: Counts = defaultdict(Counter)
    if not measures:
        return found
    months, days = scope.parts()
    digits = LEVELS[level]
    for cells, grain, at in ((level, "month", months), ("site", "day", days)):
        if not at:
            continue
        area: ColumnElement[str] = func.substr(TALLY.c.area, 1, digits)
        columns = (area.label("area"), TALLY.c.item, TALLY.c.channel)
        query = (
            select(*columns, *(func.sum(TALLY.c[name]).label(name) for name in sorted(measures)))
            .where(TALLY.c.level == cells, TALLY.c.grain == grain, TALLY.c.day.in_(at))
            .where(within(TALLY.c.area, scope.area))
            .group_by(*columns)
        )
        for row in connection.execute(query).mappings():
            if scope.takes(row["item"], row["channel"]):
                sums = found[row["area"], row["item"], row["channel"]]
                sums.update({name: int(row[name]) for name in measures})
    return found
