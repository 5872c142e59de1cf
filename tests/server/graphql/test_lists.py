"""Lists of a demo district: filtered, ordered, and read page after page to the same whole."""

from collections.abc import Callable
from typing import Any

import pytest

from schema.shanghai import day_of
from tests.server.figures.told import Fold, Told

pytestmark = pytest.mark.asyncio(loop_scope="session")
TODAY = "2026-06-30"
CASES = """query($filter: CaseFilter, $first: Int!, $after: String, $orderBy: CaseOrder! = OPENED_AT,
  $direction: Direction! = DESCENDING) {
  cases(filter: $filter, first: $first, after: $after, orderBy: $orderBy, direction: $direction) {
    totalCount edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
COMPLAINTS = """query($answered: Boolean, $cause: Cause) {
  complaints(answered: $answered, cause: $cause, first: 100) { edges { node {
    id cause reply { by } withdrawal { by } } } } }"""


async def ids(told: Told, first: int = 40, **asked: Any) -> list[str]:
    """Of all pages; each page says rightly whether there are others, and how many there are in all."""
    found: list[str] = []
    after = None
    while True:
        page = (await told.ask(CASES, first=first, after=after, **asked))["cases"]
        info, edges = page["pageInfo"], page["edges"]
        assert info["hasPreviousPage"] == (after is not None)
        cursors = [edge["cursor"] for edge in edges]
        assert (info["startCursor"], info["endCursor"]) == (
            (cursors[0], cursors[-1]) if cursors else (None, None)
        )
        found += [edge["node"]["id"] for edge in edges]
        if not info["hasNextPage"]:
            assert page["totalCount"] == len(found)
            return found
        after = info["endCursor"]


def on(at: str) -> str:
    return day_of(at).isoformat() if at else ""


def is_late(fold: Fold) -> bool:
    unfinished = fold["state"] in ("accepted", "in-review", "granted")
    return bool("" < fold["dueOn"] < TODAY) and unfinished


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"channel": "ONLINE"}, lambda f: f["channel"] == "online"),
        (
            {"items": ["ONLY_CHILD", "FURTHER_BIRTH"]},
            lambda f: f["item"] in ("only-child", "further-birth"),
        ),
        ({"items": []}, lambda f: False),
        ({"states": ["CLOSED", "REFUSED"]}, lambda f: f["state"] in ("closed", "refused")),
        ({"visitsAtLeast": 2}, lambda f: len(f["visits"]) >= 2),
        ({"overdue": True}, is_late),
        ({"overdue": False}, lambda f: not is_late(f)),
        (
            {"closedFrom": "2026-04-01", "closedTo": "2026-05-15"},
            lambda f: "2026-04-01" <= on(f["closedAt"]) <= "2026-05-15",
        ),
        ({"closedTo": "2026-05-15"}, lambda f: "" < on(f["closedAt"]) <= "2026-05-15"),
        (
            {"dueFrom": "2026-05-01", "dueTo": "2026-06-15"},
            lambda f: "2026-05-01" <= f["dueOn"] <= "2026-06-15",
        ),
        ({"openedFrom": "2026-05-01"}, lambda f: on(f["openedAt"]) >= "2026-05-01"),
        ({"offlineIssued": True}, lambda f: any(not one["online"] for one in f["certificates"])),
    ],
)
async def test_a_filter_lets_through_what_it_says(
    told: Told, wanted: dict[str, Any], holds: Callable[[Fold], bool]
) -> None:
    found = await ids(told, filter=wanted)
    assert sorted(found) == sorted(fold["id"] for fold in told.folds if holds(fold))


@pytest.mark.parametrize("direction", ["ASCENDING", "DESCENDING"])
@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("OPENED_AT", lambda f: f["openedAt"]),
        ("DUE_ON", lambda f: f["dueOn"]),
        ("CLOSED_AT", lambda f: f["closedAt"]),
        ("VISITS", lambda f: len(f["visits"])),
    ],
)
async def test_pages_are_in_order_and_together_everything(
    told: Told, order: str, key: Callable[[Fold], Any], direction: str
) -> None:
    wanted = sorted(told.folds, key=lambda f: (key(f), f["id"]), reverse=direction == "DESCENDING")
    found = await ids(told, first=17, orderBy=order, direction=direction)
    assert found == [fold["id"] for fold in wanted]


async def test_a_cursor_of_another_order_is_told(told: Told) -> None:
    page = (await told.ask(CASES, first=1))["cases"]
    problem = await told.problem(CASES, first=1, after=page["pageInfo"]["endCursor"], orderBy="VISITS")
    assert problem.message == "after is a cursor of another order: begin without it."


async def test_complaints_by_whether_they_are_answered(told: Told) -> None:
    async def complaints(**asked: Any) -> list[Any]:
        return [edge["node"] for edge in (await told.ask(COMPLAINTS, **asked))["complaints"]["edges"]]

    everything = await complaints()
    assert await complaints(answered=True) == [one for one in everything if one["reply"]]
    assert await complaints(answered=False) == [
        one for one in everything if not (one["reply"] or one["withdrawal"])
    ]
    for cause in {one["cause"] for one in everything}:
        assert await complaints(cause=cause) == [one for one in everything if one["cause"] == cause]
    assert everything


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("violations(kind: ATTEMPT)", {"kind": "ATTEMPT"}),
        ("violations(kind: WITHOUT_EFFECT, direction: ASCENDING)", {"kind": "WITHOUT_EFFECT"}),
        ('audit(role: "township", direction: ASCENDING)', {"role": "township"}),
        ("findings(cause: SENT_HOME)", {"cause": "SENT_HOME"}),
        ('inspections(areaCode: "500116")', {"area": "500116"}),
    ],
)
async def test_other_lists(told: Told, query: str, wanted: dict[str, str]) -> None:
    (field,) = wanted
    shown = f"finding {{ at {field} }}" if query.startswith("findings") else f"at {field}"
    answer = await told.ask(f"{{ {query} {{ edges {{ node {{ {shown} }} }} }} }}")
    nodes = [edge["node"] for edge in next(iter(answer.values()))["edges"]]
    nodes = [node.get("finding", node) for node in nodes]
    assert all(node[field] == wanted[field] for node in nodes)
    times = [node["at"] for node in nodes]
    assert times == sorted(times, reverse="ASCENDING" not in query)


async def test_tablets_by_what_they_promise_and_until_when(told: Told) -> None:
    async def devices(asked: str) -> list[Any]:
        answer = await told.ask(f"{{ devices{asked} {{ device expires storage {{ kept }} }} }}")
        return list(answer["devices"])

    everything = await devices("")
    middle = sorted(one["expires"] for one in everything)[len(everything) // 2]
    kept = [one for one in everything if one["storage"] and one["storage"]["kept"]]
    unkept = [one for one in everything if one["storage"] and not one["storage"]["kept"]]
    assert await devices("(storageKept: true)") == kept
    assert await devices("(storageKept: false)") == unkept
    ending = await devices(f'(expiresBy: "{middle}")')
    assert ending == [one for one in everything if one["expires"] <= middle]
    assert ending


async def test_duplicates_by_when_they_were_found(told: Told) -> None:
    query = "query($p: DateRange) { duplicates(period: $p) { id foundAt } }"
    everything = (await told.ask(query))["duplicates"]
    for first, last in (("2026-01-01", "2026-05-31"), ("2026-06-01", "2026-06-30")):
        found = (await told.ask(query, p={"from": first, "to": last}))["duplicates"]
        assert found == [one for one in everything if first <= on(one["foundAt"]) <= last]
