"""A tablet that was enrolled after the backup comes back to the restored hub by a paper that it printed."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schema.envelope import from_base64url
from schema.sign1 import issue_credential, write_signed
from server import blocks
from server.blocks import block_of
from server.device_names import record_restore
from server.founding import key_document
from server.workers.top_up import TopUp
from sync.records import put_new
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub
from tests.server.graphql.desk import problem
from tests.server.graphql.test_numbers import LEDGER
from tests.server.test_backup import back_up, restore
from tests.server.workers.office import Office, birth_service, everything_shown
from tests.tablet import GUIDE, Tablet, key_from, point

READMIT = """mutation($device: ID!, $token: String! = "") { readmitDevice(device: $device, token: $token) {
  pending device { label enrolledBy expires ended { why } lives { why note by readmittedBy } } } }"""
FORGOTTEN = "{ forgottenDevices { device siteCode refusedCount at } }"
VERIFY = "query($token: String!) { verifyCertificate(token: $token) { status reason } }"
LINK = "https://hub.example/v/"
NEW_CODE = "mutation($site: String!) { createPairingCode(site: $site) { code } }"


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "NUMBERS_IN_A_BLOCK", 10)


def _issue(tablet: Tablet, count: int) -> None:
    """The next certificates, from the blocks that their numbers are in."""
    for _ in range(count):
        case = tablet.application()
        tablet.materials(case, *everything_shown(GUIDE, tablet.facts[-1]))
        tablet.acceptance(case)
        tablet.certificate(case, block=block_of(tablet.serial + 1))


async def _leased(demo: DemoHub, tablet: Tablet) -> list[tuple[str, int, int]]:
    found = await demo.documents(f"site-{tablet.site}", f"block:{tablet.device}:")
    return sorted((one["_id"], one["from"], one["to"]) for one in found)


async def _refusals(demo: DemoHub, tablet: Tablet) -> set[str]:
    return {row["reason"].partition(" ")[0] for row in await demo.push(tablet.facts)}


async def test_it_comes_back_with_all_it_wrote_and_goes_on_with_its_numbers(tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "old") as old:
        known = await old.enrolled_tablet()
        await old.settled()
        await asyncio.to_thread(back_up, tmp_path / "old", tmp_path / "hub.tar")
        tablet = await old.enrolled_tablet(secret=4)
        _issue(tablet, 8)
        assert await old.push(tablet.facts) == []
        assert await Office(old).work(TopUp()) == 1
        _issue(tablet, 5)
        assert await old.push(tablet.facts) == []
        leased = await _leased(old, tablet)
    restored = await asyncio.to_thread(restore, tmp_path / "hub.tar", tmp_path / "new")
    assert restored.exit_code == 0, restored.output

    async with demo_hub(tmp_path / "new") as new:
        office = Office(new)
        assert await _refusals(new, tablet) == {"unknown-device"}
        told = await problem(new, READMIT, {"device": tablet.device}, user="jijiang")
        assert (told["code"], "paper" in told["message"]) == ("not_found", True)
        later = await new.enrolled_tablet(secret=5)
        assert later.device not in (known.device, tablet.device)

        certificates = [fact for fact in tablet.facts if fact["type"] == "certificate"]
        given = {"device": tablet.device, "token": LINK + certificates[-1]["token"]}
        device = (await new.ask(READMIT, given, user="jijiang"))["readmitDevice"]["device"]
        assert (device["enrolledBy"], device["ended"]) == ("jijiang", None)
        (life,) = device["lives"]
        assert (life["why"], life["by"], life["readmittedBy"]) == ("SUSPENDED", "restore:0001", "jijiang")

        assert await new.push(tablet.facts) == []
        await office.work(TopUp(), TopUp())
        _issue(tablet, 4)
        assert await new.push(tablet.facts) == []
        await office.work(TopUp(), TopUp())
        await new.settled()
        for fact in tablet.facts:
            if fact["type"] == "certificate":
                found = (await new.ask(VERIFY, {"token": fact["token"]}))["verifyCertificate"]
                assert found == {"status": "VALID", "reason": "in-force"}, fact["certNo"]
        assert set(leased) <= set(await _leased(new, tablet))
        counts = (await new.ask(LEDGER, {"item": "BIRTH_SERVICE"}))["numberLedger"]
        assert (counts["counts"]["issued"], counts["addsUp"]) == (17, True)
        assert new.rows()["alarm"] == []


async def test_it_is_known_again_with_the_key_and_a_lasting_credential(demo: DemoHub) -> None:
    tablet = await _forgotten(demo)
    first = await _readmitted(demo, tablet, _slip(tablet))
    (document,) = await demo.documents("hub", f"device:{tablet.device}")
    assert (document["publicKey"], document["label"]) == (tablet.public_key, "A4")
    assert first["expires"] == document["expires"] > "2023-06"
    tablet.credential = from_base64url(document["credential"])
    birth_service(tablet)
    assert await demo.push(tablet.facts) == []
    assert await _readmitted(demo, tablet, _slip(tablet)) == first, "asked again it changes nothing"


async def test_its_desk_is_told_of_it_until_it_is_back(demo: DemoHub) -> None:
    tablet, elsewhere = await _forgotten(demo), await _forgotten(demo, site=OTHER_SITE)
    tablet.application()
    tablet.application()
    elsewhere.application()
    for _ in range(2):
        await demo.push(tablet.facts)
    await demo.push(elsewhere.facts, site=OTHER_SITE, user="degan-1")
    await demo.settled()
    (told,) = (await demo.ask(FORGOTTEN, user="jijiang"))["forgottenDevices"]
    assert (told["device"], told["siteCode"], told["refusedCount"]) == (
        tablet.device,
        SITE,
        len(tablet.facts),
    )
    assert told["at"] <= demo.hub.clock.text()
    everywhere = (await demo.ask(FORGOTTEN, user="district"))["forgottenDevices"]
    assert [one["device"] for one in everywhere] == [tablet.device, elsewhere.device]
    there = f'{{ forgottenDevices(areaCode: "{OTHER_SITE}") {{ device }} }}'
    assert (await demo.ask(there, user="district"))["forgottenDevices"] == [{"device": elsewhere.device}]
    assert "yici_forgotten_devices 2.0" in (await demo.get("/metrics", "district")).text
    await _readmitted(demo, tablet, _slip(tablet))
    assert (await demo.ask(FORGOTTEN, user="jijiang"))["forgottenDevices"] == []


async def test_who_makes_up_a_name_is_no_tablet_that_was_forgotten(demo: DemoHub) -> None:
    """Of a hub that was never restored."""
    tablet = Tablet(f"{SITE}A4", secret=4)
    tablet.application()
    await demo.push(tablet.facts)
    await demo.settled()
    assert (await demo.ask(FORGOTTEN, user="jijiang"))["forgottenDevices"] == []
    assert "yici_forgotten_devices 0.0" in (await demo.get("/metrics", "district")).text


async def test_a_paper_of_a_tablet_that_works_brings_no_other_back(demo: DemoHub) -> None:
    await restored(demo)
    tablet = await demo.enrolled_tablet()
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)}, user="jijiang")
    assert (told["code"], "which works" in told["message"]) == ("conflict", True)


@pytest.mark.parametrize("written", ["{}", "  {}\r\n", "HTTPS://HUB.EXAMPLE/H/{}"])
async def test_a_scanner_may_type_the_address_or_its_end_alone(demo: DemoHub, written: str) -> None:
    tablet = await _forgotten(demo)
    await _readmitted(demo, tablet, written.format(_slip(tablet)))


async def test_a_name_that_was_reserved_for_it_is_its_own(demo: DemoHub) -> None:
    tablet = await _forgotten(demo)
    reserved = {"_id": f"device:{tablet.device}", "type": "device", "device": tablet.device}
    await put_new(demo.hub.engine.database("hub"), [{**reserved, "label": "reserved"}])
    await _readmitted(demo, tablet, _slip(tablet))
    assert tablet.device in {row[0] for row in demo.rows()["device"]}


async def test_a_tablet_that_was_reported_does_not_come_back_by_a_paper(demo: DemoHub) -> None:
    await restored(demo)
    tablet = await demo.enrolled_tablet()
    end = "mutation($device: ID!) { endDevice(device: $device, why: STOLEN) { pending } }"
    await demo.ask(end, {"device": tablet.device}, user="jijiang")
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)}, user="jijiang")
    assert (told["code"], "which has ended" in told["message"]) == ("conflict", True)
    (document,) = await demo.documents("hub", f"device:{tablet.device}")
    assert document["ended"]["why"] == "stolen"


async def test_a_hub_that_was_never_restored_has_forgotten_none(demo: DemoHub) -> None:
    tablet = Tablet(f"{SITE}A4", secret=4)
    days = date(2021, 6, 1), date(2023, 6, 7)
    tablet.credential = issue_credential(demo.hub.district_key, tablet.device, point(tablet.key), *days)
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)}, user="jijiang")
    assert (told["code"], "never restored" in told["message"]) == ("conflict", True)
    assert await demo.documents("hub", f"device:{tablet.device}") == []


async def test_what_is_no_paper_of_a_tablet(demo: DemoHub) -> None:
    tablet = await _forgotten(demo)
    slip = _slip(tablet)
    for paper in ("-", slip[:-9], f"{LINK}status?case=1&code=2", "\u4e00", slip + "A"):
        told = await problem(demo, READMIT, {"device": tablet.device, "token": paper})
        assert (told["code"], told["message"][:7]) == ("bad_request", "Nothing"), paper


async def test_a_paper_of_another_district(demo: DemoHub) -> None:
    tablet = await _forgotten(demo)
    other = Tablet(tablet.device, secret=4)  # for which the key of the tests' district vouches
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(other)})
    assert (told["code"], "No key of this district" in told["message"]) == ("forbidden", True)


async def test_a_paper_that_another_key_has_signed(demo: DemoHub) -> None:
    tablet = await _forgotten(demo)
    tablet.key = key_from(5)
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)})
    assert (told["code"], "has not signed it" in told["message"]) == ("forbidden", True)


async def test_a_paper_of_another_tablet(demo: DemoHub) -> None:
    tablet = await _forgotten(demo)
    given = {"device": f"{SITE}A5", "token": _slip(tablet)}
    told = await problem(demo, READMIT, given)
    assert (told["code"], tablet.device in told["message"]) == ("bad_request", True)


async def test_a_name_that_another_tablet_has_by_now(demo: DemoHub) -> None:
    tablet = await _forgotten(demo, short="B1")
    assert (await demo.enrolled_tablet(secret=5)).device == tablet.device
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)})
    assert (told["code"], "with another key" in told["message"]) == ("conflict", True)
    (document,) = await demo.documents("hub", f"device:{tablet.device}")
    assert document["publicKey"] != tablet.public_key


async def test_a_site_that_the_hub_has_forgotten_too(demo: DemoHub) -> None:
    tablet = await _forgotten(demo, site="500116001977")
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)}, user="jijiang")
    assert (told["code"], "no site 500116001977" in told["message"]) == ("not_found", True)


async def test_a_township_takes_up_its_own_tablets_alone(demo: DemoHub) -> None:
    tablet = await _forgotten(demo, site=OTHER_SITE)
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)}, user="jijiang")
    assert told["code"] == "not_found"
    assert await demo.documents("hub", f"device:{tablet.device}") == []


async def test_a_former_key_vouches_where_it_counted_after_the_backup(demo: DemoHub) -> None:
    """Its private half is gone; had it leaked before the backup, whoever has it could make any tablet."""
    tablet, former, leaked = await _forgotten(demo), key_from(77), key_from(78)
    ended = {**key_document(leaked, date(2021, 1, 1)), "until": "2021-05-29"}
    await put_new(demo.hub.engine.database("reference"), [ended])
    days = date(2021, 5, 1), date(2023, 1, 1)
    tablet.credential = issue_credential(leaked, tablet.device, point(tablet.key), *days)
    told = await problem(demo, READMIT, {"device": tablet.device, "token": _slip(tablet)}, user="jijiang")
    assert (told["code"], "No key of this district" in told["message"]) == ("forbidden", True)

    published = {**key_document(former, date(2021, 1, 1)), "until": "2021-05-31"}
    await put_new(demo.hub.engine.database("reference"), [published])
    for first, code in ((date(2021, 6, 1), "forbidden"), (date(2021, 5, 31), "")):
        tablet.credential = issue_credential(
            former, tablet.device, point(tablet.key), first, date(2023, 1, 1)
        )
        given = {"device": tablet.device, "token": _slip(tablet)}
        answer = await demo.graphql(READMIT, given, user="jijiang")
        assert [one["extensions"]["code"] for one in answer.get("errors", [])] == ([code] if code else [])


async def _forgotten(demo: DemoHub, *, site: str = SITE, short: str = "A4") -> Tablet:
    """One that the district vouched for, and that its restored hub does not know."""
    await restored(demo)
    tablet = Tablet(f"{site}{short}", secret=4)
    key = demo.hub.district_key
    days = date(2021, 6, 1), date(2021, 6, 7)  # of its credential, which is over
    tablet.credential = issue_credential(key, tablet.device, point(tablet.key), *days)
    return tablet


async def restored(demo: DemoHub) -> None:
    """The hub says that it was, from a backup of 30 May 2021."""
    hub = demo.hub.engine.database("hub")
    times = {"taken": "2021-05-30T01:00:00.000Z", "at": "2021-06-01T01:00:00.000Z"}
    await record_restore(hub, instance=demo.hub.engine.instance, **times)


def _slip(tablet: Tablet) -> str:
    """What stands in the QR of whatever it prints."""
    return write_signed({1: "whatever"}, tablet.credential, tablet.key)


async def _readmitted(demo: DemoHub, tablet: Tablet, paper: str) -> Any:
    given = {"device": tablet.device, "token": paper}
    answer = (await demo.ask(READMIT, given, user="jijiang"))["readmitDevice"]
    await demo.settled()
    return answer["device"]
