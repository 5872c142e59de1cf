"""The people of a district: who manages whom, and what cannot be done to them."""

from pathlib import Path
from typing import Any

import httpx2
import pytest

from sync.records import put_new
from tests.hub import CODES, ENROL, PASSWORD, SITE, DemoHub, demo_hub
from tests.server.graphql.desk import problem

_USER = "user { name displayName role isSuspended suspendedReason mustChangePassword area { code name } }"
_PROBLEMS = "problems { field code zh en } pending"
CREATE = f"""mutation($name: String! = "li-1", $shown: String! = "李经办", $role: UserRole! = CLERK,
  $area: String! = "{SITE}") {{ createPerson(name: $name, displayName: $shown, role: $role, area: $area) {{
  initialPassword {_USER} {_PROBLEMS} }} }}"""
CHANGE = f"""mutation($name: ID!, $shown: String, $role: UserRole, $area: String) {{
  changePerson(name: $name, displayName: $shown, role: $role, area: $area) {{ {_USER} {_PROBLEMS} }} }}"""
RESET = f"mutation($name: ID!) {{ resetPassword(name: $name) {{ initialPassword {_USER} {_PROBLEMS} }} }}"
SUSPEND = f"""mutation($name: ID!, $reason: String! = "调离") {{
  suspendPerson(name: $name, reason: $reason) {{ {_USER} {_PROBLEMS} }} }}"""
REINSTATE = f"mutation($name: ID!) {{ reinstatePerson(name: $name) {{ {_USER} {_PROBLEMS} }} }}"
CHANGE_PASSWORD = """mutation($old: String!, $new: String!) {
  changePassword(old: $old, new: $new) { problems { field code } token } }"""
PEOPLE = """query($area: String, $role: UserRole, $suspended: Boolean, $search: String! = "",
    $first: Int! = 50, $after: String) {
  people(areaCode: $area, role: $role, isSuspended: $suspended, search: $search,
    first: $first, after: $after) {
    edges { node { name role createdAt area { code name nameEn } } }
    pageInfo { hasNextPage endCursor } } }"""


async def _done(demo: DemoHub, query: str, *, user: str = "district", **given: Any) -> Any:
    """The payload of the one mutation."""
    (payload,) = (await demo.ask(query, given, user=user)).values()
    return payload


async def _codes(demo: DemoHub, query: str, *, user: str = "district", **given: Any) -> list[tuple[str, str]]:
    """The problems of the one mutation, by field."""
    told = await _done(demo, query, user=user, **given)
    return [(one["field"], one["code"]) for one in told["problems"]]


async def _names(demo: DemoHub, *, user: str = "district", **asked: Any) -> list[str]:
    edges = (await demo.ask(PEOPLE, asked, user=user))["people"]["edges"]
    return [edge["node"]["name"] for edge in edges]


async def test_somebody_new_signs_in_with_the_password_that_was_shown_once(demo: DemoHub) -> None:
    made = await _done(demo, CREATE, user="jijiang")
    assert (made["problems"], made["pending"]) == ([], False)
    assert made["user"]["area"] == {"code": SITE, "name": "四牌坊社区"}
    signed = await demo.first_sign_in("li-1", made["initialPassword"])
    assert (signed["role"], signed["mustChangePassword"]) == ("clerk", True)
    (document,) = await demo.documents("hub", "user:li-1")
    assert made["initialPassword"] not in str(document)
    assert document["createdBy"] == "jijiang"
    assert await _codes(demo, CREATE) == [("name", "name-taken")]


async def test_a_first_password_is_replaced_by_ones_own(demo: DemoHub) -> None:
    made = await _done(demo, CREATE)
    first = made["initialPassword"]
    await demo.first_sign_in("li-1", first)
    refused = {
        "short": [("new", "password-short")],
        first: [("new", "password-same")],
    }
    for new, told in refused.items():
        assert await _codes(demo, CHANGE_PASSWORD, user="li-1", old=first, new=new) == told
    wrong = await _codes(demo, CHANGE_PASSWORD, user="li-1", old="not this one", new="a password of mine")
    assert wrong == [("old", "password-wrong")]
    assert await _codes(demo, CHANGE_PASSWORD, user="li-1", old=first, new="a password of mine") == []
    assert not (await demo.first_sign_in("li-1", "a password of mine"))["mustChangePassword"]
    query = 'mutation($p: String!) { signIn(username: "li-1", password: $p) { token } }'
    assert (await problem(demo, query, {"p": first}, user=""))["code"] == "unauthorized"


async def test_a_first_password_opens_nothing_but_the_choice_of_ones_own(demo: DemoHub) -> None:
    first = (await _done(demo, CREATE))["initialPassword"]
    await demo.first_sign_in("li-1", first)
    given = {"code": CODES[SITE], "key": "x"}
    assert (await problem(demo, ENROL, given, user="li-1"))["code"] == "first_password"
    assert (await problem(demo, "{ kpiDefinitions { code } }", {}, user="li-1"))["code"] == "first_password"
    basic = httpx2.BasicAuth("li-1", first)
    for answer in (
        await demo.get("/couchdb/reference", "li-1"),
        await demo.client.get(f"/couchdb/site-{SITE}", auth=basic),
    ):
        assert (answer.status_code, answer.json()["error"]) == (403, "first_password")
    assert (await demo.get("/verify", "li-1")).status_code == 200  # as anybody
    own = "a password of mine"
    assert await _codes(demo, CHANGE_PASSWORD, user="li-1", old=first, new=own) == []
    await demo.first_sign_in("li-1", own)
    assert (await demo.get(f"/couchdb/site-{SITE}", "li-1")).status_code == 200


async def test_a_portal_works_with_the_password_it_was_given(demo: DemoHub) -> None:
    """It is a program: nobody sits before it."""
    made = await _done(demo, CREATE, name="city", role="PORTAL", area="500116")
    await demo.first_sign_in("city", made["initialPassword"])
    assert (await demo.ask("{ onlineGuide(item: BIRTH_SERVICE) { __typename } }", user="city"))["onlineGuide"]


async def test_who_forgot_gets_a_new_first_password(demo: DemoHub) -> None:
    told = await _done(demo, RESET, user="jijiang", name="sipaifang-1")
    assert (await demo.first_sign_in("sipaifang-1", told["initialPassword"]))["mustChangePassword"]
    query = 'mutation($p: String!) { signIn(username: "sipaifang-1", password: $p) { token } }'
    assert (await problem(demo, query, {"p": PASSWORD}, user=""))["code"] == "unauthorized"


async def _is_in(demo: DemoHub, bearer: dict[str, str]) -> bool:
    """Whether a token counts, over the protocol and in GraphQL alike."""
    answers = [
        await demo.client.get("/couchdb/reference", headers=bearer),
        await demo.client.post("/graphql", json={"query": "{ setUp { isDone } }"}, headers=bearer),
    ]
    (status,) = {one.status_code for one in answers}
    assert status in (200, 401)
    return status == 200


async def test_what_was_given_for_the_password_of_before_ends_with_it(demo: DemoHub) -> None:
    bearer = await demo.bearer("jijiang")
    given = {"name": "jijiang", "password": PASSWORD}
    await demo.client.post("/couchdb/_session", json=given)
    assert (await demo.client.get("/couchdb/_session")).json()["userCtx"]["name"] == "jijiang"
    assert await _is_in(demo, bearer)
    told = await _done(demo, RESET, name="jijiang")
    assert not await _is_in(demo, bearer)
    assert (await demo.client.get("/couchdb/_session")).json()["userCtx"]["name"] is None
    demo.client.cookies.clear()

    first = told["initialPassword"]
    await demo.first_sign_in("jijiang", first)
    elsewhere = await demo.bearer("jijiang")
    new = "a password of mine"
    changed = await _done(demo, CHANGE_PASSWORD, user="jijiang", old=first, new=new)
    assert changed["problems"] == []
    assert not await _is_in(demo, elsewhere)
    assert await _is_in(demo, {"Authorization": f"Bearer {changed['token']}"})  # who changed it goes on


async def test_who_is_suspended_is_out_at_once_and_may_come_back(demo: DemoHub) -> None:
    await demo.bearer("sipaifang-1")
    assert await _codes(demo, SUSPEND, name="sipaifang-1", reason=" ") == [("reason", "blank")]
    for reason in ("调离", "再说一次"):  # the first reason stays
        user = (await _done(demo, SUSPEND, user="jijiang", name="sipaifang-1", reason=reason))["user"]
        assert (user["isSuspended"], user["suspendedReason"]) == (True, "调离")
    assert (await demo.get("/couchdb/reference", "sipaifang-1")).status_code == 401
    assert await _names(demo, suspended=True) == ["sipaifang-1"]
    user = (await _done(demo, REINSTATE, user="jijiang", name="sipaifang-1"))["user"]
    assert not user["isSuspended"]
    assert (await demo.get("/couchdb/reference", "sipaifang-1")).status_code == 200


async def test_who_has_changed_somebody_is_on_record(demo: DemoHub) -> None:
    await _done(demo, CHANGE, user="jijiang", name="sipaifang-1", shown="周主办")
    await _done(demo, CHANGE, name="sipaifang-1", shown="周主办")  # which changes nothing
    (document,) = await demo.documents("hub", "user:sipaifang-1")
    assert (document["displayName"], document["changedBy"]) == ("周主办", "jijiang")
    assert document["changedAt"].startswith("2021-06-08T")


async def test_what_lets_nobody_in_is_nobody(demo: DemoHub) -> None:
    strange = {"_id": "user:boss", "type": "user", "name": "boss", "displayName": "站长", "role": "boss"}
    made = [{**strange, "area": SITE, "password": "x"}, {"_id": "user:none", "type": "user", "role": "clerk"}]
    await put_new(demo.hub.engine.database("hub"), made)
    await demo.settled()
    assert not {"boss", "none"} & {*await _names(demo)}
    assert (await problem(demo, SUSPEND, {"name": "boss"}, user="district"))["code"] == "not_found"
    for name in ("boss", "none"):  # and may be made somebody
        told = await _done(demo, CREATE, name=name)
        assert (await demo.first_sign_in(name, told["initialPassword"]))["role"] == "clerk"


async def test_the_last_administrator_stays(demo: DemoHub) -> None:
    last = [("name", "last-administrator")]
    assert await _codes(demo, SUSPEND, name="district") == last
    assert await _codes(demo, CHANGE, name="district", role="AUDITOR") == last
    await _done(demo, CREATE, name="second", role="ADMINISTRATOR", area="500116")
    assert await _codes(demo, SUSPEND, name="district") == []
    assert (await demo.graphql(PEOPLE, user="district")).get("error") == "unauthorized"


async def test_a_township_manages_the_clerks_of_its_own_sites(demo: DemoHub) -> None:
    await _done(demo, CREATE, name="colleague", role="TOWNSHIP", area="500116001")
    not_yours = [("area", "not-yours")]
    assert await _codes(demo, CREATE, user="jijiang", area="500116002901") == not_yours
    assert await _codes(demo, CREATE, user="jijiang", role="TOWNSHIP", area="500116001") == not_yours
    assert await _codes(demo, CHANGE, user="jijiang", name="sipaifang-1", area="500116002901") == not_yours
    assert await _codes(demo, CHANGE, user="jijiang", name="colleague", shown="某人") == not_yours
    for query in (RESET, SUSPEND, REINSTATE):
        assert await _codes(demo, query, user="jijiang", name="colleague") == [("name", "not-yours")]
        assert (await problem(demo, query, {"name": "degan-1"}))["code"] == "not_found"
        assert (await problem(demo, query, {"name": "district"}))["code"] == "not_found"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "Li"}, ("name", "name-form")),
        ({"name": "l"}, ("name", "name-form")),
        ({"name": "hub"}, ("name", "name-form")),
        ({"shown": "  "}, ("displayName", "blank")),
        ({"shown": "长" * 41}, ("displayName", "too-long")),
        ({"shown": "=1+1"}, ("displayName", "odd-beginning")),
        ({"area": "500116001"}, ("area", "area-of-role")),
        ({"role": "TOWNSHIP"}, ("area", "area-of-role")),
        ({"area": "500116001999"}, ("area", "no-such-site")),
        ({"role": "TOWNSHIP", "area": "500116999"}, ("area", "no-such-township")),
        ({"role": "ADMINISTRATOR", "area": "500117"}, ("area", "other-district")),
    ],
)
async def test_what_is_wrong_is_told_by_field(
    demo: DemoHub, given: dict[str, str], told: tuple[str, str]
) -> None:
    assert await _codes(demo, CREATE, **given) == [told]
    assert not await demo.documents("hub", "user:li-1")


async def test_people_are_found_by_place_post_and_name(demo: DemoHub) -> None:
    await demo.settled()
    assert await _names(demo, user="jijiang") == ["jijiang", "sipaifang-1", "sipaifang-2"]
    assert await _names(demo, role="CLERK", area="500116002") == ["degan-1"]
    assert await _names(demo, search="吴") == ["sipaifang-2"]
    assert await _names(demo, search="%") == []
    assert await _names(demo, search="SiPai") == ["sipaifang-1", "sipaifang-2"]
    page = (await demo.ask(PEOPLE, {"first": 3}))["people"]
    assert page["pageInfo"]["hasNextPage"]
    rest = await _names(demo, after=page["pageInfo"]["endCursor"])
    assert sorted({*(edge["node"]["name"] for edge in page["edges"]), *rest}) == await _names(demo)
    areas = {edge["node"]["name"]: edge["node"]["area"] for edge in page["edges"]}
    assert areas["auditor"] == {
        "code": "500116",
        "name": "重庆市江津区",
        "nameEn": "Jiangjin District, Chongqing",
    }


async def test_they_are_found_in_postgresql_too_whatever_letters_are_typed(
    tmp_path: Path, postgresql: str
) -> None:
    async with demo_hub(tmp_path / "hub", tables=postgresql) as demo:
        await demo.settled()
        assert await _names(demo, search="SiPai") == ["sipaifang-1", "sipaifang-2"]
