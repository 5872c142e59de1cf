"""The cases behind each figure of a demo district add up to it, page after page."""

from typing import Any

import pytest

from schema.kpi.definitions import definitions
from server.principal import Principal, Role
from server.workers.warnings import UNFINISHED
from tests.server.figures.told import DISTRICT, PERIODS, Told

pytestmark = pytest.mark.asyncio(loop_scope="session")
CASES = """query($name: KpiName!, $period: DateRange!, $part: KpiPart, $area: String, $items: [Item!],
  $channel: Channel, $first: Int!, $after: String) {
  kpiCases(name: $name, period: $period, part: $part, areaCode: $area, items: $items, channel: $channel,
    first: $first, after: $after) { total unlisted edges { counted
    node { id site { code } husband { name } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
WITHOUT_CASES = {"SYNC_LAG", "RECTIFICATION"}
NAMES = sorted({one.name for one in definitions().values()})


def word(name: str) -> str:
    """Of the wire: `visitsPerCase` is `VISITS_PER_CASE`."""
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name)


HIGHER = [
    name
    for one in definitions().values()
    if one.better == "higher" and (name := word(one.name)) not in WITHOUT_CASES
]


async def all_pages(told: Told, user: Principal = DISTRICT, first: int = 7, **asked: Any) -> Any:
    """The first page, with the edges of all of them."""
    whole, after = None, None
    while True:
        page = (await told.ask(CASES, user, first=first, after=after, **asked))["kpiCases"]
        assert len(page["edges"]) <= first
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        if whole is None:
            whole = page
        else:
            whole["edges"] += page["edges"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return whole


@pytest.mark.parametrize("period", PERIODS[1:], ids=" ".join)
@pytest.mark.parametrize("name", [one for one in map(word, NAMES) if one not in WITHOUT_CASES])
async def test_the_cases_of_each_side_add_up_to_the_figure(
    told: Told, name: str, period: tuple[str, str]
) -> None:
    days = {"from": period[0], "to": period[1]}
    (row,) = (await told.rows(period, "DISTRICT", names=[name])).values()
    for part in ("NUMERATOR", "DENOMINATOR"):
        wanted = row[part.lower()]
        if wanted is None:
            continue
        page = await all_pages(told, name=name, period=days, part=part)
        assert page["total"] == wanted
        assert sum(edge["counted"] for edge in page["edges"]) + page["unlisted"] == wanted
        listed = [(edge["node"]["site"]["code"], edge["node"]["id"]) for edge in page["edges"]]
        assert listed == sorted(set(listed))
        assert all(edge["counted"] > 0 for edge in page["edges"])


@pytest.mark.parametrize("name", HIGHER)
async def test_what_was_missed_is_the_denominator_without_the_numerator(told: Told, name: str) -> None:
    period = {"from": PERIODS[0][0], "to": PERIODS[0][1]}
    (row,) = (await told.rows(PERIODS[0], "DISTRICT", names=[name])).values()
    counts = {
        part: {
            edge["node"]["id"]: edge["counted"]
            for edge in (await all_pages(told, first=100, name=name, period=period, part=part))["edges"]
        }
        for part in ("NUMERATOR", "DENOMINATOR", "MISSED")
    }
    left = {case: n - counts["NUMERATOR"].get(case, 0) for case, n in counts["DENOMINATOR"].items()}
    assert counts["MISSED"] == {case: n for case, n in left.items() if n}
    assert sum(counts["MISSED"].values()) == row["denominator"] - row["numerator"]


@pytest.mark.parametrize("name", ["OVERDUE_RATE", "COMPLAINTS"])
async def test_of_what_is_better_when_lower_nothing_is_missed(told: Told, name: str) -> None:
    period = '{from: "2026-03-01", to: "2026-05-31"}'
    (error,) = await told.errors(f"{{ kpiCases(name: {name}, period: {period}, part: MISSED) {{ total }} }}")
    assert error["extensions"]["code"] == "bad_request"


async def test_who_was_late_is_named_and_masked(told: Told) -> None:
    period = {"from": PERIODS[0][0], "to": PERIODS[0][1]}
    page = await all_pages(told, name="OVERDUE_RATE", period=period)
    folds = {fold["id"]: fold for fold in told.folds}
    assert page["edges"]
    for edge in page["edges"]:
        fold = folds[edge["node"]["id"]]
        done = [at[:10] for at in (fold["decidedAt"], fold["issuedAt"]) if at]
        assert not done or min(done) >= fold["dueOn"]
        assert edge["node"]["husband"]["name"].endswith("*")


async def test_the_list_of_what_is_late_means_what_the_figure_means(told: Told) -> None:
    period = {"from": "2021-01-01", "to": told.hub.clock.today().isoformat()}
    page = await all_pages(told, name="OVERDUE_RATE", period=period)
    unfinished = {fold["id"] for fold in told.folds if fold["state"] in UNFINISHED}
    late = {row["id"] for row in (await told.ask("{ overdueCases(first: 500) { id } }"))["overdueCases"]}
    assert late == unfinished & {edge["node"]["id"] for edge in page["edges"]}
    assert late


async def test_by_area_item_and_channel(told: Told) -> None:
    days = {"from": PERIODS[0][0], "to": PERIODS[0][1]}
    rows = await told.rows(PERIODS[0], "TOWNSHIP", names=["VISITS_PER_CASE"], channel="WINDOW")
    for (_, area, _), row in rows.items():
        asked = {"name": "VISITS_PER_CASE", "period": days, "area": area, "channel": "WINDOW"}
        page = await all_pages(told, part="DENOMINATOR", **asked)
        assert len(page["edges"]) == row["denominator"]
        assert all(edge["node"]["site"]["code"].startswith(area) for edge in page["edges"])
        of_item = await all_pages(told, part="DENOMINATOR", items=["ONLY_CHILD"], **asked)
        assert {edge["node"]["id"] for edge in of_item["edges"]} == {
            fold["id"]
            for fold in told.folds
            if fold["site"].startswith(area)
            and (fold["item"], fold["channel"]) == ("only-child", "window")
            and fold["closedAt"]
        }


async def test_a_clerk_sees_the_cases_of_their_site_alone(told: Told) -> None:
    period, site = {"from": PERIODS[0][0], "to": PERIODS[0][1]}, told.folds[0]["site"]
    page = await all_pages(
        told, Principal("clerk", Role.CLERK, site), name="OUT_OF_SITE_RATE", part="DENOMINATOR", period=period
    )
    assert {edge["node"]["id"] for edge in page["edges"]} == {
        fold["id"] for fold in told.folds if fold["site"] == site
    }


async def test_the_time_at_the_window_lists_who_was_measured(told: Told) -> None:
    page = await all_pages(told, name="HANDLING_TIME", period={"from": PERIODS[0][0], "to": PERIODS[0][1]})
    assert (
        len(page["edges"])
        == page["total"]
        == sum(
            bool(fold["closedAt"] and fold["acceptedAt"])
            for fold in told.folds
            if (fold["item"], fold["channel"]) == ("birth-service", "window")
        )
    )
