"""Nobody runs out of numbers: the next block is leased before the last one is used up."""

import pytest

from server import blocks
from server.workers.top_up import TopUp
from tests.hub import SITE
from tests.server.workers.office import Office, birth_service


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "NUMBERS_IN_A_BLOCK", 10)


async def _blocks(office: Office) -> list[tuple[int, int]]:
    found = await office.demo.documents(f"site-{SITE}", "block:")
    return [(one["from"], one["to"]) for one in found if one["item"] == "birth-service"]


async def test_at_thirty_percent_the_next_block_comes_once(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    for _ in range(6):
        birth_service(tablet)
    await office.push(tablet)
    assert await office.work(TopUp()) == 0
    birth_service(tablet)
    await office.push(tablet)
    assert await office.work(TopUp()) == 1
    assert await TopUp().run(office.parts("2021-06-15T09:00")) == 0  # the tables have not moved yet
    assert await office.work(TopUp()) == 0
    assert await _blocks(office) == [(1, 10), (11, 20)]


async def test_a_tablet_that_has_ended_gets_no_more(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    for _ in range(7):
        birth_service(tablet)
    await office.push(tablet)
    await office.demo.settled()
    end = "mutation($device: ID!) { endDevice(device: $device, why: LOST) { pending } }"
    await office.demo.ask(end, {"device": tablet.device}, user="jijiang")
    assert await office.work(TopUp()) == 0


async def test_what_a_lost_tablet_issued_waits_for_no_block_that_a_restore_made_the_hub_forget(
    office: Office,
) -> None:
    tablet = await office.demo.enrolled_tablet()
    for _ in range(10):
        birth_service(tablet)
    case = tablet.application()
    later = tablet.certificate(case, serial=11, block=2)
    await office.push(tablet)
    await office.demo.settled()
    end = "mutation($device: ID!) { endDevice(device: $device, why: LOST) { pending } }"
    await office.demo.ask(end, {"device": tablet.device}, user="jijiang")
    assert await office.work(TopUp(), TopUp()) == 1
    await office.demo.settled()
    assert later["_id"] in {row[0] for row in office.demo.rows()["number_use"]}


async def test_what_a_tablet_passed_over_it_does_not_have_left(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    case = birth_service(tablet)["case"]
    tablet.certificate(case, serial=9)
    await office.push(tablet)
    assert await office.work(TopUp()) == 1
    assert await _blocks(office) == [(1, 10), (11, 20)]


async def test_a_block_in_between_is_leased_again_by_its_name(office: Office) -> None:
    """The hub was restored to before it leased the second, and has leased the third meanwhile."""
    tablet = await office.demo.enrolled_tablet()
    case = birth_service(tablet)["case"]
    device, item = tablet.device, "birth-service"
    hub = office.demo.hub
    assert await blocks.lease(hub.engine, hub.clock, device=device, item=item, n=3)
    later = tablet.certificate(case, serial=11, block=2)
    for serial, block in ((499, 50), (1, 10**9)):  # of the last there are no numbers
        tablet.certificate(case, serial=serial, block=block)
    await office.push(tablet)
    assert await office.work(TopUp()) == 2
    await office.demo.settled()
    assert later["_id"] in {row[0] for row in office.demo.rows()["number_use"]}
    assert {(11, 20), (491, 500)} <= {*await _blocks(office)}


async def test_who_signs_the_last_numbers_gets_the_rest_and_no_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """His are a few blocks here: of the last one he signs a number, and those in between are not lost."""
    monkeypatch.setattr(blocks, "NUMBERS_IN_A_BLOCK", 2500)
    tablet = await office.demo.enrolled_tablet()
    case = birth_service(tablet)["case"]
    tablet.certificate(case, serial=9990, block=4)
    await office.push(tablet)
    written = [await office.work(TopUp()) for _ in range(5)]
    assert written == [1, 1, 1, 0, 0]
    assert await _blocks(office) == [(1, 2500), (2501, 5000), (5001, 7500), (7501, 9999)]
    await office.demo.settled()
    ledger = (await office.demo.graphql("{ numberLedger(item: BIRTH_SERVICE) { leased addsUp } }"))["data"]
    assert ledger == {"numberLedger": {"leased": 9999, "addsUp": True}}


async def test_the_block_of_a_refused_paper_is_leased_again(office: Office) -> None:
    """The hub was restored to before it leased the second, and the tablet has ended meanwhile."""
    tablet = await office.demo.enrolled_tablet()
    case = birth_service(tablet)["case"]
    await office.push(tablet)
    await office.demo.settled()
    end = "mutation($device: ID!) { endDevice(device: $device, why: LOST) { pending } }"
    await office.demo.ask(end, {"device": tablet.device}, user="jijiang")
    tablet.certificate(case, serial=11, block=2)
    assert [row["reason"].partition(" ")[0] for row in await office.demo.push(tablet.facts[-1:])] == [
        "ended-device"
    ]
    assert await office.work(TopUp(), TopUp()) == 1
    assert (11, 20) in await _blocks(office)
    await office.demo.settled()
    assert (await office.demo.graphql("{ numberLedger { addsUp } }"))["data"]["numberLedger"]["addsUp"]


def test_serials_end_with_four_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    last = blocks.block_document(f"{SITE}A1", "birth-service", 50, "2021-06-15T00:00:00.000Z")
    assert (last["from"], last["to"]) == (9801, 9999)
