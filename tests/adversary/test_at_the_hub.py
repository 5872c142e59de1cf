"""What is sent to a running hub by somebody who has, or had, a tablet or a password."""

import json

from server.workers.revocations import Revocations
from sync.records import change
from tests.adversary.answers import KEPT, VERIFIED, answer, issued, refused
from tests.adversary.table import attempt
from tests.hub import SITE, DemoHub
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import Office, birth_service
from tests.tablet import Tablet

END = "mutation($d: ID!) { endDevice(device: $d, why: STOLEN) { pending } }"


@attempt(
    "a clerk empties the list of revocations in `reference`",
    answered="403: no clerk may write there",
    seen="the answer to the request",
)
async def test_a_clerk_writes_to_reference(demo: DemoHub) -> None:
    headers = await demo.bearer("sipaifang-1")
    body = {"type": "revocations", "township": "500116001", "void": "", "revoked": ""}
    answer = await demo.client.put(
        "/couchdb/reference/revocations:500116001", content=json.dumps(body), headers=headers
    )
    assert (answer.status_code, answer.json()["error"]) == (403, "forbidden")


@attempt(
    "somebody with the store in his hands empties a list of revocations",
    answered="the worker writes it again, signed; until then tablets count it as none",
    seen="`/.well-known/revocations.json`",
)
async def test_an_emptied_list(demo: DemoHub) -> None:
    office, tablet = Office(demo), await demo.enrolled_tablet()
    certificate = tablet.certificate(tablet.application())
    await office.push(tablet)
    await office.work(Revocations(demo.hub.district_key))
    await change(demo.hub.engine.database("reference"), "revocations:500116001", void="")
    assert await office.work(Revocations(demo.hub.district_key)) == 1
    (listed,) = (await demo.get("/.well-known/revocations.json")).json()
    assert (listed["void"], certificate["certNo"][18:22]) == ("901A1FS0001", "0001")


@attempt(
    "a chain of facts with a hole",
    answered="taken; the hole is told, and who looks sees it",
    seen="GraphQL `siteSync`",
)
async def test_a_hole_in_the_chain(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    await demo.push([fact for fact in tablet.facts if fact["seq"] != 2])
    await demo.settled()
    asked = f'{{ siteSync(areaCode: "{SITE}") {{ devices {{ device gaps }} }} }}'
    (site,) = (await demo.ask(asked))["siteSync"]
    assert site["devices"] == [{"device": tablet.device, "gaps": "2"}]


@attempt(
    "a block used twice by a cloned tablet",
    answered="both papers are kept; the first is valid, the second void: `used-twice`",
    seen="GraphQL `numberLedger { doubles }`, alarms of `siteSync`, " + VERIFIED,
)
async def test_a_block_used_twice(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    clone = Tablet(tablet.device, tablet.clerk)
    clone.key, clone.credential = tablet.key, tablet.credential
    first = birth_service(tablet)
    clone.facts, clone.now = list(tablet.facts), tablet.now
    second = birth_service(clone, wife=OUTSIDE_WIFE)
    assert second["certNo"] == first["certNo"]
    await demo.push(clone.facts)
    await demo.settled()
    doubles = (await demo.ask("{ numberLedger { doubles { number facts } } }"))["numberLedger"]["doubles"]
    assert doubles == [{"number": first["certNo"], "facts": [first["_id"], second["_id"]]}]
    assert await answer(demo, first["token"]) == "VALID: in-force"
    assert await answer(demo, second["token"]) == "VOID: used-twice"


@attempt(
    "a second paper under a number that is registered, never sent in",
    answered="altered: `other-paper`",
    seen=VERIFIED,
)
async def test_a_second_paper_never_sent_in(demo: DemoHub) -> None:
    tablet, first = await issued(demo)
    second = tablet.certificate(first["case"], wife=OUTSIDE_WIFE, serial=1)
    assert await answer(demo, second["token"]) == "ALTERED: other-paper"


@attempt(
    "a certificate printed and hidden from the hub",
    answered="unknown-yet: `not-arrived`, never valid",
    seen=VERIFIED,
)
async def test_a_hidden_certificate(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.settled()
    assert await answer(demo, birth_service(tablet)["token"]) == "UNKNOWN_YET: not-arrived"


@attempt(
    "papers of a stolen tablet, printed after it was reported, with facts signed far ahead",
    answered="what it sends is refused (`ended-device`); its papers are revoked-block: `revoked`",
    seen=KEPT + "; " + VERIFIED,
)
async def test_a_stolen_tablet(demo: DemoHub) -> None:
    tablet, kept = await issued(demo)
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    stolen = birth_service(tablet, wife=OUTSIDE_WIFE)
    assert await refused(demo, stolen) == "ended-device"
    await demo.settled()
    assert await answer(demo, stolen["token"]) == "REVOKED_BLOCK: revoked"
    await Office(demo).work(Revocations(demo.hub.district_key))
    (listed,) = (await demo.get("/.well-known/revocations.json")).json()
    assert "901A1FS0002-9999" in listed["revoked"]
    assert await answer(demo, kept["token"]) == "VALID: in-force"


@attempt(
    "certificate numbers tried one after the other, to learn who has one",
    answered="a number alone reveals no person and no date",
    seen=VERIFIED,
)
async def test_numbers_tried_one_after_the_other(demo: DemoHub) -> None:
    _, certificate = await issued(demo)
    page = (await demo.client.post("/verify", data={"certNo": certificate["certNo"], "token": ""})).text
    assert "证号已登记" in page
    for told in (certificate["husband"]["name"], certificate["wife"]["name"], certificate["issuedOn"]):
        assert told not in page


@attempt("a script in the number, or in the name on a paper", answered="shown as text", seen="`/verify`")
async def test_a_script_in_a_name(demo: DemoHub) -> None:
    script = "<script>alert(1)</script>"
    tablet = await demo.enrolled_tablet()
    husband = {**tablet.certificate(tablet.application())["husband"], "name": script}
    token = tablet.certificate("x", husband=husband)["token"]
    await demo.settled()
    for page in (
        await demo.get(f"/V/{token}"),
        await demo.client.post("/verify", data={"certNo": script, "token": ""}),
    ):
        assert page.status_code == 200
        assert script not in page.text
