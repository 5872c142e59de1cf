"""Admitting a tablet: who may, once, and with what it comes back."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from schema.district_keys import key_id
from schema.envelope import from_base64url, to_base64url
from schema.numbers import PREFIXES
from schema.token import read_token
from server.clock import HubClock
from server.enrolment import CODE_LIFETIME
from server.keys import public_point
from server.qr import qr
from sync.records import change
from tests.hub import CODES, ENROL, OTHER_SITE, SITE, TOWNSHIP, DemoHub
from tests.tablet import Tablet, known

END = "mutation($device: ID!) { endDevice(device: $device, why: RETIRED) { pending } }"
CODE = "mutation($site: String!) { createPairingCode(site: $site) { code expiresAt } }"


async def _enrol(demo: DemoHub, code: str, tablet: Tablet, user: str = "sipaifang-1") -> Any:
    return await demo.graphql(ENROL, {"code": code, "key": tablet.public_key}, user=user)


async def _new_code(demo: DemoHub, user: str = "jijiang", site: str = SITE) -> str:
    code: str = (await demo.ask(CODE, {"site": site}, user=user))["createPairingCode"]["code"]
    return code


UNKEPT = """mutation($code: String!, $key: String!, $unkept: String!) {
  enrolDevice(pairingCode: $code, publicKey: $key, label: "", unkept: $unkept) { device } }"""


@pytest.mark.parametrize(
    ("unkept", "storage"),
    [("", {"kept": True, "reason": ""}), ("李主任同意", {"kept": False, "reason": "李主任同意"})],
)
async def test_whether_its_browser_keeps_what_it_holds_is_on_record(
    demo: DemoHub, unkept: str, storage: dict[str, Any]
) -> None:
    given = {"code": await _new_code(demo), "key": Tablet().public_key, "unkept": unkept}
    await demo.ask(UNKEPT, given, user="sipaifang-1")
    await demo.settled()
    (device,) = (await demo.ask("{ devices { storage { kept reason } } }"))["devices"]
    assert device["storage"] == storage
    (error,) = (await demo.graphql(UNKEPT, {**given, "unkept": "长" * 501}, user="sipaifang-1"))["errors"]
    assert error["extensions"]["code"] == "bad_request"


async def test_a_tablet_gets_a_name_a_credential_and_numbers(demo: DemoHub) -> None:
    tablet = Tablet()
    answer = await _enrol(demo, await _new_code(demo), tablet)
    enrolled = answer["data"]["enrolDevice"]
    assert enrolled["device"] == f"{SITE}A1"
    assert enrolled["site"] == {"code": SITE, "name": "四牌坊社区", "nameEn": "Sipaifang Community"}
    assert (enrolled["clerkName"], enrolled["role"]) == ("周经办", "clerk")
    assert enrolled["publicUrl"] == "http://hub.example"
    blocks = await demo.documents(f"site-{SITE}", "block:")
    assert [block["item"] for block in blocks] == sorted(PREFIXES)
    assert {(block["device"], block["from"], block["to"]) for block in blocks} == {(f"{SITE}A1", 1, 200)}
    tablet.device = enrolled["device"]
    tablet.credential = from_base64url(enrolled["credential"])
    assert read_token(tablet.certificate("any")["token"], known(demo.hub.district_key)).fault == ""


async def test_the_district_key_is_published(demo: DemoHub) -> None:
    (key,) = await demo.documents("reference", "key:")
    assert from_base64url(key["publicKey"]) == public_point(demo.hub.district_key)
    assert key["kid"] == key_id(demo.hub.district_key.public_key()).hex()


async def test_nobody_is_admitted_by_a_key_that_has_ended(demo: DemoHub) -> None:
    (key,) = await demo.documents("reference", "key:")
    await change(demo.hub.engine.database("reference"), key["_id"], until="2021-06-07")
    answer = await _enrol(demo, await _new_code(demo), Tablet())
    assert "yici new-key" in answer["errors"][0]["message"]


async def test_names_are_never_given_twice(demo: DemoHub) -> None:
    devices = [(await demo.enrolled_tablet(secret=secret)).device for secret in range(3, 14)]
    assert devices[:2] == [f"{SITE}A1", f"{SITE}A2"]
    assert devices[8:] == [f"{SITE}A9", f"{SITE}B1", f"{SITE}B2"]


async def test_a_name_that_an_administrator_reserved_is_not_given(demo: DemoHub) -> None:
    """The restored hub has forgotten a tablet that was enrolled after the backup."""
    reserved = {"type": "device", "device": f"{SITE}A1", "label": "reserved"}
    path, headers = f"/couchdb/hub/device:{SITE}A1", await demo.bearer("district")
    assert (await demo.client.put(path, json=reserved, headers=headers)).status_code == 201
    assert (await demo.enrolled_tablet()).device == f"{SITE}A2"


async def test_a_code_is_an_address_too_that_the_tablet_opens(demo: DemoHub) -> None:
    asked = "mutation($site: String!) { createPairingCode(site: $site) { code url qr } }"
    made = (await demo.ask(asked, {"site": SITE}, user="jijiang"))["createPairingCode"]
    assert made["url"] == f"http://hub.example/app/#enrol={made['code']}"
    assert made["qr"] == qr(made["url"])
    assert "errors" not in await _enrol(demo, made["code"], Tablet())


async def test_a_code_works_once(demo: DemoHub) -> None:
    code = await _new_code(demo)
    assert "errors" not in await _enrol(demo, code, Tablet())
    again = await _enrol(demo, code, Tablet(secret=4))
    assert again["errors"][0]["extensions"]["code"] == "forbidden"


async def test_a_tablet_cut_off_before_the_answer_asks_again_and_is_the_same_device(demo: DemoHub) -> None:
    code, tablet = await _new_code(demo), Tablet()
    first = await _enrol(demo, code, tablet)
    assert await _enrol(demo, code, tablet) == first
    assert await _enrol(demo, await _new_code(demo), tablet) == first
    (device,) = await demo.documents("hub", "device:")
    assert first["data"]["enrolDevice"]["device"] == device["device"]


async def test_a_device_that_has_ended_is_not_enrolled_again_under_its_name(demo: DemoHub) -> None:
    tablet = Tablet()
    first = await _enrol(demo, await _new_code(demo), tablet)
    device = first["data"]["enrolDevice"]["device"]
    await demo.ask(END, {"device": device}, user="jijiang")
    again = await _enrol(demo, await _new_code(demo), tablet)
    assert again["data"]["enrolDevice"]["device"] == f"{SITE}A2"


async def test_a_code_ends(demo: DemoHub) -> None:
    code = await _new_code(demo)
    demo.hub.enrolment._clock = HubClock(demo.hub.clock.now() + CODE_LIFETIME + timedelta(seconds=1))
    assert "errors" in await _enrol(demo, code, Tablet())


async def test_a_code_may_be_typed_without_its_dash(demo: DemoHub) -> None:
    assert "errors" not in await _enrol(demo, (await _new_code(demo)).replace("-", ""), Tablet())


@pytest.mark.parametrize(
    ("user", "site", "allowed"),
    [
        ("district", SITE, True),
        ("jijiang", SITE, True),
        ("jijiang", OTHER_SITE, False),
        ("sipaifang-1", SITE, False),
        ("reporter", SITE, False),
        ("", SITE, False),
        ("district", "500116001999", False),
    ],
)
async def test_who_makes_codes(demo: DemoHub, user: str, site: str, allowed: bool) -> None:
    answer = await demo.graphql(CODE, {"site": site}, user=user)
    assert ("errors" not in answer) == allowed


@pytest.mark.parametrize(
    ("user", "code"),
    [
        ("degan-1", CODES[SITE]),
        ("sipaifang-1", CODES[OTHER_SITE]),
        ("jijiang", CODES[SITE]),
        ("sipaifang-1", CODES[TOWNSHIP]),
        ("district", CODES[TOWNSHIP]),
        ("", CODES[SITE]),
        ("sipaifang-1", "9999-9999"),
        ("sipaifang-1", ""),
    ],
)
async def test_who_enrols(demo: DemoHub, user: str, code: str) -> None:
    assert "errors" in await _enrol(demo, code, Tablet(), user)
    assert await demo.documents("hub", "device:") == []


async def test_a_township_has_tablets_of_its_own(demo: DemoHub) -> None:
    answer = await _enrol(demo, CODES[TOWNSHIP], Tablet(), "jijiang")
    enrolled = answer["data"]["enrolDevice"]
    assert (enrolled["device"], enrolled["role"]) == (f"{TOWNSHIP}A1", "township")
    assert enrolled["site"]["name"] == "几江街道"
    blocks = await demo.documents(f"site-{TOWNSHIP}", "block:")
    assert [block["item"] for block in blocks] == sorted(PREFIXES)


@pytest.mark.parametrize("key", ["", "x", "AAAA", to_base64url(bytes([4]) + bytes(64))])
async def test_a_key_that_is_none(demo: DemoHub, key: str) -> None:
    answer = await demo.graphql(ENROL, {"code": CODES[SITE], "key": key}, user="sipaifang-1")
    assert answer["errors"][0]["extensions"]["code"] == "bad_request"
    assert await demo.documents("hub", "device:") == []


async def test_a_code_used_while_another_is_being_admitted_by_it_admits_no_second(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, site = await _new_code(demo), demo.hub.enrolment._site
    await demo.bearer("sipaifang-1")
    others: list[asyncio.Task[Any]] = []

    async def while_another_asks(name: str) -> Any:
        monkeypatch.setattr(demo.hub.enrolment, "_site", site)
        others.append(asyncio.create_task(_enrol(demo, code, Tablet(secret=12))))
        await asyncio.wait(others, timeout=0.2)  # answered at once, or only when this one has been
        return await site(name)

    monkeypatch.setattr(demo.hub.enrolment, "_site", while_another_asks)
    answers = [await _enrol(demo, code, Tablet(secret=11)), *(await asyncio.gather(*others))]
    assert [answer["data"] is None for answer in answers] == [False, True]
    assert len(await demo.documents("hub", f"device:{SITE}")) == 1


async def test_one_tablet_that_asks_twice_at_once_is_one(demo: DemoHub) -> None:
    code, tablet = await _new_code(demo), Tablet()
    await demo.bearer("sipaifang-1")
    answers = await asyncio.gather(*(_enrol(demo, code, tablet) for _ in range(2)))
    assert [answer["data"]["enrolDevice"]["device"] for answer in answers] == [f"{SITE}A1"] * 2
