"""Bad input at the gate: refused for good with a reason a clerk understands, and kept in quarantine."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from schema.envelope import signed_fact
from sync.records import change
from tests.hub import OTHER_SITE, SITE, DemoHub, as_revision
from tests.schema.test_publication import next_version
from tests.tablet import Fact, Tablet, zhao_story

Bad = Callable[[Tablet, str], Fact]


def _signed(tablet: Tablet, fact: Fact, **members: Any) -> Fact:
    body = {name: value for name, value in {**fact, **members}.items() if name not in ("_id", "sig")}
    return signed_fact(body, tablet.key)


def _second_write(tablet: Tablet, case: str) -> Fact:
    return _signed(tablet, tablet.facts[0], sameBooklet=True)


BAD: list[tuple[str, str, str, Bad]] = [
    (
        "an unknown document type",
        "unknown-type",
        "无法识别的文书类型",
        lambda tablet, case: {"_id": "rumour:1", "type": "rumour"},
    ),
    ("a second write to a fact", "write-once", "一经写入不得修改", _second_write),
    (
        "another site's document",
        "other-site",
        OTHER_SITE,
        lambda tablet, case: _signed(tablet, tablet.visit(case), site=OTHER_SITE),
    ),
    (
        "an attachment",
        "R19",
        "不得收取、复印、拍照",
        lambda tablet, case: {
            **tablet.visit(case),
            "_attachments": {"booklet.jpg": {"content_type": "image/jpeg", "data": "aGVsbG8="}},
        },
    ),
    (
        "a demand outside the guide",
        "R02",
        "不在办事指南内",
        lambda tablet, case: tablet.notice(case, "M16:husband"),
    ),
    (
        "a number outside the block",
        "outside-block",
        "不在本平板领取的号段内",
        lambda tablet, case: tablet.certificate(case, serial=201),
    ),
    (
        "a document only the hub writes",
        "hub-only",
        "只能由区平台生成",
        lambda tablet, case: {**tablet.block(201, 9999, 2), "device": tablet.device},
    ),
    (
        "a forged signature",
        "signature",
        "签名与登记的平板不符",
        lambda tablet, case: {**tablet.visit(case), "online": False},
    ),
    (
        "a number beyond all counts",
        "shape",
        "",
        lambda tablet, case: {**tablet.visit(case), "seq": 10**30},
    ),
    ("a type that is no word", "unknown-type", "", lambda tablet, case: {"_id": "x:1", "type": ["visit"]}),
]


@pytest.mark.parametrize(("rule", "reason", "bad"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
async def test_refused_and_kept(demo: DemoHub, rule: str, reason: str, bad: Bad) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    assert await demo.push(tablet.facts) == []
    refused = bad(tablet, case)
    (row,) = await demo.push([refused])
    assert (row["id"], row["error"]) == (refused["_id"], "forbidden")
    assert row["reason"].startswith(f"{rule} ")
    assert reason in row["reason"]
    (kept,) = await demo.documents("hub", "quarantine:")
    assert (kept["docId"], kept["rule"], kept["by"]) == (refused["_id"], rule, "sipaifang-1")
    assert kept["reason"] in row["reason"]
    assert "aGVsbG8=" not in kept["body"]  # nobody keeps the paper, the quarantine neither
    stored = await demo.documents(f"site-{SITE}")
    assert [document["_id"] for document in stored if document["type"] != "block"] == [tablet.facts[0]["_id"]]


async def test_what_hardly_a_program_can_hold_is_refused_alone(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    visit = as_revision({**tablet.visit(case), "purpose": "HERE"})
    text = json.dumps({"new_edits": False, "docs": [visit, as_revision(tablet.facts[0])]})
    content = text.replace('"HERE"', "9" * 400)
    headers = await demo.bearer(tablet.clerk)
    answer = await demo.client.post(f"/couchdb/site-{SITE}/_bulk_docs", content=content, headers=headers)
    (row,) = answer.json()
    assert (row["id"], row["reason"].partition(" ")[0]) == (visit["_id"], "shape")
    await demo.settled()
    (refusal,) = demo.rows()["refusal"]
    assert refusal[2] == visit["_id"]
    assert len(demo.rows()["fact"]) == 1


@pytest.mark.parametrize(
    ("database", "doc_id"),
    [
        ("hub", "user:sipaifang-1"),
        ("hub", "device:{device}"),
        ("reference", "key:{key}"),
    ],
)
async def test_what_facts_were_judged_by_is_never_deleted(demo: DemoHub, database: str, doc_id: str) -> None:
    tablet = await demo.enrolled_tablet()
    (key,) = await demo.documents("reference", "key:")
    doc_id = doc_id.format(device=tablet.device, key=key["kid"])
    (document,) = await demo.documents(database, doc_id)
    headers = await demo.bearer("district")
    answer = await demo.client.delete(
        f"/couchdb/{database}/{doc_id}", params={"rev": document["_rev"]}, headers=headers
    )
    assert (answer.status_code, answer.json()["error"]) == (403, "forbidden")
    changed = {**document, "label": "窗口二"}
    assert (
        await demo.client.put(f"/couchdb/{database}/{doc_id}", json=changed, headers=headers)
    ).status_code == 201


async def test_a_key_that_has_ended_vouches_for_nothing_that_is_printed_later(demo: DemoHub) -> None:
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    case = zhao_story(here)
    certificate = next(fact for fact in here.facts if fact["type"] == "certificate")
    there.carry_on(here.slip(case))
    (key,) = await demo.documents("reference", "key:")
    await change(demo.hub.engine.database("reference"), key["_id"], until="2021-06-13")
    (row,) = await demo.push(here.facts)
    assert (row["id"], row["reason"].partition(" ")[0]) == (certificate["_id"], "expired-credential")
    (row,) = await demo.push(there.facts, site=OTHER_SITE, user=there.clerk)
    assert row["reason"].startswith("slip ")
    await demo.settled()
    assert "密钥" in (await demo.get(f"/V/{certificate['token']}")).text


@pytest.mark.parametrize("doc_id", ["guide:birth-service:2021-7", "calendar:2021"])
async def test_what_is_published_is_neither_deleted_nor_overwritten(demo: DemoHub, doc_id: str) -> None:
    headers = await demo.bearer("district")
    path = f"/couchdb/reference/{doc_id}"
    document = (await demo.client.get(path, headers=headers)).json()
    deleted = await demo.client.delete(path, params={"rev": document["_rev"]}, headers=headers)
    assert (deleted.status_code, deleted.json()["error"]) == (403, "forbidden")
    changed = await demo.client.put(path, json={**document, "basis": "another"}, headers=headers)
    assert (changed.status_code, changed.json()["error"]) == (403, "forbidden")
    (kept,) = await demo.documents("hub", "quarantine:")
    assert (kept["database"], kept["docId"], kept["rule"]) == ("reference", doc_id, "publication")
    assert json.loads(kept["body"])["basis"] == "another"
    again = {"new_edits": False, "docs": [{**document, "_revisions": _path(document["_rev"])}]}
    assert (await demo.client.post("/couchdb/reference/_bulk_docs", json=again, headers=headers)).json() == []
    assert (await demo.client.get(path, headers=headers)).json() == document


def _path(rev: str) -> dict[str, Any]:
    generation, _, name = rev.partition("-")
    return {"start": int(generation), "ids": [name]}


async def test_a_guide_is_judged_alike_whoever_puts_it(demo: DemoHub) -> None:
    headers = await demo.bearer("district")
    law, bad = next_version(), next_version("only-child")
    bad["materials"][0]["copies"] = 2
    answer = await demo.client.post(
        "/couchdb/reference/_bulk_docs", json={"docs": [law, bad]}, headers=headers
    )
    assert [row.get("error", "") for row in answer.json()] == ["", "forbidden"]
    assert "line 124" in answer.json()[1]["reason"]
    (kept,) = await demo.documents("hub", "quarantine:")
    assert kept["docId"] == bad["_id"]
    assert not await demo.documents("reference", bad["_id"])


async def test_a_table_is_put_right_with_its_reason_alone(demo: DemoHub) -> None:
    headers = await demo.bearer("district")
    held = (await demo.client.get("/couchdb/reference/calendar:2021", headers=headers)).json()
    rest = {**held, "daysOff": held["daysOff"][:-1]}
    said = {name: held[name] for name in ("basis", "daysOff", "workdays")}
    why = {"at": "2021-06-08T01:00:00.000Z", "reason": "国务院调整放假安排", **said}
    for body, status in ((rest, 403), ({**rest, "corrections": [why]}, 201)):
        answer = await demo.client.put("/couchdb/reference/calendar:2021", json=body, headers=headers)
        assert answer.status_code == status


async def test_the_record_of_a_look_is_never_changed_or_deleted(demo: DemoHub) -> None:
    headers = await demo.bearer("district")
    record = {"_id": "audit:2021-06-08T01:00:00.000Z:1", "type": "audit", "by": "jijiang"}
    path = f"/couchdb/hub/{record['_id']}"
    first = await demo.client.put(path, json=record, headers=headers)
    assert first.status_code == 201
    rev = first.json()["rev"]
    edited = await demo.client.put(path, json={**record, "_rev": rev, "by": "nobody"}, headers=headers)
    deleted = await demo.client.delete(path, params={"rev": rev}, headers=headers)
    rival = {"new_edits": False, "docs": [{**record, "by": "nobody", "_rev": "1-" + "f" * 32}]}
    (row,) = (await demo.client.post("/couchdb/hub/_bulk_docs", json=rival, headers=headers)).json()
    assert (edited.status_code, deleted.status_code, row["error"]) == (403, 403, "forbidden")
    (kept,) = await demo.documents("hub", "audit:")
    assert (kept["_rev"], kept["by"]) == (rev, "jijiang")


async def test_refusing_twice_is_refusing_once(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    bad = tablet.notice(tablet.application(), "M16:wife")
    assert await demo.push([bad]) == await demo.push([bad])
    assert len(await demo.documents("hub", "quarantine:")) == 1


async def test_the_same_fact_again_is_no_second_write(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    assert await demo.push(tablet.facts) == await demo.push(tablet.facts) == []
    assert await demo.documents("hub", "quarantine:") == []


async def test_two_bodies_of_one_fact_in_one_request(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    (row,) = await demo.push([tablet.facts[0], _second_write(tablet, case)])
    assert row["reason"].startswith("write-once ")


async def test_two_bodies_of_one_fact_at_the_same_time(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    rivals = [tablet.facts[0], _second_write(tablet, case)]
    await demo.bearer("sipaifang-1")  # signed in before both
    answers = await asyncio.gather(*(demo.push([fact]) for fact in rivals))
    (refused,) = [row for rows in answers for row in rows]
    assert refused["reason"].startswith("write-once ")
    assert len(await demo.documents("hub", "quarantine:")) == 1
    fact = await demo.get(f"/couchdb/site-{SITE}/{rivals[0]['_id']}?conflicts=true", "sipaifang-1")
    assert "_conflicts" not in fact.json()


async def test_good_facts_of_a_batch_are_kept(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.notice(case, "M16:wife")
    tablet.visit(case)
    (row,) = await demo.push(tablet.facts)
    assert row["id"] == tablet.facts[1]["_id"]
    arrivals = await demo.documents("hub", "arrival:")
    assert [(one["device"], one["from"], one["to"]) for one in arrivals] == [
        (tablet.device, 1, 1),
        (tablet.device, 3, 3),
    ]


async def test_deleting_a_fact_is_refused(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    await demo.push(tablet.facts)
    fact = as_revision(tablet.facts[0])
    answer = await demo.client.delete(
        f"/couchdb/site-{SITE}/{fact['_id']}?rev={fact['_rev']}", headers=await demo.bearer("district")
    )
    assert answer.status_code == 403
    assert answer.json()["reason"].startswith("write-once ")


async def test_of_a_device_that_has_ended_only_what_is_older_is_taken(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    late, held, newer = tablet.visit(case), tablet.visit(case), tablet.visit(case)
    await demo.push([tablet.facts[0], held])
    ended = {"why": "lost", "note": "", "wipe": False, "upTo": 3, "gaps": "2", "at": "", "by": "jijiang"}
    await change(demo.hub.engine.database("hub"), f"device:{tablet.device}", ended=ended)
    (row,) = await demo.push([late, newer])
    assert (row["id"], row["reason"].partition(" ")[0]) == (newer["_id"], "ended-device")


@pytest.mark.parametrize(
    ("user", "database", "status"),
    [
        ("sipaifang-1", f"site-{OTHER_SITE}", 403),
        ("sipaifang-1", "reference", 403),
        ("sipaifang-1", "hub", 403),
        ("sipaifang-1", "anything", 403),
        ("jijiang", "hub", 403),
        ("reporter", f"site-{SITE}", 403),
        ("", f"site-{SITE}", 401),
        ("district", "hub", 201),
    ],
)
async def test_who_may_write_where(demo: DemoHub, user: str, database: str, status: int) -> None:
    answer = await demo.client.post(
        f"/couchdb/{database}/_bulk_docs", json={"docs": [{"_id": "note"}]}, headers=await demo.bearer(user)
    )
    assert answer.status_code == status


async def test_other_databases_have_no_rules(demo: DemoHub) -> None:
    headers = await demo.bearer("district")
    assert (await demo.client.put("/couchdb/scratch", headers=headers)).status_code == 201
    answer = await demo.client.put("/couchdb/scratch/anything", json={"type": "rumour"}, headers=headers)
    assert answer.status_code == 201


async def test_a_fact_that_names_a_guide_not_here_yet_is_kept(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.fact("materials", case, guide="guide:birth-service:2099-1", shown=[], copyOnly=[])
    assert await demo.push(tablet.facts) == []
    assert await demo.documents("hub", "quarantine:") == []
