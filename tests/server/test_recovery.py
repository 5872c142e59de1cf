"""A forgotten PIN: the key of a tablet, back from the district."""

from schema.envelope import from_base64url, sign, to_base64url
from sync.records import change
from tests.hub import SITE, TOWNSHIP, DemoHub
from tests.recovery import DATA_KEY, RECOVER, asked, escrow_of
from tests.server.graphql.desk import problem


async def test_the_key_of_a_tablet_is_given_back_and_that_is_on_record(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    answer = await demo.ask(RECOVER, await asked(demo, tablet), user="sipaifang-2")
    assert from_base64url(answer["recoverTablet"]) == DATA_KEY
    (record,) = await demo.documents("hub", "audit:")
    assert (record["by"], record["role"], record["site"]) == ("sipaifang-2", "clerk", SITE)
    assert (record["purpose"], record["fields"]) == ("恢复平板口令", [f"tablet:{tablet.device}"])
    await demo.settled()
    query = "{ audit { edges { node { by case purpose fields } } } }"
    (edge,) = (await demo.ask(query, user="auditor"))["audit"]["edges"]
    assert edge["node"]["fields"] == [f"tablet:{tablet.device}"]
    assert answer["recoverTablet"] not in str(await demo.documents("hub"))


async def test_a_township_opens_the_tablet_of_its_own_desk(demo: DemoHub) -> None:
    desk = await demo.enrolled_tablet(TOWNSHIP)
    answer = await demo.ask(RECOVER, await asked(demo, desk), user="jijiang")
    assert from_base64url(answer["recoverTablet"]) == DATA_KEY
    window = await demo.enrolled_tablet(SITE, 4)
    assert (await problem(demo, RECOVER, await asked(demo, window), user="jijiang"))["code"] == "forbidden"


async def test_a_tablet_whose_credential_has_ended_loses_nothing_either(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await change(demo.hub.engine.database("hub"), f"device:{tablet.device}", expires="2021-06-07")
    answer = await demo.ask(RECOVER, await asked(demo, tablet), user=tablet.clerk)
    assert from_base64url(answer["recoverTablet"]) == DATA_KEY


async def test_what_is_no_escrow_of_this_tablet(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    good = from_base64url(escrow_of(demo, tablet))
    for escrow in ("", "§", "AAAA", *(to_base64url(_flipped(good, at)) for at in range(0, len(good), 7))):
        told = await problem(demo, RECOVER, await asked(demo, tablet, escrow=escrow), user=tablet.clerk)
        assert told["code"] == "bad_request", escrow
    assert await demo.documents("hub", "audit:") == []


async def test_an_answer_to_the_question_for_a_token_opens_nothing(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    given = await asked(demo, tablet)
    given["signature"] = to_base64url(sign(tablet.key, f"yici-renew:{given['challenge']}".encode()))
    assert (await problem(demo, RECOVER, given, user=tablet.clerk))["code"] == "unauthorized"


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
