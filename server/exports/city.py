"""The district's figures for the city's health commission (R13): K1–K19 of the district and its townships.

What is written is what GraphQL answers to `QUERY`; nothing is counted here. A figure of this moment has no
place in the report of a period that is over.
"""

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

import orjson

from schema.graphql.kpi import KpiName
from schema.kpi.definitions import Definition, definitions, league
from schema.shanghai import SHANGHAI
from sync.errors import BadRequest

ROW = "kpi { name } area { code name nameEn } numerator denominator value p50 p90 asOf"
QUERY = f"""query($period: DateRange!) {{
  district: kpi(period: $period, level: DISTRICT) {{ {ROW} }}
  townships: kpi(period: $period, level: TOWNSHIP) {{ {ROW} }}
  leagueTable(period: $period) {{ rank score township {{ code }} sitesNotSynced }}
}}"""
BOM = "\ufeff"  # without it Excel takes the file for one in another encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what Excel would run
_PERIOD = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2]))?")
_UNITS = {
    "visits": "（次）",
    "share": "",
    "count": "（件）",
    "days": "（天）",
    "seconds": "（秒）",
    "per 100 cases": "（每百件）",
    "per 1000 certificates": "（每千本）",
}

Figures = dict[str, Mapping[str, Any]]  # by name


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area: what stands in a line of the table. `figures` are rows of `kpi`."""

    level: str
    code: str
    name: str
    name_en: str
    figures: Figures
    rank: int | None
    score: float | None
    not_synced: list[str]


@dataclass(frozen=True, slots=True)
class CityReport:
    """Of a period, as the hub knew it at `as_of`, the district's time with its offset."""

    period: Mapping[str, str]
    as_of: str
    areas: list[AreaRow]


def period_of(text: str) -> dict[str, str]:
    """The first and the last day of `2021-06`, or of the year `2021`; raises `BadRequest`."""
    found = _PERIOD.fullmatch(text)
    if not found:
        raise BadRequest("period is a month such as 2021-06, or a year such as 2021.")
    year, month = found.groups()
    last = monthrange(int(year), int(month or 12))[1]
    return {"from": f"{year}-{month or '01'}-01", "to": f"{year}-{month or '12'}-{last}"}


def city_report(answer: Mapping[str, Any], period: Mapping[str, str]) -> CityReport:
    """From what was answered to `QUERY`: the district first, then the townships by their codes."""
    standing = {one["township"]["code"]: one for one in answer["leagueTable"]}
    everywhere = sorted(site for one in standing.values() for site in one["sitesNotSynced"])
    areas = [
        _area("district", rows, {"rank": None, "score": None, "sitesNotSynced": everywhere})
        for rows in _by_area(answer["district"])
    ]
    for rows in _by_area(answer["townships"]):
        areas.append(_area("township", rows, standing[rows[0]["area"]["code"]]))
    read_at = min((row["asOf"] for row in answer["district"]), default="")
    as_of = (
        datetime.fromisoformat(read_at).astimezone(SHANGHAI).isoformat(timespec="seconds") if read_at else ""
    )
    return CityReport(period, as_of, areas)


def _by_area(rows: Iterable[Mapping[str, Any]]) -> Iterable[list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["area"]["code"], []).append(row)
    return [found[code] for code in sorted(found)]


def _area(level: str, rows: list[Mapping[str, Any]], standing: Mapping[str, Any]) -> AreaRow:
    area = rows[0]["area"]
    return AreaRow(
        level=level,
        code=area["code"],
        name=area["name"],
        name_en=area["nameEn"],
        figures={KpiName[row["kpi"]["name"]].value: row for row in rows},
        rank=standing["rank"],
        score=standing["score"],
        not_synced=standing["sitesNotSynced"],
    )


def as_json(report: CityReport) -> bytes:
    """The same with names instead of columns."""
    said = {
        "period": report.period,
        "asOf": report.as_of,
        "areas": [
            {
                "level": area.level,
                "code": area.code,
                "name": area.name,
                "nameEn": area.name_en,
                "figures": [_said(report, area, one) for one in definitions().values()],
                "league": {"code": league().code, "rank": area.rank, "score": _plain(area.score)},
                "sitesNotSynced": area.not_synced,
            }
            for area in report.areas
        ],
    }
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _said(report: CityReport, area: AreaRow, one: Definition) -> dict[str, Any]:
    names = ("numerator", "denominator", "value", "p50", "p90")
    figures = {name: _figure(report, area, one, name) for name in names}
    return {"code": one.code, "name": one.name, "unit": one.unit, **figures}


def _figure(report: CityReport, area: AreaRow, one: Definition, name: str) -> Any:
    """None, too, for what is of this moment where today is no day of the period."""
    if one.is_now and not report.period["from"] <= report.as_of[:10] <= report.period["to"]:
        return None
    return _plain(area.figures[one.name][name])


def _plain(value: Any) -> Any:
    """13, not 13.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_csv(report: CityReport) -> bytes:
    """A line an area, UTF-8 with a byte order mark, as Excel opens it."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(_head())
    for area in report.areas:
        table.writerow([_cell(value) for value in _line(report, area)])
    return (BOM + text.getvalue()).encode()


def _head() -> Iterator[str]:
    yield from ("级别", "区划代码", "名称", "期间起", "期间止")
    for one in definitions().values():
        for column, _ in _columns(one):
            yield f"{one.code} {one.zh} {one.name} {column}"
    yield from (f"{league().code} {league().zh} 得分", f"{league().code} {league().zh} 名次")
    yield from ("统计截至", "未同步站点数", "未同步站点")


def _line(report: CityReport, area: AreaRow) -> Iterator[Any]:
    yield from ("区" if area.level == "district" else "镇街", area.code, area.name)
    yield from report.period.values()
    for one in definitions().values():
        for _, name in _columns(one):
            yield _figure(report, area, one, name)
    yield from (_plain(area.score), area.rank)
    yield from (report.as_of, len(area.not_synced), " ".join(area.not_synced))


def _columns(one: Definition) -> Iterator[tuple[str, str]]:
    """What of a figure stands in the table: its heading, and its name in an answer."""
    yield f"值{_UNITS[one.unit]}", "value"
    yield "分子", "numerator"
    yield "分母", "denominator"
    if one.histogram:
        unit = _UNITS[one.histogram.unit]
        yield f"中位数{unit}", "p50"
        yield f"第90百分位{unit}", "p90"


def _cell(value: Any) -> Any:
    """Names are somebody's words: none is a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
