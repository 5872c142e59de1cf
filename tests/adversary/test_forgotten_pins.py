"""What somebody tries who has a locked tablet, or only what lies on it, and no PIN."""

from schema.envelope import sign, to_base64url
from tests.adversary.table import attempt
from tests.adversary.test_tablets_that_ended import END
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.recovery import RECOVER, asked, escrow_of
from tests.server.graphql.desk import problem
from tests.tablet import Tablet, key_from

SEEN = "the locked tablet, 忘记数字密码; GraphQL `audit` names whom it was opened for"


@attempt(
    "a stolen tablet's sealed key put to the hub as that of one's own tablet",
    answered="`bad_request`: it opens as no other tablet's",
    seen=SEEN,
)
async def test_the_escrow_of_another_tablet(demo: DemoHub) -> None:
    own, stolen = await demo.enrolled_tablet(), await demo.enrolled_tablet(SITE, 4)
    given = await asked(demo, own, escrow=escrow_of(demo, stolen))
    assert await _code(demo, given, own.clerk) == "bad_request"


@attempt(
    "a locked tablet opened by a clerk of another site, or by who only looks on",
    answered="`forbidden`; no key is given",
    seen=SEEN,
)
async def test_somebody_of_another_site(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    for user in ("degan-1", "jijiang", "auditor", "district"):
        assert await _code(demo, await asked(demo, tablet), user) == "forbidden", user
    there = await demo.enrolled_tablet(OTHER_SITE, 4)
    assert await _code(demo, await asked(demo, there), "sipaifang-1") == "forbidden"


@attempt(
    "a tablet opened without its PIN after it was reported, with the password of a clerk of its site",
    answered="`forbidden`; no key is given",
    seen=SEEN,
)
async def test_a_tablet_that_has_ended(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.ask(END, {"d": tablet.device}, user="jijiang")
    assert await _code(demo, await asked(demo, tablet), tablet.clerk) == "forbidden"


@attempt(
    "a copied sealed key, with a clerk's password but without the tablet's own key, or with an old answer",
    answered="`unauthorized`; no key is given",
    seen=SEEN,
)
async def test_without_the_key_of_the_device(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    given = await asked(demo, tablet)
    forged = to_base64url(sign(key_from(99), f"yici-recover:{given['challenge']}".encode()))
    other = await asked(demo, Tablet(f"{SITE}Z9", tablet.clerk, 3))
    later = await asked(demo, tablet)
    for changed in (
        {"signature": forged},
        {"signature": ""},
        {"signature": later["signature"]},
        {"challenge": other["challenge"], "signature": other["signature"]},
    ):
        assert await _code(demo, {**given, **changed}, tablet.clerk) == "unauthorized", changed


async def _code(demo: DemoHub, given: dict[str, str], user: str) -> str:
    """Why no key is given; then it is on no record either that one was."""
    code: str = (await problem(demo, RECOVER, given, user=user))["code"]
    assert await demo.documents("hub", "audit:") == []
    return code
