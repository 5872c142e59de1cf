"""Tablets that come back after days: a signed challenge instead of a password."""

from pathlib import Path
from typing import Any

import pytest

from schema.envelope import sign, to_base64url
from server.auth.passwords import Passwords
from server.auth.renewal import SECONDS_TO_ANSWER
from server.clock import HubClock
from sync.records import change
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub
from tests.server.auth.hashers import CountingHasher
from tests.tablet import Tablet, key_from


async def _challenge(demo: DemoHub, device: str) -> str:
    challenge: str = (await demo.client.post("/auth/challenge", json={"device": device})).json()["challenge"]
    return challenge


async def _renew(demo: DemoHub, tablet: Tablet, challenge: str, **changed: str) -> Any:
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


@pytest.mark.parametrize("change_", [{"suspended": True}, {"expires": "2021-06-07"}])
async def test_a_suspended_or_expired_device_is_refused(demo: DemoHub, change_: dict[str, Any]) -> None:
    tablet = await demo.enrolled_tablet()
    renewed = (await _renew(demo, tablet, await _challenge(demo, tablet.device))).json()
    await change(demo.hub.engine.database("hub"), f"device:{tablet.device}", **change_)
    assert (await _renew(demo, tablet, await _challenge(demo, tablet.device))).status_code == 401
    if "suspended" in change_:
        headers = {"Authorization": f"Bearer {renewed['token']}"}
        assert (await demo.client.get(f"/couchdb/site-{SITE}", headers=headers)).status_code == 401


async def test_a_challenge_ends(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    challenge = await _challenge(demo, tablet.device)
    now = demo.hub.clock.now().timestamp()
    demo.hub.renewal._clock = HubClock(
        demo.hub.clock.now().fromtimestamp(now + SECONDS_TO_ANSWER + 2).astimezone()
    )
    assert (await _renew(demo, tablet, challenge)).status_code == 401
