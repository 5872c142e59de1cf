"""The figures are what a plain count over all cases and facts gives, whatever came, in whatever order."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
import sqlalchemy
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from schema.fold import fold
from schema.kpi.counted import counted, counted_arrival
from schema.kpi.measures import MEASURES
from schema.tables import TALLY, CaseFile, Delivery, Fact, Guide
from schema.tables.figures import KEY
from sync.projector.batch import Batch, forget, refold, store
from sync.projector.case_sources import calendars_of, documents_of, guides_of
from sync.projector.database import make_anew, open_projection, replace, table_of
from tests.hub import SITE
from tests.postgres import database
from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, TOWNSHIP, Story
from tests.vectors.couples import FURTHER, LOCAL_HUSBAND
from tests.vectors.histories import NEWER, Scribe, history

Cells = dict[tuple[str, ...], dict[str, int]]
YEARS: list[dict[str, Any]] = [
    {
        "_id": f"calendar:{year}",
        "type": "calendar",
        "year": year,
        "basis": "国办发明电",
        "daysOff": [],
        "workdays": [],
    }
    for year in (2021, 2022)
]


class Office:
    """What a projector is given, at random, and what is there when it is done."""

    def __init__(self, chance: random.Random, connection: Connection) -> None:
        self.chance, self.connection = chance, connection
        stories = [history(chance) for _ in range(3)]
        self.guides = {guide["_id"]: guide for story in stories for guide in story.guides.values()}
        self.documents: dict[str, Any] = {}
        for n, story in enumerate(stories):
            for one in story.documents:  # each story as a case of its own
                self.documents[f"{one['_id']}#{n}"] = _of_story(one, n, story.case)
        self.runs = [
            _run(f"{device[:13]}{n}", first, last, f"2021-{month}-09T01:00:00.000Z")
            for device in (SIPAIFANG, DEGAN, TOWNSHIP)
            for n in range(3)
            for first, last, month in ((1, 4, "07"), (3, 9, "06"), (8, 40, "06"))
        ]
        replace(connection, Guide, [_guide_row(guide) for guide in self.guides.values()])

    def step(self) -> None:
        steps = [self.write] * 4
        steps += [self.take_back, self.deliver, self.undeliver, self.date, self.undate]
        self.chance.choice([*steps, self.leave, self.again, self.replace_guide])()

    def write(self) -> None:
        some = self._some(list(self.documents))
        facts = [(self.documents[name], self.chance.choice(["", "", "", "block"])) for name in some]
        held = [(fact, waiting) for fact, waiting in facts if "device" in fact]
        orders = [order for order, _ in facts if "device" not in order]
        store(self.connection, Batch(f"site-{SITE}", facts=held, documents=orders))

    def take_back(self) -> None:
        names = [self.documents[name]["_id"] for name in self._some(list(self.documents))]
        gone = [name for name in names if name.startswith("order:")]
        refused = [name for name in names if not name.startswith("order:")]
        store(self.connection, Batch(f"site-{SITE}", without_effect=refused, gone=gone))

    def deliver(self) -> None:
        store(self.connection, Batch("hub", documents=self._some(self.runs)))

    def undeliver(self) -> None:
        store(self.connection, Batch("hub", gone=[run["_id"] for run in self._some(self.runs)]))

    def date(self) -> None:
        store(self.connection, Batch("reference", documents=[self.chance.choice(YEARS)]))

    def undate(self) -> None:
        store(self.connection, Batch("reference", gone=[str(self.chance.choice(YEARS)["_id"])]))

    def leave(self) -> None:
        forget(self.connection, f"site-{self.chance.choice((SIPAIFANG, DEGAN, TOWNSHIP))[:12]}")

    def again(self) -> None:
        refold(self.connection, {one["case"] for one in self.documents.values()})

    def replace_guide(self) -> None:
        guide = self.chance.choice(NEWER)
        store(self.connection, Batch("reference", documents=[guide], gone=[]))

    def _some(self, known: list[Any]) -> list[Any]:
        return self.chance.sample(known, self.chance.randrange(1, len(known) + 1))


def _of_story(document: dict[str, Any], n: int, case: str) -> dict[str, Any]:
    """The same document of the `n`-th case: its tablets are others, so that no two share a number."""
    device = document.get("device", "")
    names = {name: f"{name[:13]}{n}" for name in (SIPAIFANG, NEXT_TO_IT, DEGAN, TOWNSHIP, case[:14])}
    renamed: dict[str, Any] = _renamed(document, names)
    return renamed | ({"prev": "", "sig": ""} if device else {})


def _run(device: str, first: int, last: int, at: str) -> dict[str, Any]:
    name, members = f"arrival:{device}:{first}-{last}", {"device": device, "site": device[:12], "by": "x"}
    return {"_id": name, "type": "arrival", **members, "from": first, "to": last, "at": at}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    if isinstance(value, str):
        for name, other in names.items():
            value = value.replace(name, other)
    return value


def _guide_row(guide: dict[str, Any]) -> dict[str, Any]:
    return {"id": guide["_id"], "item": guide["item"], "version": guide["version"], "body": guide}


def plainly_counted(connection: Connection) -> Cells:
    """One case after the other, one fact after the other."""
    cells: dict[tuple[str, ...], Counter[str]] = {}
    guides, calendars = guides_of(connection), calendars_of(connection)
    names = connection.scalars(select(table_of(CaseFile).c.id)).all()
    documents = documents_of(connection, names)
    for name in names:
        case = fold(documents[name], guides)
        assert case
        triples = counted(case, documents[name], calendars)
        _add(cells, case["site"], case["item"], case["channel"], triples)
    runs = connection.execute(select(table_of(Delivery))).all()
    for fact in connection.execute(select(table_of(Fact))):
        came = [run.at for run in runs if run.device == fact.device and run.first <= fact.seq <= run.last]
        _add(cells, fact.site, "", "", counted_arrival(fact.at, min(came, default="")))
    return {cell: dict(sums) for cell, sums in cells.items()}


def _add(cells: Any, site: str, item: str, channel: str, triples: Any) -> None:
    for day, measure, n in triples:
        for level, grain, at, area in (
            ("district", "month", f"{day[:7]}-01", site[:6]),
            ("township", "month", f"{day[:7]}-01", site[:9]),
            ("site", "month", f"{day[:7]}-01", site),
            ("site", "day", day, site),
        ):
            cells.setdefault((level, grain, at, area, item, channel), Counter())[measure] += n


def kept(connection: Connection) -> Cells:
    rows = [dict(row) for row in connection.execute(select(TALLY)).mappings()]
    return {
        tuple(row[name] for name in KEY): {name: row[name] for name in MEASURES if row[name]} for row in rows
    }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def projection(request: pytest.FixtureRequest) -> Iterator[sqlalchemy.Engine]:
    with ExitStack() as opened:
        url = "sqlite://"
        if request.param == "postgresql":
            url = opened.enter_context(database(request.getfixturevalue("postgres_server")))
        engine = open_projection(url)
        opened.callback(engine.dispose)
        with engine.begin() as connection:
            make_anew(connection, "x")
        yield engine


@contextmanager
def undone(projection: sqlalchemy.Engine) -> Iterator[Connection]:
    """Empty tables, which are as empty again in the end."""
    with projection.connect() as connection:
        yield connection
        connection.rollback()


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_the_figures_are_a_plain_count(projection: sqlalchemy.Engine, seed: int) -> None:
    chance = random.Random(seed)
    with undone(projection) as connection:
        office = Office(chance, connection)
        office.write()
        for _ in range(chance.randrange(1, 9)):
            office.step()
            assert kept(connection) == plainly_counted(connection)


def test_what_is_all_taken_back_leaves_no_row(projection: sqlalchemy.Engine) -> None:
    with undone(projection) as connection:
        office = Office(random.Random(7), connection)
        everything = list(office.documents.values())
        facts = [(one, "") for one in everything if "device" in one]
        orders = [one for one in everything if "device" not in one]
        store(connection, Batch(f"site-{SITE}", facts=facts, documents=orders))
        assert kept(connection)
        names = [one["_id"] for one, _ in facts]
        gone = [one["_id"] for one in orders]
        store(connection, Batch(f"site-{SITE}", without_effect=names, gone=gone))
        assert kept(connection) == {}


def test_a_calendar_that_comes_later_dates_what_the_law_allows(projection: sqlalchemy.Engine) -> None:
    """Nothing else of the case changes by it."""
    with undone(projection) as connection:
        story = promised_for_ten_days()
        replace(connection, Guide, [_guide_row(guide) for guide in story.guides.values()])
        facts = [({**one, "prev": "", "sig": ""}, "") for one in story.documents]
        store(connection, Batch(f"site-{SITE}", facts=facts))
        assert not any("due_by_law" in sums for sums in kept(connection).values())
        store(connection, Batch("reference", documents=[YEARS[0]]))
        days = {cell[2] for cell, sums in kept(connection).items() if "due_by_law" in sums}
        assert days == {"2021-07-01", "2021-07-06"}  # the month, and the day


def promised_for_ten_days() -> Story:
    story = Story(make=Scribe)
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()
    story.accept(10, "2021-06-22")
    return story
