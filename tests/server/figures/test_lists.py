"""What no column keeps: how long pledges wait, and uploads that stayed too long."""

from datetime import date

import pytest

from schema.kpi.definitions import definitions
from server.figures.figures import count_areas, figure
from server.figures.scope import Scope
from server.online.purge import Purge
from server.online.tell import Tell
from sync.projector.database import read_tables
from tests.hub import DemoHub
from tests.server.graphql.desk import arrive
from tests.server.online.conftest import ListeningPortal
from tests.server.online.portal import application, clerks_tablet, submit
from tests.server.workers.office import Office, at

JUNE = Scope(date(2021, 6, 1), date(2021, 6, 30), "500116")
AGES = [f"pledgesUnverified{age}" for age in ("", "To3", "To5", "To10", "Long")]


async def _numbers(demo: DemoHub, now: str, *names: str) -> list[int | None]:
    """Numerators of the district."""
    figures = [definitions()[name] for name in names]
    (counts,) = await read_tables(demo.hub.projection, count_areas, [JUNE], "district", figures, at(now))
    return [figure(one, counts["500116", ""]).numerator for one in figures]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2021-06-11", [1, 1, 0, 0, 0]),  # three working days old
        ("2021-06-13", [1, 1, 0, 0, 0]),  # a Sunday
        ("2021-06-15", [1, 0, 1, 0, 0]),  # Monday was 端午
        ("2021-06-16", [1, 0, 1, 0, 0]),
        ("2021-06-17", [1, 0, 0, 1, 0]),
        ("2021-06-23", [1, 0, 0, 1, 0]),
        ("2021-06-24", [1, 0, 0, 0, 1]),
        ("2027-03-01", [1, 0, 0, 0, 0]),  # nobody has told the working days of that year
    ],
)
async def test_pledges_by_their_age_in_working_days(demo: DemoHub, day: str, counts: list[int]) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.pledge(case, "husband")
    await arrive(demo, tablet)
    assert await _numbers(demo, f"{day}T10:00", *AGES) == counts


async def test_uploads_past_their_day_are_kept_against_the_rule(demo: DemoHub) -> None:
    """They are, whatever holds up the purge: here the portal has not been told."""
    await submit(demo, application("1"))
    tablet = await clerks_tablet(demo)
    tablet.now = at("2021-06-09T09:00")
    tablet.fact("withdrawal", "500116000000YK-1")
    office = Office(demo)
    await office.push(tablet)
    await demo.settled()
    assert await _numbers(demo, "2021-06-24T10:00", "retentionBreaches") == [0]
    assert await _numbers(demo, "2021-06-25T10:00", "retentionBreaches") == [1]
    await office.work(Tell(ListeningPortal()), Purge(), now="2021-06-25T10:00")
    await demo.settled()
    assert await _numbers(demo, "2021-06-25T10:00", "retentionBreaches") == [0]
