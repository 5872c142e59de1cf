"""The figures of areas: what was counted, put together as the definitions say."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from schema.kpi.definitions import Definition, summed
from schema.kpi.measures import MEASURES, OF_LISTS, OF_PROMISES
from schema.shanghai import SHANGHAI
from server.figures.cells import read_cells
from server.figures.lists import Moment, read_lists
from server.figures.scope import Counts, Scope
from sync.projector.case_sources import calendars_of
from sync.projector.tally import LEVELS

ByArea = dict[tuple[str, str], Counter[str]]  # by area and item; no item is all of them


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one area. `value` is None where there is nothing to divide by."""

    numerator: int | None
    denominator: int | None
    value: float | None
    p50: float | None
    p90: float | None


def figure(definition: Definition, counts: Mapping[str, int]) -> Figure:
    """From what was counted in an area. A figure that only has percentiles has the median as its value."""
    histogram = definition.histogram
    p50, p90 = (histogram.percentile(counts, share) if histogram else None for share in (0.5, 0.9))
    numerator = summed(definition.numerator, counts) if definition.numerator else None
    denominator = summed(definition.denominator, counts) if definition.denominator else None
    value = p50 if numerator is None else definition.value(numerator, denominator)
    return Figure(numerator, denominator, value, p50, p90)


def count_areas(
    connection: Connection, scopes: Sequence[Scope], level: str, figures: Iterable[Definition], now: datetime
) -> list[ByArea]:
    """All that some figures are made of, by area of a level; by item where items are asked for. The scopes
    differ in their days alone, which follow one another."""
    measures = {name for one in figures for name in one.measures}
    today = now.astimezone(SHANGHAI).date()
    moment = Moment(today, calendars_of(connection))
    counts = (
        *read_tallies(connection, scopes, level, measures, today),
        read_lists(connection, scopes, moment, measures & OF_LISTS.keys()),
    )
    return [_by_area(of_scope, scopes[0].items, LEVELS[level]) for of_scope in zip(*counts, strict=True)]


def read_tallies(
    connection: Connection, scopes: Sequence[Scope], level: str, measures: Collection[str], today: date
) -> tuple[list[Counts], list[Counts]]:
    """Of some measures those with a column, by area of a level. Nobody is late before the day is over."""
    tallied, yesterday = MEASURES.keys() & {*measures}, today - timedelta(days=1)
    return (
        read_cells(connection, scopes, level, tallied - OF_PROMISES),
        read_cells(connection, [one.until(yesterday) for one in scopes], level, tallied & OF_PROMISES),
    )


def _by_area(counts: Iterable[Counts], items: Collection[str], digits: int) -> ByArea:
    """What is of no item counts for every item."""
    found: ByArea = defaultdict(Counter)
    for some in counts:
        for (area, item, _), sums in some.items():
            for wanted in items if items and not item else (item if items else "",):
                found[area[:digits], wanted].update(sums)
    return found
