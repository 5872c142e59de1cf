"""The district's report for the city: the figures that GraphQL answers, in a table that Excel opens."""

import csv
import io
from typing import Any

import pytest

from schema.graphql.kpi import KpiName
from schema.kpi.definitions import Definition, definitions
from server.exports.city import as_csv, city_report, period_of
from sync.errors import BadRequest
from tests.hub import OTHER_SITE, PASSWORD, SITE, DemoHub
from tests.people import MR_ZHAO, MRS_ZHAO
from tests.tablet import zhao_story

KPI = """query($level: AreaLevel!) {
  kpi(period: {from: "2021-06-01", to: "2021-06-30"}, level: $level) {
    kpi { code } area { code } numerator denominator value p50 p90 } }"""
ADDRESS = "/exports/city.{}?period=2021-06"


async def _with_a_case(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts)
    await demo.settled()


async def _table(demo: DemoHub, user: str = "district") -> list[dict[str, str]]:
    answer = await demo.get(ADDRESS.format("csv"), user)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf"), "Excel takes it for another encoding"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_r13_it_says_of_district_and_townships_what_graphql_says(demo: DemoHub) -> None:
    await _with_a_case(demo)
    lines = {line["区划代码"]: line for line in await _table(demo)}
    assert [*lines] == ["500116", "500116001", "500116002"]
    for level, areas in (("DISTRICT", 1), ("TOWNSHIP", 2)):
        rows = (await demo.ask(KPI, {"level": level}))["kpi"]
        assert len(rows) == areas * len(definitions())
        for n, one in enumerate(definitions().values()):
            for row in rows[n * areas : (n + 1) * areas]:
                _says_the_same(lines[row["area"]["code"]], one, row)
    assert lines["500116"]["K5 就近（异地）办理率 outOfSiteRate 分母"] == "1"


def _says_the_same(line: dict[str, str], one: Definition, row: dict[str, Any]) -> None:
    columns = [("值", "value"), ("分子", "numerator"), ("分母", "denominator")]
    columns += [("中位数", "p50"), ("第90百分位", "p90")] if one.histogram else []
    for column, name in columns:
        head = f"{one.code} {one.zh} {one.name} {column}"
        (said,) = (text for title, text in line.items() if title.startswith(head))
        assert said == ("" if row[name] is None else str(row[name]).removesuffix(".0")), head


async def test_r13_it_names_who_has_not_synced_and_as_of_when(demo: DemoHub) -> None:
    await _with_a_case(demo)
    district, jijiang, degan = await _table(demo)
    assert district["统计截至"].startswith("2021-06-08T09:0")
    assert district["统计截至"].endswith("+08:00")
    assert (district["期间起"], district["期间止"]) == ("2021-06-01", "2021-06-30")
    assert OTHER_SITE in degan["未同步站点"].split()
    assert SITE not in jijiang["未同步站点"].split()
    assert {*district["未同步站点"].split()} == {*f"{jijiang['未同步站点']} {degan['未同步站点']}".split()}
    assert district["未同步站点数"] == str(len(district["未同步站点"].split()))


async def test_what_is_of_this_moment_is_not_in_the_report_of_another_month(demo: DemoHub) -> None:
    await _with_a_case(demo)
    for month, is_there in (("2021-05", False), ("2021-06", True), ("2021-07", False)):
        said = (await demo.get(f"/exports/city.json?period={month}", "reporter")).json()
        now = [one for one in said["areas"][0]["figures"] if definitions()[one["name"]].is_now]
        assert {one["code"] for one in now} == {"K6", "K13", "K16"}
        assert {one["numerator"] is not None for one in now} == {is_there}


async def test_the_same_as_json(demo: DemoHub) -> None:
    await _with_a_case(demo)
    said = (await demo.get(ADDRESS.format("json"), "reporter")).json()
    district, *townships = said["areas"]
    assert (district["level"], district["code"], len(townships)) == ("district", "500116", 2)
    assert [one["name"] for one in district["figures"]] == [*definitions()]
    assert {one["code"] for one in district["figures"]} <= {f"K{n}" for n in range(1, 20)}
    assert said["period"] == {"from": "2021-06-01", "to": "2021-06-30"}


async def test_nobody_is_in_it(demo: DemoHub) -> None:
    await _with_a_case(demo)
    for form in ("csv", "json"):
        text = (await demo.get(ADDRESS.format(form), "district")).text
        for word in (MR_ZHAO["name"], MR_ZHAO["idNo"], MRS_ZHAO["name"], "999999", "周经办"):
            assert word not in text


@pytest.mark.parametrize(
    ("user", "status"),
    [("", 401), ("sipaifang-1", 403), ("jijiang", 403), ("portal", 403), ("auditor", 403), ("reporter", 200)],
)
async def test_who_gets_it(demo: DemoHub, user: str, status: int) -> None:
    await demo.settled()
    answer = await demo.get(ADDRESS.format("csv"), user)
    assert answer.status_code == status
    if status == 200:
        assert answer.headers["content-disposition"] == 'attachment; filename="yici-500116-2021-06.csv"'
        assert answer.headers["cache-control"] == "no-store"


async def test_a_wrong_password_is_told(demo: DemoHub) -> None:
    for password, status in ((PASSWORD, 200), ("guessed", 401)):
        answer = await demo.client.get(ADDRESS.format("csv"), auth=("reporter", password))
        assert answer.status_code == status


@pytest.mark.parametrize(
    "period", ["", "2021-13", "2021-6", "June", "1999", "2021-06-01", "20٢١-06", "2021-06&x=1%22"]
)
async def test_what_is_no_period_is_told(demo: DemoHub, period: str) -> None:
    answer = await demo.get(f"/exports/city.csv?period={period}", "district")
    assert answer.status_code == (200 if period.startswith("2021-06&") else 400)


def test_the_days_of_a_period() -> None:
    assert period_of("2024-02") == {"from": "2024-02-01", "to": "2024-02-29"}
    assert period_of("2021") == {"from": "2021-01-01", "to": "2021-12-31"}
    with pytest.raises(BadRequest):
        period_of("0021-01")


async def test_there_is_no_other_form(demo: DemoHub) -> None:
    assert (await demo.get(ADDRESS.format("xlsx"), "district")).status_code == 404


def test_a_name_is_no_formula_in_excel() -> None:
    area = {"code": "500116001", "name": "=HYPERLINK(1)", "nameEn": ""}
    numbers = dict.fromkeys(("numerator", "denominator", "value", "p50", "p90"))
    rows = [
        {"kpi": {"name": KpiName(one.name).name}, "area": area, **numbers, "asOf": "2021-06-08T01:00:00Z"}
        for one in definitions().values()
    ]
    league: list[dict[str, Any]] = [{"rank": None, "score": None, "township": area, "sitesNotSynced": []}]
    answer = {"district": rows, "townships": rows, "leagueTable": league}
    report = city_report(answer, period_of("2021-06"))
    assert "'=HYPERLINK(1)" in as_csv(report).decode()
