"""Townships and sites: they begin, change their names and close, and what is there is counted."""

from typing import Any

import pytest

from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import problem, questions

_DONE = "site { code name nameEn kind township { code name } closedReason } problems { field code } pending"
TOWNSHIP = f"""mutation($code: String! = "500116003", $name: String! = "鼎山街道") {{
  createTownship(code: $code, name: $name, nameEn: "Dingshan Subdistrict") {{ {_DONE} }} }}"""
CREATE = f"""mutation($code: String! = "500116001203", $name: String! = "滨江村",
    $kind: OfficeKind! = VILLAGE) {{ createSite(code: $code, name: $name, kind: $kind) {{ {_DONE} }} }}"""
CHANGE = f"""mutation($code: String!, $name: String, $kind: OfficeKind) {{
  changeSite(code: $code, name: $name, kind: $kind) {{ {_DONE} }} }}"""
CLOSE = f"""mutation($code: String!, $reason: String! = "合并") {{
  closeSite(code: $code, reason: $reason) {{ {_DONE} }} }}"""
REOPEN = f"mutation($code: String!) {{ reopenSite(code: $code) {{ {_DONE} }} }}"
SITES = """query($area: String, $search: String! = "", $closed: Boolean! = false) {
  sites(areaCode: $area, search: $search, hasClosed: $closed) {
    code name closedAt deviceCount clerkCount limits { item workingDays } township { name } } }"""
CODE = "mutation($site: String!) { createPairingCode(site: $site) { code } }"


async def _done(demo: DemoHub, query: str, **given: Any) -> Any:
    (payload,) = (await demo.ask(query, given)).values()
    return payload


async def _told(demo: DemoHub, query: str, **given: Any) -> list[tuple[str, str]]:
    return [(one["field"], one["code"]) for one in (await _done(demo, query, **given))["problems"]]


async def _sites(demo: DemoHub, *, user: str = "district", **asked: Any) -> dict[str, Any]:
    return {one["code"]: one for one in (await demo.ask(SITES, asked, user=user))["sites"]}


async def test_a_new_township_and_its_first_village(demo: DemoHub) -> None:
    hall = (await _done(demo, TOWNSHIP))["site"]
    assert (hall["code"], hall["kind"]) == ("500116003000", "township")
    village = (await _done(demo, CREATE, code="500116003201"))["site"]
    assert village["township"] == {"code": "500116003", "name": "鼎山街道"}
    assert village["nameEn"] == "滨江村"  # nobody said an English one
    names = await demo.hub.engine.names()
    assert {"site-500116003000", "papers-500116003000", "site-500116003201", "papers-500116003201"} <= {
        *names
    }
    assert (await demo.ask(CODE, {"site": "500116003201"}))["createPairingCode"]["code"]


async def test_a_township_that_is_renamed_is_renamed_at_all_its_sites(demo: DemoHub) -> None:
    await _done(demo, CHANGE, code="500116001", name="几江新街道")
    sites = await _sites(demo)
    assert sites[SITE]["township"]["name"] == sites["500116001000"]["name"] == "几江新街道"
    assert sites[OTHER_SITE]["township"]["name"] == "德感街道"
    changed = await _done(demo, CHANGE, code=SITE, name="四牌坊新社区", kind="VILLAGE")
    assert (changed["site"]["name"], changed["site"]["kind"]) == ("四牌坊新社区", "village")


@pytest.mark.parametrize(
    ("query", "given", "told"),
    [
        (CREATE, {"code": SITE}, ("code", "code-taken")),
        (CREATE, {"code": "500116003201"}, ("code", "no-such-township")),
        (CREATE, {"code": "500116001"}, ("code", "site-code")),
        (CREATE, {"code": "500116001000"}, ("code", "code-taken")),
        (CREATE, {"code": "500116003000"}, ("code", "site-code")),
        (CREATE, {"code": "510116001201"}, ("code", "other-district")),
        (CREATE, {"name": " "}, ("name", "blank")),
        (TOWNSHIP, {"code": "500116"}, ("code", "township-code")),
        (TOWNSHIP, {"code": "500116001"}, ("code", "code-taken")),
    ],
)
async def test_what_is_wrong_is_told_by_field(
    demo: DemoHub, query: str, given: dict[str, str], told: tuple[str, str]
) -> None:
    before = await demo.documents("reference", "site:")
    assert told in await _told(demo, query, **given)
    assert await demo.documents("reference", "site:") == before


async def test_an_office_closes_when_its_tablets_have_ended(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    assert await _told(demo, CLOSE, code=SITE) == [("code", "tablets-work-here")]
    end = "mutation($device: ID!) { endDevice(device: $device, why: RETIRED) { pending } }"
    await demo.ask(end, {"device": tablet.device})
    assert await _told(demo, CLOSE, code=SITE, reason="") == [("reason", "blank")]
    assert await _told(demo, CLOSE, code="500116001") == [("code", "sites-work-here")]
    closed = await _done(demo, CLOSE, code=SITE)
    assert (closed["problems"], closed["site"]["closedReason"]) == ([], "合并")
    assert SITE not in await _sites(demo)
    rectification = (await demo.ask("{ rectification { site { code } } }"))["rectification"]
    assert SITE not in {row["site"]["code"] for row in rectification}
    assert (await _sites(demo, closed=True))[SITE]["closedAt"]
    assert (await problem(demo, CODE, {"site": SITE}))["code"] == "conflict"
    assert await _told(demo, CLOSE, code="500116001") == []
    assert await _told(demo, REOPEN, code=SITE) == [("code", "site-closed")]  # its township is
    for code in ("500116001", SITE):
        assert await _told(demo, REOPEN, code=code) == []
    assert SITE in await _sites(demo)


async def test_what_there_is_at_each_office_is_counted_at_once(demo: DemoHub) -> None:
    await demo.enrolled_tablet()
    limit = (
        'mutation { setTownshipLimit(township: "500116001", item: FURTHER_BIRTH, workingDays: 9) { item } }'
    )
    await demo.ask(limit)
    await _done(demo, CREATE)
    await demo.settled()
    with questions(demo) as asked:
        sites = await _sites(demo)
    assert (sites[SITE]["deviceCount"], sites[SITE]["clerkCount"]) == (1, 2)
    assert (sites[OTHER_SITE]["deviceCount"], sites[OTHER_SITE]["clerkCount"]) == (0, 1)
    nine = [{"item": "FURTHER_BIRTH", "workingDays": 9}]
    assert sites[SITE]["limits"] == sites["500116001203"]["limits"] == nine  # of a site added later too
    assert sites[OTHER_SITE]["limits"] == []
    assert len(asked) == 3


async def test_offices_are_found_by_place_and_name(demo: DemoHub) -> None:
    await demo.settled()
    assert set(await _sites(demo, user="jijiang")) == {SITE, "500116001000"}
    assert set(await _sites(demo, search="sipaifang")) == {SITE}
    assert set(await _sites(demo, search="德感")) == {OTHER_SITE, "500116002000"}
    assert set(await _sites(demo, search="500116002")) == {OTHER_SITE, "500116002000"}
