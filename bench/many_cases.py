"""As many cases as are asked for, put straight into the tables with the sums that they come to."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, text

from schema.fold import fold
from schema.kpi.measures import MEASURES
from schema.tables import Site
from schema.tables.figures import KEY
from sync.projector.database import table_of
from sync.projector.tally import LEVELS
from tests.tablet import GUIDE, Tablet

FIRST, DAYS = date(2025, 7, 1), 365
_MEASURED = {
    "opened": "count(*)",
    "closed": "count(*)",
    "closed_visits": "sum(visits)",
    "closed_again": "sum(visits) - count(*)",
    "visits_1": "sum(2 - visits)",
    "visits_2": "sum(visits) - count(*)",
    "once_due": "count(*)",
    "once_closed": "sum(2 - visits)",
    "due": "count(*)",
    "on_time": "count(*)",
}
_CASES = """
insert into casefile (id, case_no, item, guide, channel, site, handled_by, state, opened_at, accepted_at,
  working_days, due_on, decided_at, issued_at, closed_at, visits, offline_issued, unverified_pledges,
  has_papers, couple, uncopied, tallied, fold)
with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < :count)
select id, id, item, :guide, 'window', code, code, 'closed', at, at, 0, day, '', at, at, visits, :no, 0, :no,
  id, 0, :tallied, {fold}
from (select s.code || 'A1-' || cast(n.i + 1 as text) as id, s.code, d.day,
    d.day || 'T0' || cast(1 + n.i % 8 as text) || ':00:00.000Z' as at, 1 + n.i % 11 / 10 as visits,
    case n.i % 3 when 0 then 'birth-service' when 1 then 'only-child' else 'further-birth' end as item
  from n join bench_site s on s.k = n.i % :sites join bench_day d on d.k = n.i / 7 % :days) made"""


def fill(connection: Connection, count: int) -> None:
    """Into tables without cases: 300 sites of 30 townships take the place of those that are there."""
    sites = [f"500116{township:03}9{n:02}" for township in range(1, 31) for n in range(1, 11)]
    connection.execute(delete(table_of(Site)))
    connection.execute(insert(table_of(Site)), [_site(code) for code in sites])
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(DAYS)]
    for name, column, values in (("bench_site", "code", sites), ("bench_day", "day", days)):
        connection.execute(text(f"create temporary table {name} (k bigint primary key, {column} text)"))
        rows = [{"k": k, "value": value} for k, value in enumerate(values)]
        connection.execute(text(f"insert into {name} values (:k, :value)"), rows)
    is_sqlite = connection.dialect.name == "sqlite"
    body = "replace(replace(:fold, '@case', id), '@site', code)"
    statement = _CASES.format(fold=body if is_sqlite else f"cast({body} as json)")
    if not is_sqlite:
        statement = statement.replace(":tallied,", "cast(:tallied as json),")
    given = {"count": count, "sites": len(sites), "days": DAYS, "guide": GUIDE, "no": False, "tallied": "[]"}
    connection.execute(text(statement), {**given, "fold": _fold()})
    _count(connection)
    connection.execute(text("drop table bench_site"))
    connection.execute(text("drop table bench_day"))
    if not is_sqlite:
        connection.execute(text("analyze"))  # as autovacuum does; nothing does it in SQLite


def _site(code: str) -> dict[str, Any]:
    named = dict.fromkeys(("name", "name_en", "township_name", "township_name_en"), code)
    none = {"limits": {}, "closed_at": "", "closed_reason": "", "village_hub": ""}
    return {"code": code, "township": code[:9], "kind": "community", **named, **none}


def _count(connection: Connection) -> None:
    into = f"insert into tally ({', '.join((*KEY, *MEASURES))})"
    counted = ", ".join(_MEASURED.get(name, "0") for name in MEASURES)
    day = "substr(opened_at, 1, 10)"
    connection.execute(
        text(
            f"{into} select 'site', 'day', {day}, site, item, channel, {counted} from casefile "
            f"group by {day}, site, item, channel"
        )
    )
    sums, month = ", ".join(f"sum({name})" for name in MEASURES), "substr(day, 1, 7)"
    for level, digits in LEVELS.items():
        area = f"substr(area, 1, {digits})"
        connection.execute(
            text(
                f"{into} select '{level}', 'month', {month} || '-01', {area}, item, channel, {sums} "
                f"from tally where grain = 'day' group by {month}, {area}, item, channel"
            )
        )


def _fold() -> str:
    """Of a case that has just been opened, with places for its id and its site."""
    tablet = Tablet()
    case = tablet.application()
    folder = Path(__file__).parents[1] / "schema" / "guides"
    guides = {
        guide["_id"]: guide for path in folder.glob("*.json") for guide in [json.loads(path.read_text())]
    }
    whole = fold(tablet.facts, guides)
    assert whole
    shown = {**whole, "declarations": [], "missing": [], "homework": []}
    return json.dumps(shown).replace(case, "@case").replace(tablet.site, "@site")
