"""What is sent to a running hub by somebody who has, or had, a tablet or a password."""

import json
from typing import Any

from schema.canonical import canonical
from schema.district_keys import key_id
from schema.envelope import sign, signed_fact, to_base64url
from schema.orders import signed_order
from schema.sign1 import issue_credential
from server.workers.revocations import Revocations
from sync.records import change
from tests.adversary.table import attempt
from tests.hub import OTHER_SITE, SITE, DemoHub, as_revision
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import Office, birth_service, further_birth
from tests.server.workers.test_revocations import void_order
from tests.tablet import Fact, Tablet, point

KEPT = "the tablet's refusals; GraphQL `violations`; quarantine in `hub`"
VERIFIED = "`/verify`, GraphQL `verifyCertificate`"
VERIFY = (
    "query($t: String, $n: String) { verifyCertificate(token: $t, certNo: $n) { status reason husband } }"
)
END = "mutation($d: ID!) { endDevice(device: $d, why: STOLEN) { pending } }"


async def _refused(demo: DemoHub, fact: Fact, **where: Any) -> str:
    """The rule by which the gate answers; what was refused is kept."""
    (row,) = await demo.push([fact], **where)
    assert row["error"] == "forbidden"
    kept = await demo.documents("hub", "quarantine:")
    assert fact["_id"] in {one["docId"] for one in kept}
    return str(row["reason"]).partition(" ")[0]


async def _answer(demo: DemoHub, token: str = "", number: str = "") -> str:
    asked = {"t": token or None, "n": number or None}
    verified = (await demo.ask(VERIFY, asked, user=""))["verifyCertificate"]
    return f"{verified['status']}: {verified['reason']}"


def _rewritten(tablet: Tablet, fact: Fact, **members: Any) -> Fact:
    """Signed again by the tablet, with other members."""
    body = {name: value for name, value in {**fact, **members}.items() if name not in ("_id", "sig")}
    return signed_fact(body, tablet.key)


@attempt("a fact that was changed after its tablet had signed it", answered="refused: `signature`", seen=KEPT)
async def test_a_changed_fact(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = birth_service(tablet)
    assert await _refused(demo, {**fact, "online": not fact["online"]}) == "signature"


@attempt("facts of a tablet that nobody admitted", answered="refused: `unknown-device`", seen=KEPT)
async def test_an_unknown_tablet(demo: DemoHub) -> None:
    tablet = Tablet(f"{SITE}C7", secret=8)
    assert await _refused(demo, birth_service(tablet)) == "unknown-device"


@attempt(
    "a community's tablet decides for the township, in the name of somebody there who never held it",
    answered="refused: `role`",
    seen=KEPT,
)
async def test_a_decision_at_a_community(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = further_birth(tablet)
    tablet.clerk = "jijiang"
    decision = tablet.fact("decision", case, granted=True, appraisal="", reason="", grounds="")
    assert await _refused(demo, decision) == "role"


@attempt("one tablet's facts put into another site's database", answered="refused: `other-site`", seen=KEPT)
async def test_another_sites_database(demo: DemoHub) -> None:
    fact = birth_service(await demo.enrolled_tablet())
    assert await _refused(demo, fact, site=OTHER_SITE, user="degan-1") == "other-site"


@attempt(
    "a certificate with a number outside the tablet's block",
    answered="refused: `outside-block`; its paper stays unknown-yet",
    seen=KEPT,
)
async def test_a_number_outside_the_block(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = tablet.certificate(tablet.application(), serial=9000)
    assert await _refused(demo, fact) == "outside-block"
    await demo.settled()
    assert await _answer(demo, fact["token"]) == "VOID: void"


@attempt("a certificate whose QR says other than its fact", answered="refused: `token`", seen=KEPT)
async def test_a_qr_that_says_something_else(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = birth_service(tablet)
    lying = _rewritten(tablet, fact, token=tablet.token({**fact, "wife": OUTSIDE_WIFE}))
    assert await _refused(demo, lying) == "token"


@attempt(
    "a certificate issued after the tablet's credential had ended, sent in",
    answered="refused: `expired-credential`",
    seen=KEPT,
)
async def test_a_credential_past_its_date_at_the_gate(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    first, last = (tablet.now.date().replace(month=month) for month in (1, 5))
    tablet.credential = issue_credential(demo.hub.district_key, tablet.device, point(tablet.key), first, last)
    assert await _refused(demo, birth_service(tablet)) == "expired-credential"


@attempt("a stored fact written once more with other words", answered="refused: `write-once`", seen=KEPT)
async def test_a_fact_written_again(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    await demo.push(tablet.facts)
    assert await _refused(demo, _rewritten(tablet, tablet.facts[0], sameBooklet=True)) == "write-once"


@attempt(
    "a certificate deleted by the tablet that issued it",
    answered="refused: `write-once`; it stays",
    seen=KEPT,
)
async def test_a_deleted_certificate(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = birth_service(tablet)
    await demo.push(tablet.facts)
    held = as_revision(fact)["_revisions"]["ids"][0]
    gone = {
        "_id": fact["_id"],
        "_rev": "2-b",
        "_revisions": {"start": 2, "ids": ["b", held]},
        "_deleted": True,
    }
    headers = await demo.bearer("sipaifang-1")
    body = {"new_edits": False, "docs": [gone]}
    (row,) = (await demo.client.post(f"/couchdb/site-{SITE}/_bulk_docs", json=body, headers=headers)).json()
    assert row["reason"].startswith("write-once ")
    await demo.settled()
    assert await _answer(demo, fact["token"]) == "VALID: in-force"


@attempt("a tablet leases itself a block of numbers", answered="refused: `hub-only`", seen=KEPT)
async def test_a_block_of_ones_own(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    assert await _refused(demo, {**tablet.block(201, 9999, 2), "device": tablet.device}) == "hub-only"


@attempt(
    "a tablet makes a certificate void by an order of its own",
    answered="refused: `hub-only`; the certificate stays valid",
    seen=KEPT,
)
async def test_an_order_of_ones_own(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await demo.push(tablet.facts)
    assert await _refused(demo, void_order(certificate)) == "hub-only"
    signed = signed_fact({**void_order(certificate), "device": tablet.device, "seq": 9}, tablet.key)
    assert await _refused(demo, {**signed, "_id": void_order(certificate)["_id"]}) == "hub-only"
    await demo.settled()
    assert await _answer(demo, certificate["token"]) == "VALID: in-force"


@attempt(
    "an order of the hub's brought back with other words, or put into another case, or under another id",
    answered="refused: `hub-only`; as it was signed it is taken from whoever brings it",
    seen=KEPT,
)
async def test_an_order_with_other_words(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await demo.push(tablet.facts)
    order = signed_order(void_order(certificate), demo.hub.district_key)
    for changed in (
        {"why": "other"},
        {"case": f"{tablet.device}-9"},
        {"_id": f"{order['_id']}-2"},
        {"_id": f"{order['_id']}-2", "key": f"{order['key']}-2"},
    ):
        assert await _refused(demo, {**order, **changed}) == "hub-only"
    assert await _refused(demo, order, site=OTHER_SITE, user="degan-1") == "other-site"
    await demo.settled()
    assert await _answer(demo, certificate["token"]) == "VALID: in-force"
    assert await demo.push([order]) == []
    await demo.settled()
    assert await _answer(demo, certificate["token"]) == "VOID: void"


@attempt(
    "an order signed by a key that is not the district's, or under the name of one that is",
    answered="refused: `hub-only`",
    seen=KEPT,
)
async def test_an_order_of_another_district(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await demo.push(tablet.facts)
    kid = key_id(demo.hub.district_key.public_key()).hex()
    order = signed_order(void_order(certificate), tablet.key)
    named = {**order, "kid": kid}
    sig = to_base64url(sign(tablet.key, canonical(named, without="sig")))
    assert await _refused(demo, order) == "hub-only"
    assert await _refused(demo, {**named, "sig": sig}) == "hub-only"


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
    assert await _answer(demo, first["token"]) == "VALID: in-force"
    assert await _answer(demo, second["token"]) == "VOID: used-twice"


@attempt(
    "a second paper under a number that is registered, never sent in",
    answered="altered: `other-paper`",
    seen=VERIFIED,
)
async def test_a_second_paper_never_sent_in(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    first = birth_service(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    second = tablet.certificate(first["case"], wife=OUTSIDE_WIFE, serial=1)
    assert await _answer(demo, second["token"]) == "ALTERED: other-paper"


@attempt(
    "a certificate printed and hidden from the hub",
    answered="unknown-yet: `not-arrived`, never valid",
    seen=VERIFIED,
)
async def test_a_hidden_certificate(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.settled()
    assert await _answer(demo, birth_service(tablet)["token"]) == "UNKNOWN_YET: not-arrived"


@attempt(
    "papers of a stolen tablet, printed after it was reported, with facts signed far ahead",
    answered="what it sends is refused (`ended-device`); its papers are revoked-block: `revoked`",
    seen=KEPT + "; " + VERIFIED,
)
async def test_a_stolen_tablet(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    kept = birth_service(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    stolen = birth_service(tablet, wife=OUTSIDE_WIFE)
    assert await _refused(demo, stolen) == "ended-device"
    await demo.settled()
    assert await _answer(demo, stolen["token"]) == "REVOKED_BLOCK: revoked"
    await Office(demo).work(Revocations(demo.hub.district_key))
    (listed,) = (await demo.get("/.well-known/revocations.json")).json()
    assert "901A1FS0002-9999" in listed["revoked"]
    assert await _answer(demo, kept["token"]) == "VALID: in-force"


@attempt(
    "certificate numbers tried one after the other, to learn who has one",
    answered="a number alone reveals no person and no date",
    seen=VERIFIED,
)
async def test_numbers_tried_one_after_the_other(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
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
