"""Two certificates of one couple: people are told, and a person decides which one stays."""

from typing import Any

from server.workers.duplicates import Duplicates
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import arrive, orders, problem
from tests.server.workers.office import Office, birth_service

DUPLICATES = """query($status: DuplicateStatus, $area: String) {
  duplicates(status: $status, areaCode: $area) {
  id certNo inForce site { code name } other otherInForce otherSite { code name }
  case otherCase keep status } }"""
BOTH_STAY = """mutation($duplicate: ID!, $grounds: String!) {
  resolveDuplicate(duplicate: $duplicate, grounds: $grounds) {
  order case { certificates { void } } } }"""
RESOLVE = """mutation($duplicate: ID!, $keep: String!) {
  resolveDuplicate(duplicate: $duplicate, keep: $keep) {
  order case { id certificates { certNo void } } } }"""


async def _twice(demo: DemoHub) -> tuple[str, str]:
    """The couple's first certificate, from 四牌坊, and the second, from another community."""
    first, second = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    numbers = []
    for tablet in (first, second):
        numbers.append(birth_service(tablet)["certNo"])
        second.now = first.now
        await arrive(demo, tablet)
    await Office(demo).work(Duplicates())
    await demo.settled()
    return numbers[0], numbers[1]


async def _list(demo: DemoHub, user: str = "district", **asked: Any) -> Any:
    return (await demo.ask(DUPLICATES, asked, user=user))["duplicates"]


def _in_force(pair: Any) -> dict[str, bool]:
    return {pair["certNo"]: pair["inForce"], pair["other"]: pair["otherInForce"]}


async def test_the_later_one_is_void_when_a_person_says_so(demo: DemoHub) -> None:
    first, second = await _twice(demo)
    (pair,) = await _list(demo)
    assert ({pair["certNo"], pair["other"]}, pair["keep"]) == ({first, second}, first)
    assert pair["status"] == "OPEN"
    answer = await demo.ask(RESOLVE, {"duplicate": pair["id"], "keep": first})
    assert answer["resolveDuplicate"]["case"]["certificates"] == [{"certNo": second, "void": "duplicate"}]
    (pair,) = await _list(demo)
    assert pair["status"] == "RESOLVED"
    assert _in_force(pair) == {first: True, second: False}
    assert await _list(demo, status="OPEN") == []


async def test_both_stay_when_a_person_says_why(demo: DemoHub) -> None:
    first, second = await _twice(demo)
    (pair,) = await _list(demo)
    without = await problem(demo, BOTH_STAY, {"duplicate": pair["id"], "grounds": ""}, user="district")
    assert without["code"] == "bad_request"
    asked = {"duplicate": pair["id"], "grounds": "经核实，两证均应保留"}
    for _ in range(2):  # twice is once
        answer = await demo.ask(BOTH_STAY, asked)
    assert [one["void"] for one in answer["resolveDuplicate"]["case"]["certificates"]] == [""]
    (pair,) = await _list(demo)
    assert pair["status"] == "RESOLVED"
    assert _in_force(pair) == {first: True, second: True}
    assert await orders(demo, "void", SITE) == await orders(demo, "void", OTHER_SITE) == []
    await demo.ask(RESOLVE, {"duplicate": pair["id"], "keep": first})  # somebody has thought better of it
    told = await problem(demo, BOTH_STAY, {**asked, "grounds": "仍予保留"}, user="district")
    assert told["code"] == "conflict"
    assert second


async def test_not_both_are_made_void(demo: DemoHub) -> None:
    first, second = await _twice(demo)
    (pair,) = await _list(demo)
    await demo.ask(RESOLVE, {"duplicate": pair["id"], "keep": first})
    told = await problem(demo, RESOLVE, {"duplicate": pair["id"], "keep": second}, user="district")
    assert told["code"] == "conflict"
    assert await orders(demo, "void", SITE) == []
    assert len(await orders(demo, "void", OTHER_SITE)) == 1


async def test_a_township_makes_void_what_is_its_own(demo: DemoHub) -> None:
    first, second = await _twice(demo)
    (pair,) = await _list(demo, "jijiang")
    told = await problem(demo, RESOLVE, {"duplicate": pair["id"], "keep": first})
    assert told["code"] == "not_found"  # the later one is another township's
    told = await problem(demo, RESOLVE, {"duplicate": pair["id"], "keep": "FS1"})
    assert told["code"] == "bad_request"
    answer = await demo.ask(RESOLVE, {"duplicate": pair["id"], "keep": second}, user="jijiang")
    assert answer["resolveDuplicate"]["case"]["certificates"] == [{"certNo": first, "void": "duplicate"}]


async def test_a_township_is_told_the_name_of_another_s_office(demo: DemoHub) -> None:
    await _twice(demo)
    (pair,) = await _list(demo, "jijiang")
    offices = {one["code"]: one["name"] for one in (pair["site"], pair["otherSite"])}
    assert offices.keys() == {SITE, OTHER_SITE}
    assert all(code != name for code, name in offices.items())
