"""What a hub that was restored from an old backup must not make of what came after it."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schema.district_keys import key_id
from schema.sign1 import decode, encode, issue_credential, write_signed
from server.workers.revocations import Revocations
from sync.records import read
from sync.store import EmbeddedEngine
from tests.adversary.table import attempt
from tests.hub import SITE, DemoHub, demo_hub
from tests.server.graphql.desk import DECIDE, VOID, in_review, problem
from tests.server.test_backup import back_up, restore
from tests.server.test_forgotten_tablets import restored
from tests.server.workers.office import Office, birth_service
from tests.server.workers.test_revocations import void_order
from tests.tablet import Fact, Tablet, key_from, point

LIST = f"revocations:{SITE[:9]}"
READMIT = (
    "mutation($device: ID!, $token: String!) { readmitDevice(device: $device, token: $token) { pending } }"
)
END = 'mutation($d: ID!) { endDevice(device: $d, why: LOST, note: "") { pending } }'


@attempt(
    "a new tablet of a restored hub, to get the name and numbers of one admitted after its backup",
    answered="each restore leaves out nine names of every site",
    seen="`restore:…` in `hub`; GraphQL `devices`",
)
async def test_a_name_that_the_backup_does_not_know(tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "old") as old:
        await asyncio.to_thread(back_up, tmp_path / "old", tmp_path / "hub.tar")
        forgotten = await old.enrolled_tablet()
    await asyncio.to_thread(restore, tmp_path / "hub.tar", tmp_path / "new")
    async with demo_hub(tmp_path / "new") as new:
        assert (await new.enrolled_tablet(secret=4)).device != forgotten.device
        (record,) = await new.documents("hub", "restore:")
        assert record["otherNames"] == "B1"


@attempt(
    "a paper of one's own making, or with an honest one's credential, to have a tablet of one's own taken up "
    "by a restored hub",
    answered="`forbidden`; no tablet is admitted",
    seen="the desk's tablets; GraphQL `devices`",
)
@pytest.mark.parametrize("forged", ["credential", "signature"])
async def test_a_paper_of_no_tablet_that_was_forgotten(demo: DemoHub, forged: str) -> None:
    await restored(demo)
    name, own = f"{SITE}A4", key_from(66)
    days = date(2021, 6, 1), date(2023, 6, 1)
    if forged == "signature":
        credential = issue_credential(demo.hub.district_key, name, point(key_from(4)), *days)
    else:
        parts = decode(issue_credential(key_from(77), name, point(own), *days))
        header = {1: -7, 4: key_id(demo.hub.district_key.public_key())}  # as if the district had signed it
        credential = encode([encode(header), *parts[1:]])
    given = {"device": name, "token": write_signed({1: "-"}, credential, own)}
    assert (await problem(demo, READMIT, given, user="jijiang"))["code"] == "forbidden"
    assert await demo.documents("hub", "device:") == []


@attempt(
    "a paper shown that became void after a restore, where a list of the hub before it is held",
    answered="what the restored hub publishes wins over later revisions that it has forgotten",
    seen="the tablet's verify screen",
)
async def test_a_list_that_the_restored_hub_has_forgotten(tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "old") as old:
        office = Office(old)
        tablet = await old.enrolled_tablet()
        certificate = birth_service(tablet)
        await office.push(tablet)
        await office.work(Revocations(old.hub.district_key))
        await asyncio.to_thread(back_up, tmp_path / "old", tmp_path / "hub.tar")
        for secret in range(4, 9):
            lost = await old.enrolled_tablet(secret=secret)
            await old.ask(END, {"d": lost.device}, user="jijiang")
            await office.work(Revocations(old.hub.district_key))
        held = await old.hub.engine.database("reference").leaves(LIST)
    await asyncio.to_thread(restore, tmp_path / "hub.tar", tmp_path / "new")
    async with demo_hub(tmp_path / "new") as new:
        office = Office(new)
        await office.write(void_order(certificate))
        await office.work(Revocations(new.hub.district_key))
        anew = await new.hub.engine.database("reference").leaves(LIST)
    of_a_tablet = EmbeddedEngine(tmp_path / "tablet")
    await of_a_tablet.create("reference")
    reference = of_a_tablet.database("reference")
    for leaves in (held, anew):
        await reference.bulk_docs(leaves, new_edits=False)
    shown = await read(reference, LIST)
    await of_a_tablet.close()
    assert shown is not None
    assert shown["void"] == f"{SITE[9:]}A1FS0001"


@attempt(
    "a paper shown that was made void after the backup of a hub that was restored",
    answered="void again as soon as a tablet that had heard of it is back; until then valid",
    seen="`/verify`, GraphQL `verifyCertificate`, `numberLedger`",
)
async def test_orders_that_the_restored_hub_has_forgotten(tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "old") as old:
        tablet, case = await in_review(old)
        certificate = birth_service(tablet)
        await Office(old).push(tablet)
        await asyncio.to_thread(back_up, tmp_path / "old", tmp_path / "hub.tar")
        await old.ask(DECIDE, {"case": case, "granted": True}, user="jijiang")
        await old.ask(VOID, {"certNo": certificate["certNo"], "why": "CLERICAL_ERROR"}, user="jijiang")
        written = await old.documents(f"site-{SITE}", "order:")
        pulled = [order for order in written if "sig" in order]
        before = await _standing(old, case, certificate)
    await asyncio.to_thread(restore, tmp_path / "hub.tar", tmp_path / "new")
    async with demo_hub(tmp_path / "new") as new:
        forgotten = await _standing(new, case, certificate)
        assert (forgotten["verified"], forgotten["case"]) == ("VALID: in-force", {"state": "IN_REVIEW"})
        assert await new.push([_as_pulled(order) for order in pulled]) == []
        assert await _standing(new, case, certificate) == before
        assert (before["verified"], before["case"]) == ("VOID: void", {"state": "GRANTED"})


def _as_pulled(order: Fact) -> Fact:
    return {**order, "_revisions": {"start": 1, "ids": [order["_rev"].partition("-")[2]]}}


async def _standing(demo: DemoHub, case: str, certificate: Fact) -> dict[str, Any]:
    await demo.settled()
    asked = """query($t: String, $case: String!) {
      verifyCertificate(token: $t) { status reason }
      case(caseNo: $case) { state }
      numberLedger { addsUp counts { issued void } } }"""
    answer = await demo.ask(asked, {"t": certificate["token"], "case": case})
    verified = answer.pop("verifyCertificate")
    return {**answer, "verified": f"{verified['status']}: {verified['reason']}"}


@attempt(
    "an honest paper shown whose block, or tablet, the restored hub has forgotten",
    answered="unknown-yet: `not-arrived`",
    seen="`/verify`, GraphQL `verifyCertificate`",
)
async def test_a_number_of_a_forgotten_block(tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "hub") as hub:
        known = await hub.enrolled_tablet()
        forgotten = Tablet(f"{SITE}A2", secret=4)
        days = date(2021, 1, 1), date(2022, 1, 1)
        forgotten.credential = issue_credential(
            hub.hub.district_key, forgotten.device, point(forgotten.key), *days
        )
        await hub.settled()
        for tablet, serial in ((known, 201), (forgotten, 1)):
            token = tablet.certificate("any", serial=serial)["token"]
            asked = "query($t: String) { verifyCertificate(token: $t) { status reason } }"
            answer = (await hub.ask(asked, {"t": token}, user=""))["verifyCertificate"]
            assert answer == {"status": "UNKNOWN_YET", "reason": "not-arrived"}
