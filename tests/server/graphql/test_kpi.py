"""What may be asked of the figures, by whom, and what is answered."""

from typing import Any

from schema.kpi.definitions import definitions
from server.graphql.kpi import MOST_ROWS
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import accepted

KPI = """query($period: DateRange!, $level: AreaLevel!, $area: String, $items: [Item!], $channel: Channel,
  $names: [KpiName!]) { kpi(period: $period, level: $level, areaCode: $area, items: $items, channel: $channel,
    names: $names) { kpi { name code target } area { code name } item numerator denominator value p50 p90 asOf
    sitesNotSynced { code } } }"""
PERIOD = {"from": "2021-06-01", "to": "2021-06-30"}


async def refused(demo: DemoHub, user: str = "district", **asked: Any) -> str:
    given = {"period": PERIOD, "level": "SITE", **asked}
    answer = await demo.graphql(KPI, given, user=user)
    return str(answer["errors"][0]["extensions"]["code"])


async def test_what_cannot_be_asked_is_told(demo: DemoHub) -> None:
    await demo.settled()
    backwards = {"from": "2021-06-30", "to": "2021-06-01"}
    assert await refused(demo, period=backwards) == "bad_request"
    assert await refused(demo, period={"from": "2001-01-01", "to": "2021-06-01"}) == "bad_request"
    assert await refused(demo, period={"from": "0001-01-01", "to": "0001-01-01"}) == "bad_request"
    assert await refused(demo, period={"from": "9999-12-30", "to": "9999-12-31"}) == "bad_request"
    assert await refused(demo, area="50011600190") == "bad_request"
    assert await refused(demo, area="500116099901") == "not_found"
    assert await refused(demo, area=SITE, level="TOWNSHIP") == "bad_request"


async def test_a_series_of_too_many_days_is_told(demo: DemoHub) -> None:
    series = """query($to: Date!) {
      kpiSeries(period: {from: "2021-06-01", to: $to}, grain: DAY, level: DISTRICT) { value } }"""
    assert (await demo.graphql(series, {"to": "2021-08-01"})).get("errors") is None
    answer = await demo.graphql(series, {"to": "2021-08-02"})
    assert answer["errors"][0]["extensions"]["code"] == "bad_request"


async def test_a_series_of_too_many_rows_is_told_before_it_is_counted(demo: DemoHub) -> None:
    await demo.settled()
    series = """query($names: [KpiName!]) { kpiSeries(period: {from: "2012-01-01", to: "2021-12-31"},
      grain: MONTH, level: SITE, items: [BIRTH_SERVICE, FURTHER_BIRTH, ONLY_CHILD], names: $names) {
        value } }"""
    told = (await demo.graphql(series))["errors"][0]["extensions"]
    assert (told["code"], told["limit"], told["cost"] > told["limit"]) == ("too_costly", MOST_ROWS, True)
    assert len((await demo.ask(series, {"names": ["VISITS_PER_CASE"]}))["kpiSeries"]) < MOST_ROWS


async def test_nobody_sees_figures_beyond_their_area(demo: DemoHub) -> None:
    await demo.settled()
    assert await refused(demo, "sipaifang-1", level="TOWNSHIP") == "forbidden"
    assert await refused(demo, "jijiang", level="DISTRICT") == "forbidden"
    assert await refused(demo, "jijiang", area=OTHER_SITE) == "not_found"
    for user, sites in (("sipaifang-1", {SITE}), ("jijiang", {SITE, "500116001000"})):
        rows = (await demo.ask(KPI, {"period": PERIOD, "level": "SITE"}, user=user))["kpi"]
        assert {row["area"]["code"] for row in rows} == sites


async def test_a_case_is_in_the_figures_once_it_has_arrived(demo: DemoHub) -> None:
    await accepted(demo)
    asked = {"period": PERIOD, "level": "DISTRICT", "names": ["OUT_OF_SITE_RATE", "OVERDUE_RATE"]}
    out, late = (await demo.ask(KPI, asked))["kpi"][::-1]
    assert (out["numerator"], out["denominator"], out["value"]) == (0, 1, 0)
    assert (late["denominator"], late["value"]) == (0, None)  # due in July
    assert SITE not in {one["code"] for one in out["sitesNotSynced"]}
    assert OTHER_SITE in {one["code"] for one in out["sitesNotSynced"]}


async def test_the_figures_there_are(demo: DemoHub) -> None:
    said = await demo.ask("{ kpiDefinitions { name code zh en unit better describe { zh en } } }")
    names = [one["name"].replace("_", "").lower() for one in said["kpiDefinitions"]]
    assert names == [name.lower() for name in definitions()]


CASES = """query($name: KpiName!, $part: KpiPart, $first: Int, $after: String) { kpiCases(name: $name,
  period: {from: "2021-06-01", to: "2021-06-30"}, part: $part, first: $first, after: $after) { total } }"""


async def test_cases_that_no_figure_has_are_told(demo: DemoHub) -> None:
    for asked, told in (
        ({"name": "SYNC_LAG"}, "syncLag counts no cases"),
        ({"name": "RECTIFICATION"}, "rectification counts no cases"),
        ({"name": "COMPLAINTS", "part": "DENOMINATOR"}, "complaints has no denominator"),
        ({"name": "COMPLAINTS", "first": 0}, "first must be from 1 to 100"),
        ({"name": "COMPLAINTS", "after": "x"}, "after is not a cursor"),
    ):
        (error,) = (await demo.graphql(CASES, asked))["errors"]
        assert error["message"].startswith(told)
        assert error["extensions"]["code"] == "bad_request"


async def test_who_complained_is_not_found_out_by_a_figure(demo: DemoHub) -> None:
    for name in ("COMPLAINTS", "ILLEGAL_DEMANDS", "DUPLICATES"):
        (error,) = (await demo.graphql(CASES, {"name": name}, user="sipaifang-1"))["errors"]
        assert error["extensions"]["code"] == "forbidden"
        assert (await demo.graphql(CASES, {"name": name})).get("errors") is None
    assert (await demo.ask(CASES, {"name": "OVERDUE_RATE"}, user="sipaifang-1"))["kpiCases"]["total"] == 0
    asked = {"name": "ILLEGAL_DEMANDS", "part": "DENOMINATOR"}
    assert (await demo.ask(CASES, asked, user="reporter"))["kpiCases"]["total"] == 0
