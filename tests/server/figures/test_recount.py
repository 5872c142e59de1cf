"""Every figure is what a slow count over the documents gives: by area, by item and by channel."""

from collections import Counter
from collections.abc import Iterator

import pytest
import pytest_asyncio

from schema.kpi.definitions import definitions
from tests.server.figures.papers import DistrictPapers, moment, read_papers
from tests.server.figures.recount import NOW, Entry, lags, sides
from tests.server.figures.test_cases import word
from tests.server.figures.told import PERIODS, Told

pytestmark = pytest.mark.asyncio(loop_scope="session")
ITEMS = ("birth-service", "only-child", "further-birth")
DIGITS = {"DISTRICT": 6, "TOWNSHIP": 9, "SITE": 12}


Side = list[Entry] | None
ASKED = [  # period, level, items, channel
    (PERIODS[0], "DISTRICT", (), ""),
    (PERIODS[0], "TOWNSHIP", (), ""),
    (PERIODS[1], "TOWNSHIP", ITEMS, "window"),
    (PERIODS[2], "TOWNSHIP", ITEMS, ""),
    (PERIODS[2], "SITE", (), "online"),
    (PERIODS[0], "SITE", ITEMS, ""),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def papers(told: Told) -> DistrictPapers:
    return await read_papers(told.hub, told.folds)


@pytest.fixture(scope="module")
def plain(papers: DistrictPapers) -> dict[str, tuple[Side, Side]]:
    """Both sides of every figure."""

    def whole(side: Iterator[Entry] | None) -> Side:
        return None if side is None else [*side]

    return {name: (whole(above), whole(below)) for name, (above, below) in sides(papers).items()}


def summed(
    entries: list[Entry], period: tuple[str, str], digits: int, items: tuple[str, ...], channel: str
) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        if entry.day != NOW and not period[0] <= entry.day <= period[1]:
            continue
        if channel and entry.channel not in ("", channel):
            continue
        for item in items or ("",):
            if not item or entry.item in ("", item):
                sums[entry.site[:digits], item] += entry.n
    return sums


@pytest.mark.parametrize(("period", "level", "items", "channel"), ASKED)
async def test_each_figure_is_a_plain_count(
    told: Told,
    plain: dict[str, tuple[Side, Side]],
    period: tuple[str, str],
    level: str,
    items: tuple[str, ...],
    channel: str,
) -> None:
    asked = {"items": [enum(item) for item in items] or None, "channel": channel.upper() or None}
    rows = await told.rows(period, level, **asked)
    assert plain.keys() == definitions().keys()
    for name, (numerator, denominator) in plain.items():
        above = None if numerator is None else summed(numerator, period, DIGITS[level], items, channel)
        below = None if denominator is None else summed(denominator, period, DIGITS[level], items, channel)
        mine = {key[1:]: row for key, row in rows.items() if key[0] == word(name)}
        wanted = {
            (area, enum(item) or None) for sums in (above, below) for area, item in +(sums or Counter())
        }
        assert wanted <= mine.keys(), name
        for (area, item), row in mine.items():
            key = area, next((one for one in items if enum(one) == item), "")
            n, of = (None if sums is None else sums[key] for sums in (above, below))
            assert (row["numerator"], row["denominator"]) == (n, of), (name, key)
            if n is not None:
                per = definitions()[name].per
                assert row["value"] == (None if of == 0 else n * per / (of or 1)), (name, key)


def enum(item: str) -> str:
    return item.upper().replace("-", "_")


async def test_the_district_is_one_of_which_every_figure_tells_something(
    plain: dict[str, tuple[Side, Side]],
) -> None:
    silent = {name for name, (numerator, _) in plain.items() if not any(one.n for one in numerator or ())}
    assert silent == {"handlingTime"}  # of which there are percentiles alone


@pytest.mark.parametrize("share", [0.5, 0.9])
async def test_percentiles_lie_in_the_bucket_of_the_value_they_tell(
    told: Told, papers: DistrictPapers, share: float
) -> None:
    rows = await told.rows(PERIODS[0], "DISTRICT", names=["VISITS_PER_CASE", "HANDLING_TIME", "SYNC_LAG"])
    closed = [case for case in papers.cases.values() if case.fold["closedAt"]]
    measured = {
        "visitsPerCase": [float(len(case.fold["visits"])) for case in closed],
        "handlingTime": [
            (moment(case.fold["closedAt"]) - moment(case.fold["acceptedAt"])).total_seconds()
            for case in closed
            if (case.fold["item"], case.fold["channel"]) == ("birth-service", "window")
            if case.fold["acceptedAt"]
        ],
        "syncLag": [lag.total_seconds() for _, lag in lags(papers)],
    }
    for name, values in measured.items():
        histogram = definitions()[name].histogram
        assert histogram
        told_of = rows[word(name), "500116", None]["p50" if share == 0.5 else "p90"]
        exact = sorted(values)[max(0, -(-int(len(values) * share * 1000) // 1000) - 1)]
        ends = (0, *histogram.ends, float("inf"))
        (bucket,) = [n for n in range(1, len(ends)) if ends[n - 1] < max(exact, 1e-9) <= ends[n]]
        assert ends[bucket - 1] <= told_of <= ends[bucket], (name, exact)
