"""Tablets that come back after days: a signed challenge instead of a password."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from structlog.testing import capture_logs

from schema.canonical import canonical
from schema.district_keys import key_id
from schema.envelope import from_base64url, is_signed_by, sign, to_base64url
from schema.sign1 import credential_key_id
from schema.token import read_token
from server.auth.passwords import Passwords
from server.auth.renewal import SECONDS_TO_ANSWER
from server.clock import HubClock
from server.enrolment import CREDENTIAL_LIFETIME, Enrolment
from server.keys import public_point
from server.turns import Turns
from sync.records import change
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub
from tests.server.auth.hashers import CountingHasher
from tests.tablet import SHANGHAI, Tablet, key_from, known


async def _challenge(demo: DemoHub, device: str) -> str:
    challenge: str = (await demo.client.post("/auth/challenge", json={"device": device})).json()["challenge"]
    return challenge


async def _renew(demo: DemoHub, tablet: Tablet, challenge: str, **changed: str | int) -> Any:
    given = {
        "device": tablet.device,
        "challenge": challenge,
        "signature": to_base64url(sign(tablet.key, f"yici-renew:{challenge}".encode())),
        **changed,
    }
    return await demo.client.post("/auth/renew", json=given)


async def test_the_token_opens_the_site_and_no_other(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    renewed = (await _renew(demo, tablet, await _challenge(demo, tablet.device))).json()
    assert renewed["expiresAt"] > demo.hub.clock.text()
    headers = {"Authorization": f"Bearer {renewed['token']}"}
    for path, status in (
        (f"/couchdb/site-{SITE}", 200),
        ("/couchdb/reference", 200),
        (f"/couchdb/site-{OTHER_SITE}", 403),
        ("/couchdb/hub", 403),
    ):
        assert (await demo.client.get(path, headers=headers)).status_code == status, path
    session = (await demo.client.get("/couchdb/_session", headers=headers)).json()
    assert session["userCtx"] == {"name": tablet.device, "roles": ["device"]}


async def test_a_browser_that_takes_back_its_promise_is_on_record(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    told = []
    for storage in ("kept", "unkept", "unkept", "nonsense"):
        challenge = await _challenge(demo, tablet.device)
        assert (await _renew(demo, tablet, challenge, storage=storage)).status_code == 200
        (device,) = await demo.documents("hub", f"device:{tablet.device}")
        told.append((device["storage"]["state"], device["_rev"].partition("-")[0]))
    assert told == [("kept", "2"), ("unkept", "3"), ("unkept", "3"), ("unkept", "3")]


async def test_a_tablet_tells_how_many_facts_wait_on_it(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    for waiting, held in ((3, 3), (0, 0), ("nonsense", 0), (-1, 0)):
        challenge = await _challenge(demo, tablet.device)
        assert (await _renew(demo, tablet, challenge, waiting=waiting)).status_code == 200
        (device,) = await demo.documents("hub", f"device:{tablet.device}")
        assert device["heard"]["waiting"] == held
    await demo.settled()
    (listed,) = (await demo.ask("{ devices { heardAt } }"))["devices"]
    assert listed["heardAt"] == device["heard"]["at"]


async def test_a_thousand_renewals_need_no_password_hash(tmp_path: Path) -> None:
    hasher = CountingHasher()
    async with demo_hub(tmp_path, passwords=Passwords(hasher)) as demo:
        tablet = await demo.enrolled_tablet()
        hashed = hasher.verified
        for _ in range(1000):
            assert (await _renew(demo, tablet, await _challenge(demo, tablet.device))).status_code == 200
        assert hasher.verified == hashed


async def test_what_is_refused(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    challenge = await _challenge(demo, tablet.device)
    foreign = to_base64url(sign(key_from(99), f"yici-renew:{challenge}".encode()))
    bare = to_base64url(sign(tablet.key, challenge.encode()))
    refused = [
        await _renew(demo, tablet, challenge, signature=foreign),
        await _renew(demo, tablet, challenge, signature=bare),
        await _renew(demo, tablet, challenge, signature="not base64 !"),
        await _renew(demo, tablet, await _challenge(demo, f"{SITE}A9")),
        await _renew(demo, tablet, "9999999999.x.y"),
        await _renew(demo, tablet, ""),
        await _renew(demo, tablet, await _challenge(demo, f"{SITE}Q9"), device=f"{SITE}Q9"),
    ]
    assert [answer.status_code for answer in refused] == [401] * len(refused)
    malformed = await demo.client.post("/auth/renew", json={"device": 7})
    assert malformed.status_code == 400
    assert (await demo.client.post("/auth/challenge", content=b"{")).status_code == 400


async def test_only_the_name_of_a_device_gets_a_challenge(demo: DemoHub) -> None:
    """A name that reaches into the other parts of a challenge could lengthen another device's."""
    for name in ("", "x", f"{SITE}A1\n9999999999", f"{SITE}A1\n", f"{SITE}a1", f"{SITE}A1 "):
        answer = await demo.client.post("/auth/challenge", json={"device": name})
        assert answer.status_code == 400, name
    digest = demo.hub.renewal._digest
    assert digest("a\nb", "c") != digest("a", "b\nc")


async def test_an_expired_device_is_refused(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await change(demo.hub.engine.database("hub"), f"device:{tablet.device}", expires="2021-06-07")
    assert (await _renew(demo, tablet, await _challenge(demo, tablet.device))).status_code == 401


@pytest.mark.parametrize("wipe", [False, True])
async def test_a_device_that_has_ended_is_told_so_by_the_district(demo: DemoHub, wipe: bool) -> None:
    tablet = await demo.enrolled_tablet()
    renewed = (await _renew(demo, tablet, await _challenge(demo, tablet.device))).json()
    ended = {
        "why": "stolen",
        "note": "",
        "wipe": wipe,
        "upTo": 0,
        "gaps": "",
        "at": "2021-06-09T01:00:00.000Z",
        "by": "x",
    }
    await change(demo.hub.engine.database("hub"), f"device:{tablet.device}", ended=ended)
    answer = await _renew(demo, tablet, await _challenge(demo, tablet.device))
    assert (answer.status_code, answer.json()["error"]) == (403, "forbidden")
    told = answer.json()["ending"]
    assert (told["device"], told["why"], told["wipe"]) == (tablet.device, "stolen", wipe)
    district, signature = public_point(demo.hub.district_key), from_base64url(told["sig"])
    assert is_signed_by(district, signature, canonical(told, without="sig"))
    assert told["kid"] == key_id(demo.hub.district_key.public_key()).hex()
    headers = {"Authorization": f"Bearer {renewed['token']}"}
    assert (await demo.client.get(f"/couchdb/site-{SITE}", headers=headers)).status_code == 401
    stranger = Tablet(tablet.device, secret=99)
    assert (await _renew(demo, stranger, await _challenge(demo, tablet.device))).status_code == 401


@pytest.mark.parametrize("ended", [{}, {"why": "lost"}, "yesterday", {"why": "lost", "wipe": "", "at": ""}])
async def test_an_end_that_is_not_whole_is_still_one(demo: DemoHub, ended: Any) -> None:
    """An administrator may write anything into `hub`: the district does not sign what it does not say."""
    tablet = await demo.enrolled_tablet()
    await change(demo.hub.engine.database("hub"), f"device:{tablet.device}", ended=ended)
    assert (await _renew(demo, tablet, await _challenge(demo, tablet.device))).status_code == 401


@pytest.mark.parametrize(("days_left", "is_new"), [(91, False), (90, True), (0, True)])
async def test_a_credential_is_renewed_before_it_ends(demo: DemoHub, days_left: int, is_new: bool) -> None:
    tablet = await demo.enrolled_tablet()
    old = to_base64url(tablet.credential)
    later = HubClock(demo.hub.clock.now() + CREDENTIAL_LIFETIME - timedelta(days=days_left))
    demo.hub.enrolment._clock = demo.hub.renewal._clock = later
    answer = await _renew(demo, tablet, await _challenge(demo, tablet.device))
    credential = answer.json()["credential"]
    assert (credential != old) == is_new
    again = await _renew(demo, tablet, await _challenge(demo, tablet.device))
    assert again.json()["credential"] == credential
    tablet.credential, tablet.now = from_base64url(credential), later.now().astimezone(SHANGHAI)
    assert read_token(tablet.certificate("any")["token"], known(demo.hub.district_key)).fault == ""


async def test_nobodys_word_counts_for_longer_than_the_key_it_is_signed_with(demo: DemoHub) -> None:
    """The district's key is to end sooner than was said when the tablet was enrolled."""
    tablet = await demo.enrolled_tablet()
    (key,) = await demo.documents("reference", "key:")
    await change(demo.hub.engine.database("reference"), key["_id"], until="2021-12-31")
    first = (await _renew(demo, tablet, await _challenge(demo, tablet.device))).json()["credential"]
    again = (await _renew(demo, tablet, await _challenge(demo, tablet.device))).json()["credential"]
    assert again == first != to_base64url(tablet.credential)
    (device,) = [one for one in await demo.documents("hub", "device:") if one["device"] == tablet.device]
    assert device["expires"] == "2021-12-31"
    tablet.credential = from_base64url(first)
    tablet.now = datetime(2022, 1, 1, 9, tzinfo=SHANGHAI)
    assert (
        read_token(tablet.certificate("any")["token"], known(demo.hub.district_key)).fault
        == "after-credential"
    )


async def test_a_tablet_gets_the_word_of_the_key_that_the_district_signs_with_now(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    new = ec.generate_private_key(ec.SECP256R1())
    demo.hub.renewal._admission = Enrolment(demo.hub.engine, new, demo.hub.clock, Turns(None))
    renewed = (await _renew(demo, tablet, await _challenge(demo, tablet.device))).json()["credential"]
    assert credential_key_id(from_base64url(renewed)) == key_id(new.public_key())


async def test_a_challenge_ends(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    challenge = await _challenge(demo, tablet.device)
    now = demo.hub.clock.now().timestamp()
    demo.hub.renewal._clock = HubClock(
        demo.hub.clock.now().fromtimestamp(now + SECONDS_TO_ANSWER + 2).astimezone()
    )
    assert (await _renew(demo, tablet, challenge)).status_code == 401


async def test_a_tablet_that_nobody_knows_is_in_the_log(demo: DemoHub) -> None:
    stranger = Tablet(f"{SITE}A7", secret=7)
    with capture_logs() as logged:
        for _ in range(2):
            answer = await _renew(demo, stranger, await _challenge(demo, stranger.device))
            assert answer.status_code == 401
    (told,) = [line for line in logged if line["event"] == "tablet turned away"]
    assert (told["device"], told["why"]) == (stranger.device, "this hub does not know it")
