"""Is this certificate good? Six answers, by GraphQL, by page and by command."""

from datetime import date

import pytest
from typer.testing import CliRunner

from schema.numbers import certificate_number
from schema.sign1 import issue_credential
from server.cli import app
from tests.hub import SITE, DemoHub
from tests.people import OUTSIDE_WIFE
from tests.server.graphql.desk import arrive, in_review
from tests.tablet import Fact, Tablet, point, zhao_story

VERIFY = """query($token: String, $certNo: String) {
  verifyCertificate(token: $token, certNo: $certNo) {
    status reason meaning certNo issuedOn siteName husband wife
  }
}"""


async def _verify(demo: DemoHub, token: str | None = None, number: str | None = None) -> Fact:
    answer = await demo.ask(VERIFY, {"token": token, "certNo": number}, user="")
    verified: Fact = answer["verifyCertificate"]
    return verified


async def _issued(demo: DemoHub) -> tuple[Tablet, Fact]:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    return tablet, next(fact for fact in tablet.facts if fact["type"] == "certificate")


async def test_valid_once_it_has_arrived(demo: DemoHub) -> None:
    tablet, certificate = await _issued(demo)
    await demo.settled()
    assert (await _verify(demo, certificate["token"]))["status"] == "UNKNOWN_YET"
    await demo.push(tablet.facts)
    await demo.settled()
    assert await _verify(demo, certificate["token"]) == {
        "status": "VALID",
        "reason": "in-force",
        "meaning": "证件已登记，内容未被改动。",
        "certNo": certificate["certNo"],
        "issuedOn": "2021-06-14",
        "siteName": "四牌坊社区",
        "husband": "赵明 999999********1012",
        "wife": "周芳 999999********1425",
    }
    address = f"HTTP://HUB.EXAMPLE/V/{certificate['token']}"
    assert (await _verify(demo, address))["status"] == "VALID"


async def test_a_number_alone_reveals_no_person(demo: DemoHub) -> None:
    tablet, certificate = await _issued(demo)
    await demo.push(tablet.facts)
    await demo.settled()
    verified = await _verify(demo, None, certificate["certNo"].lower())
    assert (verified["status"], verified["reason"]) == ("VALID", "number-in-force")
    assert "没有核对纸面内容" in verified["meaning"]
    assert (verified["husband"], verified["wife"], verified["issuedOn"]) == (None, None, None)


async def test_nobody_is_said_to_have_signed_a_number_that_nobody_registered(demo: DemoHub) -> None:
    made_up = certificate_number("birth-service", f"{SITE}A1", date(2021, 6, 8), 1)
    verified = await _verify(demo, None, made_up)
    assert (verified["status"], verified["reason"]) == ("UNKNOWN_YET", "number-not-arrived")
    assert "签名" not in verified["meaning"]
    english = await demo.client.get(f"/verify?certNo={made_up}&lang=en")
    assert "not registered yet" in english.text
    assert "igned" not in english.text


async def test_a_proof_is_registered_by_its_number(demo: DemoHub) -> None:
    tablet, case = await in_review(demo)
    proof = next(fact for fact in tablet.facts if fact["type"] == "status-proof")
    assert (await _verify(demo, None, proof["certNo"]))["reason"] == "number-in-force"
    of_another_year = certificate_number("status-proof", tablet.device, date(2020, 6, 8), 1)
    assert (await _verify(demo, None, of_another_year))["reason"] == "other-paper"
    numbered = {"certNo": proof["certNo"], "block": proof["block"]}
    tablet.fact("spoiled", case, item="status-proof", **numbered, why="jam")
    await arrive(demo, tablet)
    assert (await _verify(demo, None, proof["certNo"]))["reason"] == "void"


async def test_void_when_the_case_gives_it_no_effect(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = tablet.certificate(tablet.application())
    await demo.push(tablet.facts)
    await demo.settled()
    assert (await _verify(demo, certificate["token"]))["status"] == "VOID"


async def test_altered(demo: DemoHub) -> None:
    tablet, certificate = await _issued(demo)
    await demo.push(tablet.facts)
    await demo.settled()
    token = certificate["token"]
    swapped = token[:200] + ("A" if token[200] != "A" else "B") + token[201:]
    other_number = certificate_number("birth-service", tablet.device, date(2021, 6, 14), 9)
    other_people = tablet.certificate(certificate["case"], wife=OUTSIDE_WIFE, serial=1)["token"]
    for shown, number in (
        (swapped, None),
        (token, other_number),
        (other_people, None),
    ):
        assert (await _verify(demo, shown, number))["status"] == "ALTERED", (shown, number)


async def test_nobody_is_accused_for_a_receipt_an_address_or_a_slip_of_the_finger(demo: DemoHub) -> None:
    tablet, certificate = await _issued(demo)
    await demo.push(tablet.facts)
    await demo.settled()
    number = certificate["certNo"]
    mistyped = number[:-1] + ("0" if number[-1] != "0" else "1")
    for shown, typed, reason in (
        (f"HTTPS://YICI.EXAMPLE/H/{tablet.slip(certificate['case'])}", None, "slip"),
        ("https://example.com/", None, "not-a-token"),
        (None, mistyped, "not-a-number"),
    ):
        verified = await _verify(demo, shown, typed)
        assert (verified["status"], verified["reason"]) == ("UNKNOWN_YET", reason)
    spaced = f"{number[:2]} {number[2:14]} {number[14:].lower()}"
    assert (await _verify(demo, None, spaced))["reason"] == "number-in-force"
    assert (await _verify(demo, certificate["token"], spaced))["reason"] == "in-force"


async def test_a_tablet_no_district_vouches_for(demo: DemoHub) -> None:
    await demo.settled()
    verified = await _verify(demo, Tablet().certificate("x")["token"])
    assert (verified["status"], verified["reason"]) == ("UNKNOWN_YET", "unknown-key")
    assert (verified["certNo"], verified["husband"]) == (None, None)


async def test_a_number_that_the_hub_never_leased(demo: DemoHub) -> None:
    """It may have, after the backup that it was restored from: nobody is accused."""
    tablet = await demo.enrolled_tablet()
    await demo.settled()
    certificate = tablet.certificate("x", serial=201)
    assert (await _verify(demo, certificate["token"]))["reason"] == "not-arrived"
    assert (await _verify(demo, None, certificate["certNo"]))["status"] == "UNKNOWN_YET"
    ended = 'mutation($d: ID!) { endDevice(device: $d, why: LOST, note: "") { pending } }'
    await demo.ask(ended, {"d": tablet.device}, user="jijiang")
    await demo.settled()
    assert (await _verify(demo, certificate["token"]))["reason"] == "revoked"
    assert (await _verify(demo, None, certificate["certNo"]))["status"] == "REVOKED_BLOCK"


async def test_expired_credential(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.settled()
    days = date(2021, 1, 1), date(2021, 6, 1)
    tablet.credential = issue_credential(demo.hub.district_key, tablet.device, point(tablet.key), *days)
    assert (await _verify(demo, tablet.certificate("x")["token"]))["status"] == "EXPIRED_CREDENTIAL"


async def test_nothing_to_verify(demo: DemoHub) -> None:
    assert "errors" in await demo.graphql(VERIFY, {}, user="")


async def test_the_page_says_it_in_large_words(demo: DemoHub) -> None:
    tablet, certificate = await _issued(demo)
    await demo.push(tablet.facts)
    await demo.settled()
    scanned = await demo.client.get(f"/V/{certificate['token']}")
    assert scanned.status_code == 200
    for words in ('role="status">有效<', certificate["certNo"], "四牌坊社区", "赵明", "核对了"):
        assert words in scanned.text
    by_number = await demo.client.post("/verify", data={"certNo": certificate["certNo"], "token": ""})
    assert 'role="status">证号已登记<' in by_number.text
    assert "没有核对纸面内容" in by_number.text
    mistyped = await demo.client.post("/verify", data={"certNo": "FS12", "token": ""})
    assert 'role="status">查无此号<' in mistyped.text
    pasted = await demo.client.post(
        "/verify", data={"certNo": f"HTTP://HUB/V/{certificate['token']}", "token": ""}
    )
    assert 'role="status">有效<' in pasted.text
    assert "赵明" not in by_number.text
    rubbish = await demo.client.post("/verify", data={"certNo": '"><script>', "token": ""})
    assert 'role="status">查无此号<' in rubbish.text
    assert "<script>" not in rubbish.text
    assert "default-src 'self'" in rubbish.headers["content-security-policy"]
    assert "role=" not in (await demo.client.get("/verify")).text


async def test_the_page_speaks_english_and_says_what_was_checked(demo: DemoHub) -> None:
    tablet, certificate = await _issued(demo)
    await demo.push(tablet.facts)
    await demo.settled()
    english = await demo.client.get(f"/V/{certificate['token']}?lang=en")
    for words in (
        'lang="en"',
        'role="status">Valid<',
        "Birth service certificate",
        "the register",
    ):
        assert words in english.text
    assert "生育服务证" in (await demo.client.get(f"/V/{certificate['token']}")).text
    for shown in (certificate["token"][:300], tablet.slip(certificate["case"])):
        told = await demo.client.get(f"/V/{shown}")
        assert 'role="status">' in told.text
        assert "核对了" not in told.text  # nothing could be


@pytest.mark.parametrize("status", ["valid", "unknown-yet"])
async def test_the_command_answers_while_the_hub_runs(demo: DemoHub, status: str) -> None:
    tablet, certificate = await _issued(demo)
    if status == "valid":
        await demo.push(tablet.facts)
    await demo.settled()
    data_dir = str(demo.hub.settings.data_dir)
    result = CliRunner().invoke(app, ["verify", certificate["token"], "--data-dir", data_dir])
    assert result.exit_code == {"valid": 0, "unknown-yet": 4}[status]
    assert f'"status": "{status}"' in result.stdout
    cut = certificate["token"][:-8]
    assert CliRunner().invoke(app, ["verify", cut, "--data-dir", data_dir]).exit_code == 3
