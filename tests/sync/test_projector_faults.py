"""The tables after a fault: a kill, a failing database, a dropped one."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import event
from sqlmodel import Session, select

from schema.tables import Fact
from sync.document import ChangesPage
from sync.errors import Unavailable
from sync.projector import projector as following
from sync.projector.database import dump, open_projection
from sync.records import put_new, read
from sync.store.engine import EmbeddedDatabase
from tests.hub import OTHER_SITE, SITE
from tests.sync.district import SITE_DB, District, again, everything_that_can_happen
from tests.tablet import GUIDE, Tablet, zhao_story

LATER = f"{GUIDE}-later"


class Killed(BaseException):
    """What a power cut looks like from inside a transaction."""


@contextlib.contextmanager
def killed_at_commit(projection: sqlalchemy.Engine, number: int) -> Iterator[None]:
    """The `number`-th transaction from here is cut off just before it is committed."""
    left = number

    def count(_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed

    event.listen(projection, "commit", count)
    try:
        yield
    finally:
        event.remove(projection, "commit", count)


async def killed_everywhere(district: District, folder: Path, expected: Any, before: bytes = b"") -> int:
    """Tables made from `before` on, killed at each commit there is and continued; how many commits."""
    number = 0
    while True:
        number += 1
        path = folder / f"killed-{number}.sqlite3"
        path.write_bytes(before)
        projection = open_projection(f"sqlite:///{path}")
        try:
            with killed_at_commit(projection, number):
                await district.projector(projection).catch_up()
            assert dump(projection) == expected
            return number - 1
        except Killed:
            await district.projector(projection).catch_up()
            assert dump(projection) == expected
        finally:
            projection.dispose()


async def test_killed_at_any_commit_it_goes_on_where_it_was(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await everything_that_can_happen(district)
    expected = await district.settled()
    monkeypatch.setattr(following, "CHANGES_AT_ONCE", 7)
    assert await killed_everywhere(district, tmp_path, expected) > 5


async def waiting_for_a_guide(district: District) -> Tablet:
    """Facts whose guide is not here yet; of two materials one will turn out to be refused."""
    tablet = await district.tablet()
    case = tablet.application()
    tablet.facts[0] = again(tablet, tablet.facts[0], guide=LATER)
    tablet.fact("materials", case, guide=LATER, shown=["M01:wife"], copyOnly=[])
    tablet.fact("materials", case, guide=LATER, shown=["M16:wife"], copyOnly=[])
    await district.write(*tablet.facts)
    return tablet


async def the_guide_comes(district: District) -> None:
    guide = await read(district.reference, GUIDE)
    assert guide
    await put_new(district.reference, [{**guide, "_id": LATER}])


async def test_killed_at_any_commit_after_a_guide_came_nothing_waits_for_ever(
    district: District, tmp_path: Path
) -> None:
    await waiting_for_a_guide(district)
    early = open_projection(f"sqlite:///{tmp_path / 'early.sqlite3'}")
    await district.projector(early).catch_up()
    early.dispose()
    await the_guide_comes(district)
    await district.settled()
    expected = await district.settled()
    assert (len(expected["fact"]), len(expected["casefile"])) == (2, 1)
    before = (tmp_path / "early.sqlite3").read_bytes()
    assert await killed_everywhere(district, tmp_path, expected, before) >= 3


async def test_a_guide_that_is_written_while_a_site_is_read_opens_its_cases(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await waiting_for_a_guide(district)
    await the_guide_comes(district)
    projection = open_projection(f"sqlite:///{tmp_path / 'site-first.sqlite3'}")
    projector = district.projector(projection)
    with monkeypatch.context() as sites_first:
        sites_first.setattr(following, "in_order", lambda names: sorted(names, reverse=True))
        await projector.catch_up()
    await projector.catch_up()
    assert len(dump(projection)["casefile"]) == 1
    projection.dispose()


async def test_a_dropped_database_holds_up_nobody_who_waits(district: District) -> None:
    elsewhere = District(district.hub, OTHER_SITE)
    for one in (district, elsewhere):
        await waiting_for_a_guide(one)
    await elsewhere.settled()
    await district.settled()
    await district.hub.projector.stop()
    await district.hub.engine.drop(elsewhere.site.name)
    await the_guide_comes(district)
    await district.hub.projector.start()
    await elsewhere.settled()
    await district.settled()
    with Session(district.hub.projection) as session:
        assert session.exec(select(Fact.site, Fact.waiting_for)).all() == [(SITE, "")] * 2


@pytest.mark.parametrize("made_again", [False, True])
async def test_rows_of_a_dropped_database_go_with_it(district: District, made_again: bool) -> None:
    await everything_that_can_happen(district)
    await district.settled()
    await district.hub.engine.drop(SITE_DB)
    if made_again:
        await district.hub.engine.create(SITE_DB)
        await put_new(district.site, [Tablet().block(201, 400, 2)])
    rows = await district.settled()
    assert rows["fact"] == rows["casefile"] == rows["certificate"] == []
    assert len(rows["block"]) == made_again
    assert await district.rebuilt() == rows


async def test_a_database_dropped_while_nobody_looked(district: District) -> None:
    await everything_that_can_happen(district)
    await district.settled()
    await district.hub.projector.stop()
    await district.hub.engine.drop(SITE_DB)
    await district.hub.projector.start()
    rows = await district.settled()
    assert rows["fact"] == []
    assert await district.rebuilt() == rows


async def test_a_failing_database_holds_up_no_other(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = EmbeddedDatabase.changes

    async def failing(database: EmbeddedDatabase, *args: Any, **asked: Any) -> ChangesPage:
        if database.name == f"site-{OTHER_SITE}":
            raise Unavailable("the disk is on fire")
        return await changes(database, *args, **asked)

    await district.settled()
    monkeypatch.setattr(following, "SECONDS_BEFORE_RETRY", 3600)
    monkeypatch.setattr(EmbeddedDatabase, "changes", failing)
    await put_new(district.hub.engine.database(f"site-{OTHER_SITE}"), [Tablet(f"{OTHER_SITE}A1").block()])
    tablet = await district.tablet()
    zhao_story(tablet)
    await district.write(*tablet.facts)
    assert len((await district.settled())["fact"]) == len(tablet.facts)
