"""The tables: the same whatever the order, however often, and whenever the projector is killed."""

import random
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
import sqlalchemy

from sync.projector import projector as following
from sync.projector.database import dump
from sync.projector.projector import Projector
from sync.projector.sole import ProjectionIsBusy
from sync.records import change, put_new, read, read_range
from tests.hub import SITE
from tests.story import newer_guide
from tests.sync.district import (
    HUB_TIME,
    District,
    Rows,
    again,
    device_document,
    edit,
    everything_that_can_happen,
    key_document,
    lookup,
)
from tests.tablet import DISTRICT_KEYS, GUIDE, Tablet, zhao_story

# Tables that nothing of what can happen to one couple fills.
SEPARATE = {
    "task", "delivery", "case_copy", "wanted_look_up", "message", "news", "submission", "false_pledge",
    "receipt",
    "issued_month", "published_revocations",
}  # fmt: skip


@pytest.fixture
def tables(either: str) -> str:
    return either


async def test_a_rebuild_gives_the_same_rows(district: District) -> None:
    await everything_that_can_happen(district)
    rows = await district.settled()
    assert {row[1] for row in rows["alarm"]} == {"clone", "altered", "broken-chain"}
    assert len(rows["refusal"]) == 3
    assert all(rows[table] for table in rows if table not in SEPARATE)
    assert await district.rebuilt() == rows


async def test_documents_may_come_in_any_order_and_parts(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = await district.tablet()
    zhao_story(tablet)
    facts = list(tablet.facts)
    shuffled = random.Random(8)
    shuffled.shuffle(facts)
    for start in range(0, len(facts), 3):
        await district.write(*facts[start : start + 3])
        await district.settled()
    in_parts = await district.settled()
    assert await district.rebuilt() == in_parts
    monkeypatch.setattr(following, "CHANGES_AT_ONCE", 1)
    assert await district.rebuilt() == in_parts
    (case,) = in_parts["casefile"]
    assert "closed" in case


async def test_an_order_of_the_hub_is_folded_with_the_facts(district: District) -> None:
    tablet = await district.tablet()
    case = zhao_story(tablet)
    await district.write(*tablet.facts)
    await put_new(district.site, [lookup(case), {**lookup(case, "husband"), "result": "no such result"}])
    rows = await district.settled()
    assert [row[0] for row in rows["case_order"]] == [f"order:lookup:{case}:wife"]
    (folded,) = [column for column in rows["casefile"][0] if isinstance(column, dict)]
    assert [found["spouse"] for found in folded["lookups"]] == ["wife"]


async def test_a_running_projector_is_the_only_one(district: District) -> None:
    other = Projector(
        district.hub.engine, district.hub.projection, district.hub.settings.projection_lock, lambda: HUB_TIME
    )
    with pytest.raises(ProjectionIsBusy):
        await other.start()
    with pytest.raises(ProjectionIsBusy):
        await other.rebuild(lambda *_: None)


async def test_what_was_written_while_nobody_filled_the_tables_is_waited_for(district: District) -> None:
    await district.settled()
    await district.hub.projector.stop()
    tablet = await district.tablet()
    await district.hub.projector.start()
    assert await district.hub.projector.have_all(("hub",), 30)
    assert tablet.device in {row[0] for row in dump(district.hub.projection)["device"]}


async def test_a_forgery_behind_the_gate_is_quarantined(district: District) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    await district.write(*tablet.facts, {**tablet.visit(case), "online": False})
    rows = await district.settled()
    assert [row[0] for row in rows["fact"]] == [tablet.facts[0]["_id"]]
    (kept,) = await read_range(district.hub_documents, "quarantine:")
    assert (kept["rule"], kept["by"]) == ("signature", "projector")


async def test_what_was_refused_once_stays_refused(district: District) -> None:
    """A clerk who is registered later does not change the tables of yesterday, not even by a rebuild."""
    tablet = await district.tablet()
    tablet.clerk = "newcomer"
    tablet.application()
    await district.write(*tablet.facts)
    rows = await district.settled()
    assert [row[4] for row in rows["refusal"]] == ["unknown-clerk"]
    person = {"name": "newcomer", "displayName": "", "role": "clerk", "area": SITE, "password": ""}
    await put_new(district.hub_documents, [{"_id": "user:newcomer", "type": "user", **person}])
    later = await district.settled()
    assert later["fact"] == []
    assert await district.rebuilt() == later


async def test_an_edit_has_no_effect(district: District) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    visit = tablet.visit(case)
    await district.write(*tablet.facts)
    before = await district.settled()
    await edit(district, visit)
    after = await district.settled()
    assert after["fact"] == before["fact"]
    assert [(row[1], row[4]) for row in after["alarm"]] == [("altered", visit["_id"])]


async def test_of_a_cloned_tablet_one_word_counts_and_an_alarm_is_raised(district: District) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    visit = tablet.visit(case)
    await district.write(*tablet.facts)
    await district.write(again(tablet, visit, purpose="collect"))
    rows = await district.settled()
    assert [row[0] for row in rows["fact"]] == [fact["_id"] for fact in tablet.facts]
    assert [(row[1], row[3]) for row in rows["alarm"]] == [("clone", 2)]


async def test_two_facts_with_one_number_are_a_fork(district: District) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    tablet.visit(case)
    other = tablet.materials(case)
    await district.write(*tablet.facts[:2], again(tablet, other, seq=2, prev=tablet.facts[1]["prev"]))
    rows = await district.settled()
    assert [(row[1], row[3]) for row in rows["alarm"]] == [("fork", 2)]


async def test_gaps_in_a_chain_show_and_close(district: District) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    for _ in range(7):
        tablet.visit(case)
    facts = tablet.facts
    await district.write(facts[0], facts[1], facts[4], facts[6])
    (chain,) = (await district.settled())["chain"]
    assert (chain[:3], chain[4:6]) == ((tablet.device, SITE, 2), (7, "3-4, 6"))
    await district.write(*facts)
    rows = await district.settled()
    assert [(row[2], row[4:6]) for row in rows["chain"]] == [(8, (8, ""))]
    assert rows["alarm"] == []


async def test_a_refused_fact_counts_as_received(district: District) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    tablet.notice(case, "M16:wife")
    tablet.visit(case)
    await district.write(*tablet.facts)
    rows = await district.settled()
    assert [(row[2], row[4:6]) for row in rows["chain"]] == [(3, (3, ""))]
    assert rows["alarm"] == []


async def test_a_stranger_cannot_fill_a_gap_with_rubbish(district: District) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    rubbish = {**tablet.visit(case), "online": False}
    tablet.visit(case)
    await district.write(tablet.facts[0], rubbish, tablet.facts[2])
    assert [row[5] for row in (await district.settled())["chain"]] == ["2"]


async def test_what_waits_for_a_guide_is_judged_when_it_comes(district: District) -> None:
    tablet = await district.tablet()
    guide = orjson.loads((await district.reference.bulk_get([(GUIDE, None)]))[0].body)  # type: ignore[union-attr]
    later = f"{GUIDE}-later"
    case = tablet.application()
    tablet.facts[0] = again(tablet, tablet.facts[0], guide=later)
    good = tablet.fact("materials", case, guide=later, shown=["M01:wife"], copyOnly=[])
    bad = tablet.fact("materials", case, guide=later, shown=["M16:wife"], copyOnly=[])
    await district.write(*tablet.facts)
    rows = await district.settled()
    assert len(rows["fact"]) == 3
    assert rows["casefile"] == []
    await put_new(district.reference, [{**guide, "_id": later}])
    await district.settled()
    rows = await district.settled()
    assert [row[0] for row in rows["fact"]] == sorted([tablet.facts[0]["_id"], good["_id"]])
    assert [row[2] for row in rows["refusal"]] == [bad["_id"]]
    assert len(rows["casefile"]) == 1
    assert await district.rebuilt() == rows


async def test_a_certificate_that_comes_before_its_block_waits(district: District) -> None:
    tablet = Tablet()
    await put_new(district.hub_documents, [device_document(tablet)])
    await put_new(district.reference, [key_document(kid, key.point) for kid, key in DISTRICT_KEYS.items()])
    zhao_story(tablet)
    await district.write(*tablet.facts)
    rows = await district.settled()
    assert rows["certificate"] == []
    await put_new(district.site, [tablet.block()])
    rows = await district.settled()
    assert [row[7] for row in rows["certificate"]] == [True]


async def test_what_was_taken_stays_when_the_key_of_the_district_ends(district: District) -> None:
    tablet = await district.tablet()
    case = zhao_story(tablet)
    tablet.carry_on(tablet.slip(case))
    await district.write(*tablet.facts)
    rows = await district.settled()
    assert len(rows["fact"]) == len(tablet.facts)
    assert rows["refusal"] == []
    kid = next(iter(DISTRICT_KEYS)).hex()
    await change(district.reference, f"key:{kid}", until="2021-06-01")
    await district.settled()
    rebuilt = await district.rebuilt()
    assert [rebuilt[table] for table in ("fact", "refusal")] == [rows["fact"], []]


async def test_a_restored_store_makes_the_tables_anew(district: District) -> None:
    """After a restore the documents may be older than the tables: what they no longer say must go."""
    await everything_that_can_happen(district)
    rows = await district.settled()
    await district.hub.projector.stop()
    with district.hub.projection.begin() as connection:
        connection.execute(sqlalchemy.text("insert into alarm values ('ghost', 'fork', '1', 1, '')"))
    await district.hub.engine.renew()  # type: ignore[attr-defined]
    await district.hub.projector.start()
    assert await district.settled() == rows


async def test_a_guide_that_is_mended_counts_for_the_cases_opened_by_it(district: District) -> None:
    tablet = await district.tablet()
    tablet.application()
    await district.write(*tablet.facts)
    before = await district.settled()
    guide = await read(district.reference, GUIDE)
    assert guide
    await change(district.reference, GUIDE, materials=guide["materials"][1:])
    after = await district.settled()
    assert after["casefile"] != before["casefile"]
    assert await district.rebuilt() == after


async def test_a_newer_guide_that_comes_late_lifts_its_demand_from_all_running_cases(
    district: District,
) -> None:
    tablet = await district.tablet()
    case = tablet.application()
    tablet.now += timedelta(days=3)
    tablet.visit(case)
    await district.write(*tablet.facts)
    assert "M03:couple" in _missing(await district.settled())
    await put_new(district.reference, [newer_guide("birth-service", "2021-06-10", without=("M03",))])
    rows = await district.settled()
    assert "M03:couple" not in _missing(rows)
    assert await district.rebuilt() == rows


def _missing(rows: Rows) -> list[str]:
    ((*_, fold),) = rows["casefile"]
    return [one["key"] for one in fold["missing"]]


async def test_one_number_on_two_certificates_is_an_alarm_at_both(district: District) -> None:
    tablet = await district.tablet()
    case = zhao_story(tablet)
    again_issued = tablet.certificate(case, serial=1)
    await district.write(*tablet.facts[:-1])
    assert (await district.settled())["alarm"] == []
    await district.write(again_issued)
    rows = await district.settled()
    first = next(fact for fact in tablet.facts if fact["type"] == "certificate")
    assert [(row[1], row[2], row[3]) for row in rows["alarm"]] == [
        ("number-twice", tablet.device, fact["seq"]) for fact in (first, again_issued)
    ]
    assert {row[4] for row in rows["alarm"]} == {first["certNo"]}
    assert await district.rebuilt() == rows
