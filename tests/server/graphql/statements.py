"""How many statements the heaviest questions take, with few rows and with many:
`python -m tests.server.graphql.statements > docs/graphql-statements.md`."""

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from server.graphql.api import api
from server.graphql.context import make_context
from server.hub import Hub
from tests.server.demo_history.test_filling import complete, hub_with
from tests.server.figures.told import DISTRICT

CASES = 200
PERIOD = '{from: "2026-01-01", to: "2026-06-30"}'
CASE = """id site { name } husband { name } events { kind correctedAt } visits { n } missing { nameZh }
 uploads { paper } copies { paper } notices { missing { nameZh } } pledges { status } decision { by }
 certificates { certNo void } violations { reason } tasks { kind }"""


@dataclass(frozen=True, slots=True)
class Question:
    """`few` and `many` are what differs between asking for little and for much."""

    name: str
    query: str
    few: str
    many: str

    def asked(self, how: str) -> str:
        return self.query.replace("$", how)


HEAVIEST = (
    Question(
        "cases with all that they have",
        f"{{ cases(first: $) {{ edges {{ node {{ {CASE} }} }} }} }}",
        "10",
        "100",
    ),
    Question(
        "cases behind a figure",
        f"{{ kpiCases(name: VISITS_PER_CASE, period: {PERIOD}, first: $)"
        f" {{ total edges {{ counted node {{ {CASE} }} }} }} }}",
        "10",
        "100",
    ),
    Question("overdue cases", f"{{ overdueCases(within: 20, first: $) {{ {CASE} }} }}", "1", "100"),
    Question(
        "an inspection's sample",
        f'{{ inspectionSample(period: {PERIOD}, seed: "1", size: $) {{ {CASE} }} }}',
        "10",
        "100",
    ),
    Question(
        "pledges to verify",
        "{ unverifiedPledges(first: $) { caseNo workingDays pledge { status } site { name } } }",
        "1",
        "200",
    ),
    Question(
        "complaints",
        "{ complaints(first: $) { edges { node { similarBefore site { name } reply { by } } } } }",
        "1",
        "100",
    ),
    Question("violations", "{ violations(first: $) { edges { node { reason case caseNo } } } }", "1", "100"),
    Question(
        "figures, of the district and of each site",
        f"{{ kpi(period: {PERIOD}, level: $)"
        " { value kpi { code } area { name } sitesNotSynced { name township { name } } } }",
        "DISTRICT",
        "SITE",
    ),
    Question(
        "figures month by month",
        '{ kpiSeries(period: {from: "2026-01-01", to: "$"}, grain: MONTH, level: TOWNSHIP)'
        " { value area { name } sitesNotSynced { name } } }",
        "2026-02-28",
        "2026-05-31",
    ),
    Question(
        "how current sites are, of a township and of all",
        '{ siteSync(areaCode: "$") { facts site { name } devices { head gaps } } }',
        "500116001",
        "500116",
    ),
)


@contextlib.contextmanager
def statements(projection: Engine) -> Iterator[list[str]]:
    """What is asked of the tables meanwhile."""
    asked: list[str] = []

    def listen(*given: Any) -> None:
        if given[2].startswith("SELECT"):
            asked.append(given[2])

    event.listen(projection, "before_cursor_execute", listen)
    yield asked
    event.remove(projection, "before_cursor_execute", listen)


async def counted(hub: Hub, question: str) -> tuple[int, int]:
    """The statements an answer took, and the objects in it."""
    with statements(hub.projection) as asked:
        answer = await api.execute(question, context_value=make_context(hub, DISTRICT, ""))
    assert answer.errors is None, answer.errors
    return len(asked), _objects(answer.data)


def _objects(data: Any) -> int:
    if isinstance(data, dict):
        return 1 + sum(_objects(one) for one in data.values())
    return sum(_objects(one) for one in data) if isinstance(data, list) else 0


async def table(hub: Hub) -> list[str]:
    """Markdown, a row for each question."""
    rows = []
    for one in HEAVIEST:
        (few, _), (many, _) = [await counted(hub, one.asked(how)) for how in (one.few, one.many)]
        rows.append(f"| {one.name} | {one.few} | {few} | {one.many} | {many} |")
    return rows


HEAD = f"""# What the heaviest questions ask of the tables

Made by `python -m tests.server.graphql.statements`, of a demo district with {CASES} cases; do not edit it by
hand. An answer takes as many SQL statements for many rows as for few: a test holds each of these to that.
What differs between the two is in the columns before the counts.

| question | few | statements | many | statements |
|---|---|---|---|---|
"""


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with hub_with(Path(folder) / "hub", cases=CASES) as hub:
            await complete(hub)
            sys.stdout.write(HEAD + "\n".join(await table(hub)) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
