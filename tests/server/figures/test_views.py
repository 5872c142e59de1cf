"""The views for reporting tools say what GraphQL says, and nothing of a person."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, text

from schema.kpi.definitions import definitions
from schema.tables.reporting import monthly, views
from tests.server.figures.test_cases import word
from tests.server.figures.told import Told

pytestmark = pytest.mark.asyncio(loop_scope="session")
MAY = ("2026-05-01", "2026-05-31")
SUMS = """select kpi, area, sum(numerator), sum(denominator) from reporting_kpi_monthly
  where level = :level and month = '2026-05-01' group by kpi, area"""


def read(connection: Connection, query: str, **asked: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(text(query), asked)]


@pytest.mark.parametrize("level", ["DISTRICT", "TOWNSHIP", "SITE"])
async def test_months_are_those_of_the_figures(told: Told, level: str) -> None:
    rows = await told.rows(MAY, level, names=[word(one.name) for one in monthly()])
    wanted = {
        (key[0], key[1]): (row["numerator"], row["denominator"])
        for key, row in rows.items()
        if row["denominator"]
    }
    with told.hub.projection.connect() as connection:
        found = {
            (word(kpi), area): (above, below)
            for kpi, area, above, below in read(connection, SUMS, level=level.lower())
            if below
        }
    assert found == wanted


async def test_a_case_has_the_days_of_the_district(told: Told) -> None:
    query = "select case_id, opened_on, due_on, closed_on, visits, state from reporting_cases"
    with told.hub.projection.connect() as connection:
        rows = {row[0]: row[1:] for row in read(connection, query)}
    assert len(rows) == len(told.folds)
    for fold in told.folds:
        opened, due, closed, visits, state = rows[fold["id"]]
        assert str(opened) in (fold["openedAt"][:10], _next_day(opened, fold["openedAt"]))
        assert (str(due or ""), visits, state) == (fold["dueOn"], len(fold["visits"]), fold["state"])
        assert bool(closed) == bool(fold["closedAt"])


def _next_day(told: Any, at: str) -> str:
    """A time of the evening is already of the next day here."""
    return str(told) if at[11:13] >= "16" else ""


async def test_each_view_has_rows_and_says_nothing_of_a_person(told: Told) -> None:
    people = {
        secret
        for fold in told.folds
        for whom in ("husband", "wife")
        for secret in (fold[whom]["name"], fold[whom]["idNo"], fold[whom].get("phone", ""))
        if secret
    }
    with told.hub.projection.connect() as connection:
        for name in views("sqlite"):
            rows = read(connection, f"select * from {name}")
            assert rows, name
            assert not people & {str(cell) for row in rows for cell in row}, name


async def test_whole_numbers_are_whole_numbers(told: Told) -> None:
    with told.hub.projection.connect() as connection:
        for row in read(connection, "select numerator, denominator from reporting_kpi_monthly"):
            assert all(type(cell) is int for cell in row)
        for row in read(connection, "select tablets, missing_documents from reporting_site_sync"):
            assert all(type(cell) is int for cell in row)


async def test_an_office_was_heard_of_when_the_desk_says_so(told: Told) -> None:
    asked = "{ siteSync { site { code } lastPushAt lastHeardAt } }"
    desk = {row["site"]["code"]: row for row in (await told.ask(asked))["siteSync"]}
    with told.hub.projection.connect() as connection:
        rows = read(connection, "select site, last_push_at, last_heard_at from reporting_site_sync")
    assert {row[0]: (_time(row[1]), _time(row[2])) for row in rows} == {
        code: (_time(row["lastPushAt"]), _time(row["lastHeardAt"])) for code, row in desk.items()
    }


def _time(at: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(at) if isinstance(at, str) else at


async def test_what_months_do_not_have_are_the_figures_that_are_counted_when_asked() -> None:
    assert {one.name for one in definitions().values()} - {one.name for one in monthly()} == {
        "pledgesUnverified", "pledgesUnverifiedTo3", "pledgesUnverifiedTo5", "pledgesUnverifiedTo10",
        "pledgesUnverifiedLong", "illegalDemands", "duplicates", "rectification",
        "complaints", "similarComplaints", "complaintDays", "handlingTime", "lookupBacklog",
        "retentionBreaches",
    }  # fmt: skip
