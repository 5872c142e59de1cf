"""What somebody tries with a tablet that is reported, or to have one reported."""

import json
from datetime import date

import httpx2

from schema.envelope import sign, to_base64url
from schema.revocations import Revocations as Lists
from schema.verification import judge_token
from server.founding import key_document
from server.workers.revocations import Revocations
from sync.projector.district_keys import district_keys
from sync.records import change, put_new
from tests.adversary.table import attempt
from tests.hub import ENROL, OTHER_SITE, SITE, DemoHub
from tests.people import MRS_ZHAO, OUTSIDE_WIFE
from tests.server.graphql.desk import problem
from tests.server.workers.office import Office, birth_service
from tests.tablet import Fact, Tablet, key_from

END = "mutation($d: ID!) { endDevice(device: $d, why: STOLEN, wipe: true) { pending } }"
CODE = "mutation($site: String!) { createPairingCode(site: $site) { code } }"


@attempt(
    "one fact signed far ahead before the tablet is reported, and papers filled in below it afterwards",
    answered="refused: `ended-device`",
    seen="the tablet's refusals; GraphQL `violations`; gaps in `siteSync` and `endDevice`",
)
async def test_facts_filled_in_after_the_report(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    later = [fact for _ in range(11) for fact in (birth_service(tablet), tablet.facts[-2])]
    ahead = tablet.visit(case)
    await demo.push([tablet.facts[0], ahead])
    await demo.settled()
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    refused = await demo.push(later)
    assert {row["reason"].partition(" ")[0] for row in refused} == {"ended-device"}
    assert len(refused) == len(later)


@attempt(
    "facts of a stolen tablet under numbers of its chain that were given to facts of another type",
    answered="refused: `ended-device`",
    seen="the tablet's refusals; GraphQL `violations`; quarantine in `hub`",
)
async def test_facts_under_numbers_that_were_given(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    for _ in range(5):
        birth_service(tablet)
    honest = [*tablet.facts]
    await demo.push(honest)
    await demo.settled()
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    tablet.facts = honest[:6]  # a number of the chain that stands for another type of fact
    birth_service(tablet)
    forged = tablet.facts[6:]
    assert not {fact["_id"] for fact in forged} & {fact["_id"] for fact in honest}
    refused = await demo.push(forged)
    assert [row["reason"].partition(" ")[0] for row in refused] == ["ended-device"] * len(forged)
    assert await demo.push(honest) == []
    await demo.settled()
    rows = demo.rows()
    assert {row[0] for row in rows["fact"]} == {fact["_id"] for fact in honest}
    await demo.hub.projector.stop()
    await demo.hub.projector.rebuild(lambda *_: None)
    assert demo.rows() == rows


@attempt(
    "papers of a stolen tablet after it was reported, checked with no network: under a number of its own, "
    "one that nobody leased, one of another item, and one that stands on an honest paper",
    answered="revoked-block: `revoked`; void: `used-twice`; the paper that stands is valid",
    seen="verify screen, `/verify`, `yici verify`",
)
async def test_papers_of_a_stolen_tablet(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    stands = birth_service(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    await Office(demo).work(Revocations(demo.hub.district_key))
    lists = Lists.of(await demo.documents("reference", "revocations:"))
    with demo.hub.projection.connect() as connection:
        keys = district_keys(connection)

    def answered(fact: Fact) -> str:
        return judge_token(fact["token"], keys, lists).reason

    assert answered(stands) == "signed"
    for serial, reason in ((2, "revoked"), (201, "revoked"), (9999, "revoked"), (1, "used-twice")):
        for wife in (MRS_ZHAO, OUTSIDE_WIFE):
            forged = tablet.certificate(stands["case"], wife=wife, serial=serial)
            assert answered(forged) == (reason if forged["token"] != stands["token"] else "signed")
    other = tablet.application(guide="guide:only-child:2021-7")
    assert answered(tablet.certificate(other, serial=1)) == "revoked"


@attempt(
    "a stolen tablet asks for a new token, or uses the one it has",
    answered="403 with the district's signed word that it has ended, which wipes it; 401",
    seen="the tablet's screen",
)
async def test_a_token_for_a_stolen_tablet(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    old = (await _renewed(demo, tablet)).json()["token"]
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    answer = await _renewed(demo, tablet)
    assert (answer.status_code, answer.json()["ending"]["wipe"]) == (403, True)
    headers = {"Authorization": f"Bearer {old}"}
    assert (await demo.client.get(f"/couchdb/site-{SITE}", headers=headers)).status_code == 401


@attempt(
    "the district's word that a tablet has ended, said to it once more when it is admitted again",
    answered="the tablet takes no word but one that names the signature by which it asked",
    seen="the tablet's screen",
)
async def test_an_old_word(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    asked = [await _renewed(demo, tablet) for _ in range(2)]
    first, second = (answer.json()["ending"]["answers"] for answer in asked)
    assert first != second
    assert first == json.loads(asked[0].request.content)["signature"]


@attempt(
    "a key of one's own published in the hub's name, to have tablets wiped or forged papers believed",
    answered="no key: its name is that of its point, and no key that tablets trust vouches for it",
    seen="`/.well-known/district-keys.json`; the tablet goes on with the keys it trusts",
)
async def test_a_key_of_ones_own(demo: DemoHub) -> None:
    (real,) = await demo.documents("reference", "key:")
    evil = key_document(key_from(77), date(2021, 1, 1))
    reference = demo.hub.engine.database("reference")
    await put_new(reference, [{**evil, "_id": "key:0123456789abcdef", "kid": "0123456789abcdef"}])
    await change(reference, real["_id"], publicKey=evil["publicKey"])
    await demo.settled()
    assert (await demo.get("/.well-known/district-keys.json")).json() == {"keys": []}


@attempt(
    "a township ends a tablet of another township",
    answered="`not_found`: it has no such tablet",
    seen="the answer to the request",
)
async def test_a_tablet_of_another_township(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet(OTHER_SITE, 4)
    assert (await problem(demo, END, {"d": tablet.device}))["code"] == "not_found"


@attempt(
    "a pairing code used a second time, or by a clerk of another site",
    answered="`forbidden`; no tablet is admitted",
    seen="the enrolment screen",
)
async def test_a_pairing_code_again(demo: DemoHub) -> None:
    code = (await demo.ask(CODE, {"site": SITE}, user="jijiang"))["createPairingCode"]["code"]
    first, second = Tablet(secret=3), Tablet(secret=4)
    foreign = {"code": code, "key": second.public_key}
    assert (await problem(demo, ENROL, foreign, user="degan-1"))["code"] == "forbidden"
    await demo.ask(ENROL, {"code": code, "key": first.public_key}, user="sipaifang-1")
    assert (await problem(demo, ENROL, foreign, user="sipaifang-1"))["code"] == "forbidden"
    assert len(await demo.documents("hub", "device:")) == 1


async def _renewed(demo: DemoHub, tablet: Tablet) -> httpx2.Response:
    challenge = (await demo.client.post("/auth/challenge", json={"device": tablet.device})).json()[
        "challenge"
    ]
    signature = to_base64url(sign(tablet.key, f"yici-renew:{challenge}".encode()))
    given = {"device": tablet.device, "challenge": challenge, "signature": signature}
    return await demo.client.post("/auth/renew", json=given)
