"""The views that reporting tools read, in the words of SQLite and of PostgreSQL. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schema.kpi.definitions import Definition, definitions
from schema.kpi.measures import MEASURES, OF_PROMISES

READER = "yici_reporter"  # the account of PostgreSQL that may read the views, and nothing else
_VIEW = re.compile(r"create view (\w+) as\n.*?(?=;)", re.DOTALL)
_LEVELS = (
    "(select 'district' as level, 6 as digits union all select 'township', 9 union all select 'site', 12)"
)


@dataclass(frozen=True, slots=True)
class _Dialect:
    """`local_day`, `day` and `moment` have a place for what they are of."""

    local_day: str
    day: str
    moment: str
    today: str


_DIALECTS = {
    "sqlite": _Dialect("date({}, '+8 hours')", "nullif({}, '')", "nullif({}, '')", "date('now', '+8 hours')"),
    "postgresql": _Dialect(
        "(cast(nullif({}, '') as timestamptz) at time zone 'Asia/Shanghai')::date",
        "cast(nullif({}, '') as date)",
        "cast(nullif({}, '') as timestamptz)",
        "to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD')",
    ),
}


@cache
def views(dialect: str) -> Mapping[str, str]:
    """By name: the statement that makes it."""
    said = _DIALECTS[dialect]
    text = Path(__file__).with_name("reporting.sql").read_text(encoding="utf-8")
    found = {match[1]: _translated(match[0], said) for match in _VIEW.finditer(text)}
    return {**found, "reporting_kpi_monthly": _kpi_monthly(said)}


def monthly() -> list[Definition]:
    """The figures that are sums of what is tallied: the view of months has these, and no others."""
    return [one for one in definitions().values() if one.numerator and one.measures <= MEASURES.keys()]


def _translated(statement: str, said: _Dialect) -> str:
    for word, form in (("local_day", said.local_day), ("day", said.day), ("moment", said.moment)):
        of = rf"\b{word}\((\(.*?\)|[\w.]+)\) as"
        statement = re.sub(of, form.format(r"\1") + " as", statement, flags=re.DOTALL)
    return statement


def _kpi_monthly(said: _Dialect) -> str:
    selects = "\nunion all\n".join(select for one in monthly() for select in _of_figure(one, said))
    return f"create view reporting_kpi_monthly as\n{selects}"


def _of_figure(one: Definition, said: _Dialect) -> Iterator[str]:
    head = f"select '{one.name}' as kpi, '{one.code}' as code, {one.per} as per, "
    numerator, denominator = (_summed(terms) for terms in (one.numerator, one.denominator))
    counts = f"{numerator} as numerator, {denominator} as denominator"
    if one.measures & OF_PROMISES:  # nobody is late before the day is over
        yield (
            f"{head}substr(t.day, 1, 7) || '-01' as month, l.level, substr(t.area, 1, l.digits) as area, "
            f"t.item, t.channel, {counts}\nfrom tally t cross join {_LEVELS} l\n"
            f"where t.grain = 'day' and t.day < {said.today}\n"
            "group by substr(t.day, 1, 7), l.level, substr(t.area, 1, l.digits), t.item, t.channel"
        )
        return
    yield (
        f"{head}day as month, level, area, item, channel, {counts}\n"
        "from tally where grain = 'month' group by day, level, area, item, channel"
    )


def _summed(terms: tuple[str, ...]) -> str:
    names = "".join(f" - {term[1:]}" if term.startswith("-") else f" + {term}" for term in terms)
    return f"cast(sum({names.removeprefix(' + ')}) as bigint)"
