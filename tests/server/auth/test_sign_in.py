"""Basic, Bearer and the cookie: who is let in, how long, and at what cost."""

import asyncio
import base64
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from server.auth.passwords import Passwords
from server.auth.tokens import LIFETIME, LONGEST
from server.clock import HubClock
from sync.errors import Unavailable
from sync.records import change
from tests.hub import PASSWORD, SITE, DemoHub, demo_hub
from tests.server.auth.hashers import CountingHasher

MINE = f"/couchdb/site-{SITE}"
BASIC = ("sipaifang-1", PASSWORD)


async def test_a_basic_header_is_hashed_once(tmp_path: Path) -> None:
    hasher = CountingHasher()
    async with demo_hub(tmp_path, passwords=Passwords(hasher)) as demo:
        answers = await asyncio.gather(*(demo.client.get(MINE, auth=BASIC) for _ in range(20)))
        answers += [await demo.client.get(MINE, auth=BASIC) for _ in range(20)]
        assert {answer.status_code for answer in answers} == {200}
        assert hasher.verified == 1


async def test_a_wrong_header_is_hashed_each_time_and_forgets_nobody(tmp_path: Path) -> None:
    hasher = CountingHasher()
    async with demo_hub(tmp_path, passwords=Passwords(hasher)) as demo:
        await demo.client.get(MINE, auth=BASIC)
        for _ in range(3):
            assert (await demo.client.get(MINE, auth=("sipaifang-1", "wrong"))).status_code == 401
        await demo.client.get(MINE, auth=BASIC)
        assert hasher.verified == 4


async def test_a_new_password_ends_the_memory_of_the_old_one(demo: DemoHub) -> None:
    assert (await demo.client.get(MINE, auth=BASIC)).status_code == 200
    new = await demo.hub.passwords.hash("another")
    await change(demo.hub.engine.database("hub"), "user:sipaifang-1", password=new)
    assert (await demo.client.get(MINE, auth=BASIC)).status_code == 401
    assert (await demo.client.get(MINE, auth=("sipaifang-1", "another"))).status_code == 200


async def test_a_suspended_user_is_out_at_once(demo: DemoHub) -> None:
    bearer = await demo.bearer("sipaifang-1")
    assert (await demo.client.get(MINE, auth=BASIC)).status_code == 200
    assert (await demo.client.get(MINE, headers=bearer)).status_code == 200
    await change(demo.hub.engine.database("hub"), "user:sipaifang-1", suspended=True)
    assert (await demo.client.get(MINE, auth=BASIC)).status_code == 401
    assert (await demo.client.get(MINE, headers=bearer)).status_code == 401


@pytest.mark.parametrize("name", ["sipaifang-1", "nobody"])
async def test_a_wrong_name_and_a_wrong_password_read_the_same(demo: DemoHub, name: str) -> None:
    query = 'mutation($u: String!) { signIn(username: $u, password: "wrong") { token } }'
    (error,) = (await demo.graphql(query, {"u": name}, user=""))["errors"]
    assert error["message"] == "Name or password is incorrect."
    assert error["extensions"]["code"] == "unauthorized"


async def test_who_signs_in_hears_who_he_is(demo: DemoHub) -> None:
    query = """mutation($u: String!, $p: String!) {
      signIn(username: $u, password: $p) { person { name displayName role area } }
    }"""
    answer = await demo.graphql(query, {"u": "sipaifang-1", "p": PASSWORD}, user="")
    assert answer["data"]["signIn"]["person"] == {
        "name": "sipaifang-1",
        "displayName": "周经办",
        "role": "clerk",
        "area": "500116001901",
    }


async def test_tokens_end(demo: DemoHub) -> None:
    bearer = await demo.bearer("sipaifang-1")
    later = HubClock(demo.hub.clock.now() + LIFETIME)
    token = bearer["Authorization"].removeprefix("Bearer ")
    assert demo.hub.tokens.read(token) is not None
    demo.hub.tokens._clock = later
    assert demo.hub.tokens.read(token) is None


async def _prolonged(demo: DemoHub, bearer: dict[str, str]) -> Response:
    return await demo.client.post("/auth/prolong", headers=bearer)


async def test_who_goes_on_stays_signed_in_for_twelve_hours(demo: DemoHub) -> None:
    bearer, signed_in = await demo.bearer("district"), demo.hub.clock.now()
    for half_hours in range(1, 24):
        demo.hub.tokens._clock = HubClock(signed_in + half_hours * LIFETIME / 2)
        answer = await _prolonged(demo, bearer)
        assert answer.status_code == 200, half_hours
        bearer = {"Authorization": f"Bearer {answer.json()['token']}"}
    ends = datetime.fromisoformat(answer.json()["expiresAt"])
    assert abs(ends - signed_in - LONGEST) < timedelta(seconds=2)
    demo.hub.tokens._clock = HubClock(signed_in + LONGEST + timedelta(seconds=1))
    assert (await _prolonged(demo, bearer)).status_code == 401


async def test_a_token_is_prolonged_for_nobody_else(demo: DemoHub) -> None:
    bearer = await demo.bearer("sipaifang-1")
    for other in ("", "Bearer x", _basic(f"sipaifang-1:{PASSWORD}".encode())):
        assert (await _prolonged(demo, {"Authorization": other})).status_code == 401
    assert (await _prolonged(demo, bearer)).status_code == 200
    new = await demo.hub.passwords.hash("another")
    await change(demo.hub.engine.database("hub"), "user:sipaifang-1", password=new)
    assert (await _prolonged(demo, bearer)).status_code == 401
    bearer = await demo.bearer("jijiang")
    await change(demo.hub.engine.database("hub"), "user:jijiang", suspended=True)
    assert (await _prolonged(demo, bearer)).status_code == 401


@pytest.mark.parametrize(("password", "code"), [(PASSWORD, "suspended"), ("wrong", "unauthorized")])
async def test_who_is_suspended_is_told_so_for_the_right_password(
    demo: DemoHub, password: str, code: str
) -> None:
    await change(demo.hub.engine.database("hub"), "user:sipaifang-1", suspended=True)
    query = 'mutation($p: String!) { signIn(username: "sipaifang-1", password: $p) { token } }'
    (error,) = (await demo.graphql(query, {"p": password}, user=""))["errors"]
    assert error["extensions"]["code"] == code


def _basic(text: bytes) -> str:
    return "Basic " + base64.b64encode(text).decode()


@pytest.mark.parametrize(
    "header",
    [
        "Basic",
        "Basic !!!",
        _basic(b"no colon"),
        _basic(b"\xff\xfe:x"),
        "Bearer x.y.z",
        "Bearer",
        "Digest x",
        "x",
    ],
)
async def test_malformed_headers(demo: DemoHub, header: str) -> None:
    headers = {"Authorization": header}
    for path in (MINE, "/couchdb/_session", "/couchdb/_all_dbs", "/graphql?query={__typename}"):
        answer = await demo.client.get(path, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized"), path
    for path in ("/couchdb/", "/couchdb/_up", "/healthz", "/verify", "/.well-known/jwks.json"):
        assert (await demo.client.get(path, headers=headers)).status_code == 200, path


@pytest.mark.parametrize(
    "wrong",
    [{"role": "mayor"}, {"area": ""}, {"area": "5"}, {"area": 5}, {"password": None}, {"name": ["x"]}],
)
async def test_a_person_whose_document_is_not_of_its_form_is_nobody(
    demo: DemoHub, wrong: dict[str, Any]
) -> None:
    person = (await demo.get("/couchdb/hub/user:sipaifang-1", "district")).json()
    bearer = await demo.bearer("district")
    changed = await demo.client.put("/couchdb/hub/user:sipaifang-1", json={**person, **wrong}, headers=bearer)
    assert changed.status_code == 201
    assert (await demo.client.get("/couchdb/_all_dbs", auth=BASIC)).status_code == 401


async def test_a_token_of_another_hub_is_nobody(demo: DemoHub, tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "other") as other:
        foreign = await other.bearer("district")
    assert (await demo.client.get("/couchdb/_all_dbs", headers=foreign)).status_code == 401


async def test_the_session_cookie(demo: DemoHub) -> None:
    client = demo.client
    nobody = (await client.get("/couchdb/_session")).json()
    assert nobody["ok"]
    assert nobody["userCtx"] == {"name": None, "roles": []}
    assert (await client.get(MINE)).status_code == 401
    wrong = await client.post("/couchdb/_session", json={"name": "degan-1", "password": "x"})
    assert wrong.status_code == 401
    opened = await client.post("/couchdb/_session", json={"name": BASIC[0], "password": BASIC[1]})
    assert opened.json() == {"ok": True, "name": "sipaifang-1", "roles": ["clerk"]}
    assert {"HttpOnly", "SameSite=strict"} <= set(opened.headers["set-cookie"].split("; "))
    session = (await client.get("/couchdb/_session")).json()
    assert session["userCtx"] == {"name": "sipaifang-1", "roles": ["clerk"]}
    assert session["info"]["authenticated"] == "cookie"
    assert (await client.get(MINE)).status_code == 200
    assert (await client.delete("/couchdb/_session")).json() == {"ok": True}
    assert (await client.get(MINE)).status_code == 401


async def test_the_session_takes_a_form_too(demo: DemoHub) -> None:
    form = {"name": "district", "password": PASSWORD}
    assert (await demo.client.post("/couchdb/_session", data=form)).json()["roles"] == ["_admin"]


async def test_the_cookie_cannot_be_used_for_mutations(demo: DemoHub) -> None:
    """A page of somebody else's could send it along."""
    await demo.client.post("/couchdb/_session", json={"name": "district", "password": PASSWORD})
    answer = await demo.graphql("{ siteSync { facts } }", user="")
    assert answer["errors"][0]["extensions"]["code"] == "unauthorized"


async def test_a_cookie_that_has_ended_makes_the_request_anonymous(demo: DemoHub) -> None:
    answer = await demo.client.get("/couchdb/_session", headers={"Cookie": "AuthSession=stale"})
    assert answer.json()["userCtx"]["name"] is None


async def test_while_nobody_can_be_looked_up_it_is_an_outage_and_no_fault(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any) -> None:
        raise Unavailable("No node of CouchDB answers.")

    monkeypatch.setattr("server.auth.directory.read", away)
    for path in (MINE, "/graphql", "/exports/city.csv"):
        answer = await demo.client.get(path, auth=BASIC)
        assert (answer.status_code, answer.json()["error"]) == (503, "service_unavailable")
    assert (await demo.client.get("/verify", auth=BASIC)).status_code == 200, "public whoever asks"
