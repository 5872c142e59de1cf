"""People and offices from a CSV: all rows or none, and twice is once."""

from typing import Any

import pytest

from server.house.people import MOST_NEW_PEOPLE
from tests.hub import SITE, DemoHub
from tests.server.graphql.desk import problem

_IMPORTED = """(csv: $csv, dryRun: $dry) { isWritten pending initialPasswords problems { code }
  rows { line key name action problems { field code } } }"""
PEOPLE = f"mutation($csv: String!, $dry: Boolean! = true) {{ importPeople{_IMPORTED} }}"
SITES = f"mutation($csv: String!, $dry: Boolean! = true) {{ importSites{_IMPORTED} }}"
CLERKS = f"登录名,姓名,岗位,所在地代码\nli-1,李经办,经办人,{SITE}\nsipaifang-1,周主办,,\nsipaifang-2,,,\n"
OFFICES = """代码,名称,英文名称,类别
500116003201,桥头村,,村
500116003,鼎山街道,Dingshan,街道
500116001901,四牌坊社区,,
"""


async def _done(demo: DemoHub, query: str, csv: str, *, user: str = "district", dry: bool = False) -> Any:
    (imported,) = (await demo.ask(query, {"csv": csv, "dry": dry}, user=user)).values()
    return imported


def _told(imported: Any) -> list[tuple[int, str, list[str]]]:
    return [
        (row["line"], row["action"], [one["code"] for one in row["problems"]]) for row in imported["rows"]
    ]


async def test_what_would_be_done_is_shown_before_it_is(demo: DemoHub) -> None:
    shown = (await demo.ask(PEOPLE, {"csv": CLERKS}))["importPeople"]
    assert _told(shown) == [(2, "CREATE", []), (3, "CHANGE", []), (4, "NOTHING", [])]
    assert [row["name"] for row in shown["rows"]] == ["李经办", "周主办", ""]
    assert (shown["isWritten"], shown["initialPasswords"]) == (False, None)
    assert not await demo.documents("hub", "user:li-1")


async def test_people_come_in_once(demo: DemoHub) -> None:
    done = await _done(demo, PEOPLE, CLERKS, user="jijiang")
    assert done["isWritten"]
    header, line = done["initialPasswords"].removeprefix("\ufeff").splitlines()
    assert header == "登录名,姓名,初始密码"
    name, shown, password = line.split(",")
    assert (name, shown) == ("li-1", "李经办")
    assert (await demo.first_sign_in("li-1", password))["mustChangePassword"]
    (renamed,) = await demo.documents("hub", "user:sipaifang-1")
    assert (renamed["displayName"], renamed["role"]) == ("周主办", "clerk")
    again = await _done(demo, PEOPLE, CLERKS)  # by somebody else
    assert {row["action"] for row in again["rows"]} == {"NOTHING"}
    assert again["initialPasswords"] is None
    assert (await demo.first_sign_in("li-1", password))["mustChangePassword"]  # nothing was reset


async def test_first_passwords_that_did_not_arrive_are_told_again_as_long_as_they_count(
    demo: DemoHub,
) -> None:
    slips = (await _done(demo, PEOPLE, CLERKS, user="jijiang"))["initialPasswords"]
    assert (await _done(demo, PEOPLE, CLERKS, user="jijiang", dry=True))["initialPasswords"] is None
    assert (await _done(demo, PEOPLE, CLERKS, user="jijiang"))["initialPasswords"] == slips
    other = CLERKS.replace("李经办", "李四经办")
    assert (await _done(demo, PEOPLE, other, user="jijiang"))["initialPasswords"] is None
    await _done(demo, PEOPLE, CLERKS, user="jijiang")  # as he was
    first = slips.splitlines()[1].split(",")[2]
    await demo.first_sign_in("li-1", first)
    await demo.choose_own("li-1", first)
    assert (await _done(demo, PEOPLE, CLERKS, user="jijiang"))["initialPasswords"] is None


async def test_a_list_brings_so_many_new_people_at_once(demo: DemoHub) -> None:
    rows = "\n".join(f"new-{n},新人,经办人,{SITE}" for n in range(MOST_NEW_PEOPLE + 1))
    done = await _done(demo, PEOPLE, f"登录名,姓名,岗位,所在地代码\n{rows}", dry=True)
    assert [told for told in _told(done) if told[2]] == [(2, "CREATE", ["too-many-people"])]


async def test_a_list_that_others_have_overtaken_is_not_written(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = (
        'createPerson(name: "li-1", displayName: "李", role: CLERK, area: "500116001901") { problems { en } }'
    )
    hash_ = demo.hub.passwords.hash

    async def while_somebody_else_is_faster(password: str) -> str:
        monkeypatch.undo()
        assert (await demo.ask(f"mutation {{ {made} }}"))["createPerson"] == {"problems": []}
        return await hash_(password)

    monkeypatch.setattr(demo.hub.passwords, "hash", while_somebody_else_is_faster)
    told = await problem(demo, PEOPLE, {"csv": CLERKS, "dry": False})
    assert (told["code"], "Nothing was written" in told["message"]) == ("conflict", True)
    (first,) = await demo.documents("hub", "user:sipaifang-1")
    assert first["displayName"] == "周经办"


async def test_one_wrong_row_keeps_all_out(demo: DemoHub) -> None:
    wrong = (
        f"li-1,又一个,经办人,{SITE}",
        f"Han,韩,站长,{SITE}",
        "he-1,何,经办人,500116002901",
        f",无名,经办人,{SITE}",
    )
    done = await _done(demo, PEOPLE, CLERKS + "\n".join(wrong), user="jijiang")
    assert not done["isWritten"]
    assert _told(done)[3:] == [
        (5, "CREATE", ["row-twice"]),
        (6, "CREATE", ["name-form", "role-unknown"]),
        (7, "CREATE", ["not-yours"]),
        (8, "CREATE", ["blank"]),
    ]
    assert not await demo.documents("hub", "user:li-1")


async def test_a_list_does_not_take_the_last_administrators_post(demo: DemoHub) -> None:
    done = await _done(demo, PEOPLE, "name,role\ndistrict,auditor\n")
    assert _told(done) == [(2, "CHANGE", ["last-administrator"])]


async def test_townships_count_for_the_sites_of_the_same_file(demo: DemoHub) -> None:
    done = await _done(demo, SITES, OFFICES)
    assert _told(done) == [(2, "CREATE", []), (3, "CREATE", []), (4, "NOTHING", [])]
    offices = {one["code"]: one for one in await demo.documents("reference", "site:500116003")}
    assert offices["500116003201"]["township"]["name"] == "鼎山街道"
    assert offices["500116003000"]["kind"] == "township"
    assert "papers-500116003201" in await demo.hub.engine.names()
    assert {row["action"] for row in (await _done(demo, SITES, OFFICES))["rows"]} == {"NOTHING"}


async def test_one_wrong_office_keeps_all_out(demo: DemoHub) -> None:
    before = await demo.documents("reference", "site:")
    wrong = (
        "500116004201,孤村,,村",
        "500116001,,,",
        "12,短,,社区",
        "500116002201,甲,,镇",
        "500116003000,鼎山,,",
    )
    done = await _done(demo, SITES, OFFICES + "\n".join(wrong))
    assert _told(done)[3:] == [
        (5, "CREATE", ["no-such-township"]),
        (6, "NOTHING", []),
        (7, "CREATE", ["site-code"]),
        (8, "CHANGE", ["township-code"]),
        (9, "CREATE", ["row-twice"]),
    ]
    assert await demo.documents("reference", "site:") == before
    assert (await _done(demo, SITES, "名字\n甲\n"))["problems"] == [
        {"code": "unknown-column"},
        {"code": "no-column"},
    ]
