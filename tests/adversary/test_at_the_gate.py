"""What the gate of a running hub refuses of what somebody sends who has, or had, a tablet."""

from typing import Any

from schema.canonical import canonical
from schema.district_keys import key_id
from schema.envelope import sign, signed_fact, to_base64url
from schema.orders import signed_order
from schema.sign1 import issue_credential
from tests.adversary.answers import KEPT, answer, issued, refused
from tests.adversary.table import attempt
from tests.hub import OTHER_SITE, SITE, DemoHub, as_revision
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import birth_service, further_birth
from tests.server.workers.test_revocations import void_order
from tests.tablet import Fact, Tablet, point


def rewritten(tablet: Tablet, fact: Fact, **members: Any) -> Fact:
    """Signed again by the tablet, with other members."""
    body = {name: value for name, value in {**fact, **members}.items() if name not in ("_id", "sig")}
    return signed_fact(body, tablet.key)


@attempt("a fact that was changed after its tablet had signed it", answered="refused: `signature`", seen=KEPT)
async def test_a_changed_fact(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = birth_service(tablet)
    assert await refused(demo, {**fact, "online": not fact["online"]}) == "signature"


@attempt("facts of a tablet that nobody admitted", answered="refused: `unknown-device`", seen=KEPT)
async def test_an_unknown_tablet(demo: DemoHub) -> None:
    tablet = Tablet(f"{SITE}C7", secret=8)
    assert await refused(demo, birth_service(tablet)) == "unknown-device"


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
    assert await refused(demo, decision) == "role"


@attempt("one tablet's facts put into another site's database", answered="refused: `other-site`", seen=KEPT)
async def test_another_sites_database(demo: DemoHub) -> None:
    fact = birth_service(await demo.enrolled_tablet())
    assert await refused(demo, fact, site=OTHER_SITE, user="degan-1") == "other-site"


@attempt(
    "a certificate with a number outside the tablet's block",
    answered="refused: `outside-block`; its paper stays unknown-yet",
    seen=KEPT,
)
async def test_a_number_outside_the_block(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = tablet.certificate(tablet.application(), serial=9000)
    assert await refused(demo, fact) == "outside-block"
    await demo.settled()
    assert await answer(demo, fact["token"]) == "VOID: void"


@attempt("a certificate whose QR says other than its fact", answered="refused: `token`", seen=KEPT)
async def test_a_qr_that_says_something_else(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = birth_service(tablet)
    lying = rewritten(tablet, fact, token=tablet.token({**fact, "wife": OUTSIDE_WIFE}))
    assert await refused(demo, lying) == "token"


@attempt(
    "a certificate issued after the tablet's credential had ended, sent in",
    answered="refused: `expired-credential`",
    seen=KEPT,
)
async def test_a_credential_past_its_date_at_the_gate(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    first, last = (tablet.now.date().replace(month=month) for month in (1, 5))
    tablet.credential = issue_credential(demo.hub.district_key, tablet.device, point(tablet.key), first, last)
    assert await refused(demo, birth_service(tablet)) == "expired-credential"


@attempt("a stored fact written once more with other words", answered="refused: `write-once`", seen=KEPT)
async def test_a_fact_written_again(demo: DemoHub) -> None:
    tablet, _ = await issued(demo)
    assert await refused(demo, rewritten(tablet, tablet.facts[0], sameBooklet=True)) == "write-once"


@attempt(
    "a certificate deleted by the tablet that issued it",
    answered="refused: `write-once`; it stays",
    seen=KEPT,
)
async def test_a_deleted_certificate(demo: DemoHub) -> None:
    _, fact = await issued(demo)
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
    assert await answer(demo, fact["token"]) == "VALID: in-force"


@attempt("a tablet leases itself a block of numbers", answered="refused: `hub-only`", seen=KEPT)
async def test_a_block_of_ones_own(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    assert await refused(demo, {**tablet.block(201, 9999, 2), "device": tablet.device}) == "hub-only"


@attempt(
    "a tablet makes a certificate void by an order of its own",
    answered="refused: `hub-only`; the certificate stays valid",
    seen=KEPT,
)
async def test_an_order_of_ones_own(demo: DemoHub) -> None:
    tablet, certificate = await issued(demo)
    assert await refused(demo, void_order(certificate)) == "hub-only"
    signed = signed_fact({**void_order(certificate), "device": tablet.device, "seq": 9}, tablet.key)
    assert await refused(demo, {**signed, "_id": void_order(certificate)["_id"]}) == "hub-only"
    await demo.settled()
    assert await answer(demo, certificate["token"]) == "VALID: in-force"


@attempt(
    "an order of the hub's brought back with other words, or put into another case, or under another id",
    answered="refused: `hub-only`; as it was signed it is taken from whoever brings it",
    seen=KEPT,
)
async def test_an_order_with_other_words(demo: DemoHub) -> None:
    tablet, certificate = await issued(demo)
    order = signed_order(void_order(certificate), demo.hub.district_key)
    for changed in (
        {"why": "other"},
        {"case": f"{tablet.device}-9"},
        {"_id": f"{order['_id']}-2"},
        {"_id": f"{order['_id']}-2", "key": f"{order['key']}-2"},
    ):
        assert await refused(demo, {**order, **changed}) == "hub-only"
    assert await refused(demo, order, site=OTHER_SITE, user="degan-1") == "other-site"
    await demo.settled()
    assert await answer(demo, certificate["token"]) == "VALID: in-force"
    assert await demo.push([order]) == []
    await demo.settled()
    assert await answer(demo, certificate["token"]) == "VOID: void"


@attempt(
    "an order signed by a key that is not the district's, or under the name of one that is",
    answered="refused: `hub-only`",
    seen=KEPT,
)
async def test_an_order_of_another_district(demo: DemoHub) -> None:
    tablet, certificate = await issued(demo)
    kid = key_id(demo.hub.district_key.public_key()).hex()
    order = signed_order(void_order(certificate), tablet.key)
    named = {**order, "kid": kid}
    sig = to_base64url(sign(tablet.key, canonical(named, without="sig")))
    assert await refused(demo, order) == "hub-only"
    assert await refused(demo, {**named, "sig": sig}) == "hub-only"
