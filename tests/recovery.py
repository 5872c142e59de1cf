"""What a tablet whose PIN is forgotten asks the hub."""

from typing import Any

from schema.canonical import canonical
from schema.envelope import sign, to_base64url
from server.online.sealing import seal
from server.recovery import escrow_about
from tests.hub import DemoHub
from tests.tablet import Tablet

DATA_KEY = bytes(range(32))
RECOVER = """mutation($device: ID!, $escrow: String!, $challenge: String!, $signature: String!) {
  recoverTablet(device: $device, escrow: $escrow, challenge: $challenge, signature: $signature) }"""


def escrow_of(demo: DemoHub, tablet: Tablet) -> str:
    """The data key as the tablet keeps it for the district."""
    about = canonical(escrow_about(tablet.device))
    return to_base64url(seal(demo.hub.papers.public_key, DATA_KEY, about))


async def asked(demo: DemoHub, tablet: Tablet, **changed: str) -> dict[str, Any]:
    """The variables of `RECOVER` as an honest tablet has them, but for what is changed."""
    given = (await demo.client.post("/auth/challenge", json={"device": tablet.device})).json()["challenge"]
    return {
        "device": tablet.device,
        "escrow": escrow_of(demo, tablet),
        "challenge": given,
        "signature": to_base64url(sign(tablet.key, f"yici-recover:{given}".encode())),
        **changed,
    }
