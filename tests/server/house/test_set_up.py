"""A district that begins: from an empty directory, by GraphQL alone, to a certificate that verifies."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from schema.envelope import from_base64url
from sync.records import read
from tests.hub import ENROL, PASSWORD, DemoHub, open_empty, running
from tests.schema.test_publication import next_version
from tests.tablet import Tablet, zhao_story

STEPS = "{ setUp { isDone district { code isFounded } steps { name isDone detail { zh en } } } }"
FOUND = """mutation($code: String! = "500120", $name: String! = "重庆市璧山区") { foundDistrict(
  code: $code, name: $name, nameEn: "Bishan District, Chongqing", complaintPhone: "023-40000000") {
  district { code name isFounded } problems { field code zh en } } }"""
SITES = """mutation($csv: String!, $dry: Boolean!) { importSites(csv: $csv, dryRun: $dry) {
  isWritten pending problems { code } rows { line key action problems { field code } } } }"""
PEOPLE = """mutation($csv: String!, $dry: Boolean!) { importPeople(csv: $csv, dryRun: $dry) {
  isWritten initialPasswords problems { code } rows { line key action problems { field code } } } }"""
OFFICES = """代码,名称,类别
500120001,璧城街道,镇街
500120001001,东街社区,社区
500120001201,新堰村,村
"""
CLERKS = """登录名,姓名,岗位,所在地代码
bicheng,璧城街道办,镇街,500120001
dongjie-1,钱经办,经办人,500120001001
"""
SITE = "500120001001"
CODE = f'mutation {{ createPairingCode(site: "{SITE}") {{ code }} }}'
VERIFY = "query($token: String) { verifyCertificate(token: $token) { status siteName } }"


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[DemoHub]:
    async with running(open_empty(tmp_path)) as hub:
        yield hub


async def _todo(hub: DemoHub) -> list[str]:
    """The steps that are not done."""
    asked = (await hub.ask(STEPS, user="root"))["setUp"]
    assert asked["isDone"] == all(step["isDone"] for step in asked["steps"])
    assert all(step["detail"]["zh"] and step["detail"]["en"] for step in asked["steps"])
    return [step["name"] for step in asked["steps"] if not step["isDone"]]


async def _passwords(hub: DemoHub) -> dict[str, str]:
    """Of the clerks, once they are imported."""
    done = (await hub.ask(PEOPLE, {"csv": CLERKS, "dry": False}, user="root"))["importPeople"]
    assert done["isWritten"], done
    lines = done["initialPasswords"].removeprefix("\ufeff").splitlines()
    return {name: password for name, _, password in (line.split(",") for line in lines[1:])}


async def _first_tablet(hub: DemoHub, user: str) -> Tablet:
    code = (await hub.ask(CODE, user="bicheng"))["createPairingCode"]["code"]
    tablet = Tablet(f"{SITE}Z9", user)
    enrolled: Any = await hub.ask(ENROL, {"code": code, "key": tablet.public_key}, user=user)
    tablet.device = enrolled["enrolDevice"]["device"]
    tablet.credential = from_base64url(enrolled["enrolDevice"]["credential"])
    return tablet


async def test_from_an_empty_directory_to_a_certificate_that_verifies(empty: DemoHub) -> None:
    assert await _todo(empty) == ["DISTRICT", "TOWNSHIPS", "SITES", "PEOPLE", "TABLET"]

    founded = (await empty.ask(FOUND, user="root"))["foundDistrict"]
    assert founded == {
        "district": {"code": "500120", "name": "重庆市璧山区", "isFounded": True},
        "problems": [],
    }
    for dry in (True, False):
        done = (await empty.ask(SITES, {"csv": OFFICES, "dry": dry}, user="root"))["importSites"]
        assert [(row["line"], row["action"], row["problems"]) for row in done["rows"]] == [
            (line, "CREATE", []) for line in (2, 3, 4)
        ]
        assert done["isWritten"] is not dry
    passwords = await _passwords(empty)
    assert await _todo(empty) == ["TABLET"]

    for name, password in passwords.items():
        assert (await empty.first_sign_in(name, password))["mustChangePassword"]
        await empty.choose_own(name, password)
    tablet = await _first_tablet(empty, "dongjie-1")
    assert await _todo(empty) == []

    zhao_story(tablet)
    assert await empty.push(tablet.facts, site=SITE, user="dongjie-1") == []
    await empty.settled()
    token = next(fact["token"] for fact in tablet.facts if fact["type"] == "certificate")
    verified = (await empty.ask(VERIFY, {"token": token}, user=""))["verifyCertificate"]
    assert verified == {"status": "VALID", "siteName": "东街社区"}


async def test_a_district_with_offices_keeps_its_code_and_may_be_renamed(empty: DemoHub) -> None:
    await empty.ask(FOUND, user="root")
    await empty.ask(SITES, {"csv": OFFICES, "dry": False}, user="root")
    (told,) = (await empty.ask(FOUND, {"code": "500121"}, user="root"))["foundDistrict"]["problems"]
    assert (told["field"], told["code"]) == ("code", "district-has-sites")
    renamed = (await empty.ask(FOUND, {"name": "璧山"}, user="root"))["foundDistrict"]
    assert (renamed["district"]["name"], renamed["problems"]) == ("璧山", [])


GUIDES = "{ guides { guide } defaultGuides }"
PUBLISH = "mutation($guide: JSON!) { publishGuide(guide: $guide) { id } }"


async def test_r36_its_guides_name_its_own_number(empty: DemoHub) -> None:
    await empty.ask(FOUND, user="root")
    await empty.settled()
    asked = await empty.ask(GUIDES, user="root")
    guides = [*(one["guide"] for one in asked["guides"]), *asked["defaultGuides"]]
    assert {one["complaintPhone"] for one in guides} == {"023-40000000"}
    assert "023-40000000" in (await empty.client.get("/guides/birth-service")).text

    law = {**next_version(), "basis": "璧卫发〔2022〕3号", "complaintPhone": "023-40000000"}
    assert (await empty.ask(PUBLISH, {"guide": law}, user="root"))["publishGuide"]["id"] == law["_id"]


async def test_r36_guides_that_cases_were_opened_by_do_not_change_with_the_number(empty: DemoHub) -> None:
    await empty.ask(FOUND, user="root")
    await empty.ask(SITES, {"csv": OFFICES, "dry": False}, user="root")
    await empty.ask(FOUND.replace("023-40000000", "023-41111111"), user="root")
    held = await read(empty.hub.engine.database("reference"), "guide:birth-service:2021-7") or {}
    assert held["complaintPhone"] == "023-40000000"
    assert "023-41111111" in (await empty.client.get("/guides/birth-service")).text


async def test_r08_its_offices_have_three_weeks_unless_it_says_otherwise(empty: DemoHub) -> None:
    asked = "{ setUp { district { publicityDeadline } } }"
    await empty.ask(FOUND, user="root")
    by_itself = (await empty.ask(asked, user="root"))["setUp"]["district"]["publicityDeadline"]
    assert by_itself == "2021-06-30"  # 15 working days after the 8th of June; the 14th is a holiday
    said = FOUND.replace('"023-40000000"', '"023-40000000", publicityDeadline: "2021-08-31"')
    for query in (said, FOUND):  # and founding once more leaves it
        await empty.ask(query, user="root")
        kept = (await empty.ask(asked, user="root"))["setUp"]["district"]["publicityDeadline"]
        assert kept == "2021-08-31"


async def test_a_browser_is_led_to_the_desk_until_there_is_an_office(empty: DemoHub) -> None:
    assert (await empty.client.get("/")).headers["location"] == "/desk/"
    await empty.ask(FOUND, user="root")
    await empty.ask(SITES, {"csv": OFFICES, "dry": False}, user="root")
    assert "璧山" in (await empty.client.get("/")).text
    assert PASSWORD not in (await empty.client.get("/")).text


async def test_the_first_administrator_belongs_to_the_district_that_was_founded(empty: DemoHub) -> None:
    await empty.ask(FOUND, user="root")
    assert (await empty.first_sign_in("root", PASSWORD))["area"] == "500120"


async def test_guides_and_working_days_are_ready_for_a_tap(empty: DemoHub) -> None:
    asked = "{ defaultGuides defaultCalendar { year basis daysOff workdays } }"
    ready = await empty.ask(asked, user="root")
    publish = "mutation($guide: JSON!) { publishGuide(guide: $guide) { pending } }"
    for guide in ready["defaultGuides"]:
        await empty.ask(publish, {"guide": guide}, user="root")
    publish = "mutation($table: CalendarTable!) { publishCalendar(table: $table) { id } }"
    published = await empty.ask(publish, {"table": ready["defaultCalendar"]}, user="root")
    assert published["publishCalendar"]["id"] == "calendar:2021"
    assert (await empty.ask("{ defaultCalendar(year: 1999) { year } }", user="root"))[
        "defaultCalendar"
    ] is None
