"""A tablet is lost: one action ends it, and tells what went with it."""

import asyncio
from typing import Any

import pytest

import sync.projector.awaited
from server.clock import HubClock
from server.enrolment import CREDENTIAL_LIFETIME
from sync.records import change, put_new
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import arrive, problem
from tests.server.graphql.test_numbers import LEDGER
from tests.server.workers.office import birth_service
from tests.tablet import Tablet

END = """mutation($device: ID!, $why: DeviceEnd!, $note: String! = "", $wipe: Boolean! = false) {
  endDevice(device: $device, why: $why, note: $note, wipe: $wipe) { pending
    device { device ended { why by note upTo gaps } }
    exposure { caseCount openCaseCount cases { id state } numbers { item first last } gaps lastPushAt } } }"""
READMIT = (
    "mutation($device: ID!) { readmitDevice(device: $device) { pending device { ended { why } expires } } }"
)
DEVICES = """query($ended: Boolean) { devices(hasEnded: $ended) { device siteCode label ended { why }
  lives { why by readmittedAt readmittedBy } } }"""


async def _stolen(demo: DemoHub) -> tuple[Tablet, Any]:
    """Twenty numbers used, seven cases open, one fact missing; what `endDevice` answered."""
    tablet = await demo.enrolled_tablet()
    for _ in range(20):
        certificate = birth_service(tablet)
        tablet.handover(certificate["case"], certificate["certNo"])
    opened = [tablet.application() for _ in range(7)]
    lost = tablet.visit(opened[0])
    tablet.visit(opened[0])
    await demo.push([fact for fact in tablet.facts if fact is not lost])
    await demo.settled()
    answer = await demo.ask(END, {"device": tablet.device, "why": "STOLEN"}, user="jijiang")
    return tablet, answer["endDevice"]


async def test_e14_one_action_ends_a_stolen_tablet_and_tells_what_went_with_it(demo: DemoHub) -> None:
    tablet, ended = await _stolen(demo)
    assert ended["device"]["ended"] == {
        "why": "STOLEN",
        "by": "jijiang",
        "note": "",
        "upTo": len(tablet.facts),
        "gaps": str(len(tablet.facts) - 1),
    }
    exposure = ended["exposure"]
    assert (exposure["caseCount"], exposure["openCaseCount"]) == (27, 7)
    assert ["CLOSED" in case["state"] for case in exposure["cases"]] == [False] * 7 + [True] * 20
    assert {"item": "BIRTH_SERVICE", "first": 21, "last": 200} in exposure["numbers"]
    assert exposure["gaps"] == str(len(tablet.facts) - 1)
    assert exposure["lastPushAt"]
    counts = (await demo.ask(LEDGER, {"item": "BIRTH_SERVICE"}))["numberLedger"]["counts"]
    assert (counts["issued"], counts["awaited"], counts["lost"], counts["free"]) == (20, 1, 179, 0)
    (listed,) = (await demo.ask(DEVICES, {"ended": True}))["devices"]
    assert (listed["device"], listed["ended"]) == (tablet.device, {"why": "STOLEN"})
    assert (await demo.ask(DEVICES, {"ended": False}))["devices"] == []


async def test_what_a_stolen_tablet_writes_is_kept_apart_and_comes_back_with_it(demo: DemoHub) -> None:
    tablet, _ = await _stolen(demo)
    later = birth_service(tablet)
    refused = await demo.push(tablet.facts)
    assert {row["reason"].partition(" ")[0] for row in refused} == {"ended-device"}
    assert [row["id"] for row in refused] == [fact["_id"] for fact in tablet.facts[-5:]]
    await demo.settled()
    assert {row[4] for row in demo.rows()["refusal"]} == {"ended-device"}
    answer = (await demo.ask(READMIT, {"device": tablet.device}, user="jijiang"))["readmitDevice"]
    assert answer["device"]["ended"] is None
    assert await demo.push(tablet.facts) == []
    await demo.settled()
    assert later["_id"] in {row[0] for row in demo.rows()["fact"]}
    counts = (await demo.ask(LEDGER, {"item": "BIRTH_SERVICE"}))["numberLedger"]["counts"]
    assert (counts["issued"], counts["lost"], counts["free"]) == (21, 0, 179)
    (listed,) = (await demo.ask(DEVICES, {"ended": False}))["devices"]
    assert listed["device"] == tablet.device
    assert [{**one, "readmittedAt": bool(one["readmittedAt"])} for one in listed["lives"]] == [
        {"why": "STOLEN", "by": "jijiang", "readmittedAt": True, "readmittedBy": "jijiang"}
    ]


@pytest.mark.parametrize(("ahead", "is_taken"), [(50, True), (51, False)])
async def test_a_fact_signed_far_ahead_opens_no_way_for_what_is_written_later(
    demo: DemoHub, ahead: int, is_taken: bool
) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    written = [tablet.visit(case) for _ in range(ahead + 1)]
    await demo.push([tablet.facts[0], written[-1]])
    await demo.settled()
    await demo.ask(END, {"device": tablet.device, "why": "STOLEN"}, user="jijiang")
    refused = await demo.push(written[:-1])
    assert (refused == []) == is_taken
    assert len(refused) in (0, ahead)


async def test_ended_again_it_may_be_for_another_reason_and_takes_nothing_more(demo: DemoHub) -> None:
    tablet, first = await _stolen(demo)
    birth_service(tablet)
    await demo.push(tablet.facts[-5:])
    again = await demo.ask(
        END, {"device": tablet.device, "why": "RETIRED", "note": "已找回"}, user="district"
    )
    told = again["endDevice"]["device"]["ended"]
    assert (told["why"], told["note"]) == ("RETIRED", "已找回")
    assert told["upTo"] == first["device"]["ended"]["upTo"]
    counts = (await demo.ask(LEDGER, {"item": "BIRTH_SERVICE"}))["numberLedger"]["counts"]
    assert (counts["lost"], counts["returned"], counts["void"]) == (0, 178, 1)  # one was refused


async def test_an_expired_credential_is_given_again_by_the_township(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    demo.hub.enrolment._clock = HubClock(demo.hub.clock.now() + 2 * CREDENTIAL_LIFETIME)
    answer = (await demo.ask(READMIT, {"device": tablet.device}, user="jijiang"))["readmitDevice"]
    assert answer["device"]["expires"] > "2025"


@pytest.mark.parametrize("name", ["{device}", f"{SITE}Q9", "", "user:jijiang"])
async def test_a_township_ends_its_own_tablets_alone(demo: DemoHub, name: str) -> None:
    tablet = await demo.enrolled_tablet(OTHER_SITE, 4)
    given = {"device": name.format(device=tablet.device), "why": "LOST"}
    assert (await problem(demo, END, given))["code"] == "not_found"
    assert (await problem(demo, READMIT, {"device": given["device"]}))["code"] == "not_found"
    await arrive(demo, tablet)


async def test_a_note_has_its_length(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    given = {"device": tablet.device, "why": "LOST", "note": "长" * 501}
    assert (await problem(demo, END, given))["code"] == "bad_request"


async def test_what_another_official_says_meanwhile_stands(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = await demo.enrolled_tablet()
    await _arrives_late(demo, monkeypatch, tablet, END, {"why": "STOLEN", "wipe": True})
    await demo.ask(END, {"device": tablet.device, "why": "SUSPENDED"}, user="jijiang")
    (device,) = await demo.documents("hub", f"device:{tablet.device}")
    ended = device["ended"]
    assert (ended["why"], ended["wipe"], ended["by"]) == ("stolen", True, "district")
    assert ended["upTo"] == len(tablet.facts)


async def test_what_was_admitted_again_meanwhile_works(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = await demo.enrolled_tablet()
    await _arrives_late(demo, monkeypatch, tablet, READMIT, {})
    await demo.ask(END, {"device": tablet.device, "why": "SUSPENDED"}, user="jijiang")
    (device,) = await demo.documents("hub", f"device:{tablet.device}")
    assert "ended" not in device
    birth_service(tablet)
    assert await demo.push(tablet.facts[-5:]) == []


async def _arrives_late(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch, tablet: Tablet, query: str, given: dict[str, Any]
) -> None:
    """While the next `endDevice` waits for the tables, a fact is written that the gate had let in before, and
    the district asks for something else."""
    birth_service(tablet)
    await demo.push(tablet.facts[:-1])
    await demo.settled()
    await demo.bearer("district")
    shown = demo.hub.projector.shown

    async def meanwhile(database: str) -> bool:
        monkeypatch.setattr(demo.hub.projector, "shown", shown)
        await demo.ask(query, {"device": tablet.device, **given}, user="district")
        await put_new(demo.hub.engine.database(f"site-{SITE}"), tablet.facts[-1:])
        return await shown(database)

    monkeypatch.setattr(demo.hub.projector, "shown", meanwhile)


async def test_what_was_missing_is_taken_though_the_tables_were_behind(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    birth_service(tablet)
    await demo.push(tablet.facts[:5])
    await demo.settled()
    await demo.bearer("jijiang")
    may_go_on = asyncio.Event()
    drain = demo.hub.projector._try_to_drain

    async def slow(database: str) -> None:
        await may_go_on.wait()
        await drain(database)

    monkeypatch.setattr(demo.hub.projector, "_try_to_drain", slow)
    monkeypatch.setattr(sync.projector.awaited, "SECONDS_TO_SHOW", 0.0)
    assert await demo.push(tablet.facts[7:]) == []
    given = {"device": tablet.device, "why": "LOST"}
    ended = (await demo.ask(END, given, user="jijiang"))["endDevice"]["device"]["ended"]
    may_go_on.set()
    assert (ended["upTo"], ended["gaps"]) == (10, "6-7")
    await demo.settled()
    assert await demo.push(tablet.facts[5:7]) == []


async def test_said_again_it_takes_what_a_hub_that_was_killed_did_not_count(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    birth_service(tablet)
    await demo.push(tablet.facts[:5] + tablet.facts[7:])
    await demo.settled()
    given = {"device": tablet.device, "why": "LOST"}
    await demo.ask(END, given, user="jijiang")
    hub, name = demo.hub.engine.database("hub"), f"device:{tablet.device}"
    (device,) = await demo.documents("hub", name)
    await change(hub, name, ended={**device["ended"], "upTo": 5, "gaps": ""})
    assert len(await demo.push(tablet.facts[5:7])) == 2
    await demo.settled()
    ended = (await demo.ask(END, given, user="jijiang"))["endDevice"]["device"]["ended"]
    assert (ended["upTo"], ended["gaps"]) == (10, "6-7")
    assert await demo.push(tablet.facts[5:7]) == []
