"""The figures of a demo district, against a plain count of its cases."""

import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import date

import orjson
import pytest
from sqlalchemy import select

from schema.kpi.definitions import definitions
from schema.shanghai import day_of
from schema.tables import Delivery, Device, Fact, Order
from server.principal import Principal, Role
from sync.projector.database import table_of
from tests.server.figures.told import PERIODS, Fold, Told

pytestmark = pytest.mark.asyncio(loop_scope="session")
LEAGUE = """query Month($p: DateRange!) { leagueTable(period: $p) { rank township { code name } score cases
  visitsPerCase firstVisitDoneRate oneTimeNoticeCompleteness overdueRate illegalDemands complaints
  sitesNotSynced } }"""
MONDAY = "2026-06-28T16:00:00"  # in Shanghai
TODAY = date(2026, 6, 30)  # of the demo district
SERIES = """query($period: DateRange!, $grain: Grain!, $level: AreaLevel!) {
  kpiSeries(period: $period, grain: $grain, level: $level, names: [OUT_OF_SITE_RATE, PLEDGES_UNVERIFIED]) {
    kpi { name } area { code } from to denominator } }"""


def on(at: str) -> str:
    return day_of(at).isoformat() if at else ""


def at_once(fold: Fold) -> bool:
    return bool(fold["channel"] == "window") and fold["item"] != "further-birth"


def in_time(fold: Fold) -> bool:
    done = [on(fold[name]) for name in ("decidedAt", "issuedAt") if fold[name]]
    return bool(done) and min(done) <= fold["dueOn"]


def is_owed(fold: Fold) -> bool:
    return bool(fold["state"] != "withdrawn")


# By figure: the day of a case, whether it belongs to the denominator, and what it adds to the numerator.
PLAIN: dict[str, tuple[Callable[[Fold], str], Callable[[Fold], bool], Callable[[Fold], int]]] = {
    "VISITS_PER_CASE": (lambda f: on(f["closedAt"]), lambda f: True, lambda f: len(f["visits"])),
    "REPEAT_VISIT_RATE": (lambda f: on(f["closedAt"]), lambda f: True, lambda f: len(f["visits"]) > 1),
    "FIRST_VISIT_DONE_RATE": (
        lambda f: on(f["closedAt"]),
        at_once,
        lambda f: sum(visit["at"] <= f["closedAt"] for visit in f["visits"]) <= 1,
    ),
    "OVERDUE_RATE": (
        lambda f: f["dueOn"] if f["dueOn"] < TODAY.isoformat() else "",
        is_owed,
        lambda f: not in_time(f),
    ),
    "OUT_OF_SITE_RATE": (
        lambda f: on(f["openedAt"]),
        lambda f: True,
        lambda f: all(f[whom]["hukou"]["area"] != "500116" for whom in ("husband", "wife")),
    ),
    "ONLINE_SHARE": (lambda f: on(f["openedAt"]), lambda f: True, lambda f: f["channel"] == "online"),
    "MAIL_SHARE": (lambda f: on(f["openedAt"]), lambda f: True, lambda f: f["delivery"] == "mail"),
}


@pytest.mark.parametrize("period", PERIODS, ids=" ".join)
@pytest.mark.parametrize(("level", "digits"), [("DISTRICT", 6), ("TOWNSHIP", 9), ("SITE", 12)])
async def test_figures_are_what_a_plain_count_gives(
    told: Told, level: str, digits: int, period: tuple[str, str]
) -> None:
    rows = await told.rows(period, level, names=list(PLAIN))
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for name, (day, belongs, adds) in PLAIN.items():
        for fold in told.folds:
            if period[0] <= day(fold) <= period[1] and belongs(fold):
                sums = counted[name, fold["site"][:digits]]
                sums[0], sums[1] = sums[0] + adds(fold), sums[1] + 1
    assert counted
    for (name, area, _), row in rows.items():
        numerator, denominator = counted.pop((name, area), [0, 0])
        assert (row["numerator"], row["denominator"]) == (numerator, denominator), (name, area)
        assert row["value"] == (numerator / denominator if denominator else None)
    assert not counted


async def test_by_item_and_channel(told: Told) -> None:
    items = ["ONLY_CHILD", "BIRTH_SERVICE"]
    rows = await told.rows(PERIODS[0], "DISTRICT", items=items, channel="WINDOW", names=["VISITS_PER_CASE"])
    assert [item for _, _, item in rows] == items
    for (_, _, item), row in rows.items():
        word = item.lower().replace("_", "-")
        closed = [
            fold
            for fold in told.folds
            if fold["closedAt"] and fold["item"] == word and fold["channel"] == "window"
        ]
        assert row["denominator"] == len(closed) > 0
        assert row["numerator"] == sum(len(fold["visits"]) for fold in closed)


@pytest.mark.parametrize("grain", ["MONTH", "DAY"])
async def test_a_series_adds_up_to_its_period(told: Told, grain: str) -> None:
    period = {"from": "2026-04-11", "to": "2026-06-11"}
    rows = (await told.ask(SERIES, period=period, level="TOWNSHIP", grain=grain))["kpiSeries"]
    summed: dict[str, int] = defaultdict(int)
    for row in rows:
        summed[row["area"]["code"]] += row["denominator"]
    opened: dict[str, int] = defaultdict(int)
    for fold in told.folds:
        opened[fold["site"][:9]] += "2026-04-11" <= on(fold["openedAt"]) <= "2026-06-11"
    assert {area: n for area, n in summed.items() if n} == {area: n for area, n in opened.items() if n}
    parts = [(row["from"], row["to"]) for row in rows if row["area"]["code"] == rows[0]["area"]["code"]]
    assert parts == sorted(parts)
    assert len(parts) == (3 if grain == "MONTH" else 62)


async def test_percentiles(told: Told) -> None:
    rows = await told.rows(PERIODS[0], "DISTRICT", names=["VISITS_PER_CASE", "HANDLING_TIME"])
    visits = sorted(len(fold["visits"]) for fold in told.folds if fold["closedAt"])
    row = rows["VISITS_PER_CASE", "500116", None]
    assert row["p50"] == statistics.median_low(visits)
    assert row["p90"] == visits[-(-len(visits) * 9 // 10) - 1]
    handling = rows["HANDLING_TIME", "500116", None]
    assert (handling["numerator"], handling["denominator"]) == (None, None)
    assert handling["value"] == handling["p50"] <= handling["p90"]


async def test_how_late_what_tablets_wrote_arrived(told: Told) -> None:
    row = (await told.rows(PERIODS[0], "DISTRICT", names=["SYNC_LAG"]))["SYNC_LAG", "500116", None]
    with told.hub.projection.connect() as connection:
        facts = connection.execute(select(table_of(Fact))).all()
        runs = connection.execute(select(table_of(Delivery))).all()
    came = [
        (fact, min(run.at for run in mine))
        for fact in facts
        if (mine := [run for run in runs if run.device == fact.device and run.first <= fact.seq <= run.last])
    ]
    assert row["denominator"] == len(came)


async def test_complaints_are_counted_from_the_orders(told: Told) -> None:
    orders = table_of(Order)
    with told.hub.projection.connect() as connection:
        types = ("complaint", "complaint-withdrawal")
        bodies = connection.scalars(select(orders.c.body).where(orders.c.type.in_(types)))
        written = [orjson.loads(body) for body in bodies]
    withdrawn = {one["complaint"] for one in written if one["type"] == "complaint-withdrawal"}
    complaints = [one for one in written if one["type"] == "complaint" and one["_id"] not in withdrawn]
    row = (await told.rows(PERIODS[0], "DISTRICT", names=["COMPLAINTS"]))["COMPLAINTS", "500116", None]
    wanted = [one for one in complaints if PERIODS[0][0] <= one["receivedOn"] <= PERIODS[0][1]]
    assert (row["numerator"], row["denominator"], row["value"]) == (len(wanted), None, len(wanted))
    assert wanted
    assert withdrawn


async def test_every_figure_is_told_of_every_township(told: Told) -> None:
    rows = await told.rows(PERIODS[0], "TOWNSHIP")
    areas = {area for _, area, _ in rows}
    assert len(areas) == 30
    assert len(rows) == 30 * len(definitions())
    assert all(row["area"]["name"] for row in rows.values())


async def test_who_has_not_synced_is_told(told: Told) -> None:
    rows = await told.rows(PERIODS[0], "TOWNSHIP", names=["OVERDUE_RATE"])
    with told.hub.projection.connect() as connection:
        last: dict[str, str] = {}
        for run in connection.execute(select(table_of(Delivery))):
            last[run.site] = max(last.get(run.site, ""), run.at)
        devices = connection.execute(select(table_of(Device))).all()
    has_none = {one.site for one in devices if one.heard_at >= MONDAY and not one.waiting}
    current = {site for site, at in last.items() if at >= MONDAY} | has_none
    for (_, area, _), row in rows.items():
        silent = [one["code"] for one in row["sitesNotSynced"]]
        assert silent == sorted(silent)
        assert all(code.startswith(area) for code in silent)
        assert {code for code in last if code.startswith(area)} - {*silent} <= current
    assert any(row["sitesNotSynced"] for row in rows.values())


async def test_the_league_table(told: Told) -> None:
    table = (await told.ask(LEAGUE, p={"from": PERIODS[0][0], "to": PERIODS[0][1]}))["leagueTable"]
    assert len(table) == 30
    opened: dict[str, int] = defaultdict(int)
    for fold in told.folds:
        opened[fold["site"][:9]] += 1
    ranked = [row for row in table if row["rank"]]
    assert {row["township"]["code"] for row in ranked} == {area for area, n in opened.items() if n >= 5}
    scores = [row["score"] for row in ranked]
    assert scores == sorted(scores, reverse=True)
    assert table[: len(ranked)] == ranked


async def test_a_township_sees_its_own_row_with_its_rank_in_the_district(told: Told) -> None:
    days = {"from": PERIODS[0][0], "to": PERIODS[0][1]}
    whole = (await told.ask(LEAGUE, p=days))["leagueTable"]
    area = whole[1]["township"]["code"]
    desk = Principal("desk", Role.TOWNSHIP, area)
    assert (await told.ask(LEAGUE, desk, p=days))["leagueTable"] == [whole[1]]
