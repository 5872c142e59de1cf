"""What a running hub answers to those who try something, and where it is seen."""

from typing import Any

from tests.hub import DemoHub
from tests.server.workers.office import birth_service
from tests.tablet import Fact, Tablet

KEPT = "the tablet's refusals; GraphQL `violations`; quarantine in `hub`"
VERIFIED = "`/verify`, GraphQL `verifyCertificate`"
VERIFY = (
    "query($t: String, $n: String) { verifyCertificate(token: $t, certNo: $n) { status reason husband } }"
)


async def refused(demo: DemoHub, fact: Fact, **where: Any) -> str:
    """The rule by which the gate answers; what was refused is kept."""
    (row,) = await demo.push([fact], **where)
    assert row["error"] == "forbidden"
    kept = await demo.documents("hub", "quarantine:")
    assert fact["_id"] in {one["docId"] for one in kept}
    return str(row["reason"]).partition(" ")[0]


async def answer(demo: DemoHub, token: str = "", number: str = "") -> str:
    asked = {"t": token or None, "n": number or None}
    verified = (await demo.ask(VERIFY, asked, user=""))["verifyCertificate"]
    return f"{verified['status']}: {verified['reason']}"


async def issued(demo: DemoHub) -> tuple[Tablet, Fact]:
    """A tablet, and a certificate that it issued, which the hub holds."""
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    return tablet, certificate
