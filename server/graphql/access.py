"""Signing in, admitting tablets, and opening one whose PIN is forgotten."""

from strawberry import ID

from schema.envelope import to_base64url
from schema.graphql.access import EnrolledDevice, PairingCode, SignedIn, SignedInPerson
from schema.graphql.scalars import Moment
from schema.graphql.site import Site
from schema.hub_documents.hub import LONGEST_NOTE
from server.graphql.context import Info
from server.qr import qr
from server.recovery import recovered_key
from sync.errors import BadRequest
from sync.projector.kinds import REFERENCE


async def sign_in(info: Info, username: str, password: str) -> SignedIn:
    """Raises what `SignIn.with_token` does."""
    context = info.context
    user, signed = await context.hub.sign_in.with_token(username, password, context.address)
    return SignedIn(
        token=signed.token,
        expires_at=Moment(signed.expires_at),
        person=SignedInPerson(
            name=user["name"],
            display_name=user["displayName"],
            role=user["role"],
            area=user["area"],
            must_change_password=bool(user.get("mustChange")),
        ),
    )


async def create_pairing_code(info: Info, site: str) -> PairingCode:
    """Raises what `Enrolment.create_pairing_code` does."""
    hub = info.context.hub
    made = await hub.enrolment.create_pairing_code(info.context.principal, site)
    url = f"{hub.settings.public_url}/app/#enrol={made.code}"
    return PairingCode(code=made.code, expires_at=Moment(made.expires_at), url=url, qr=qr(url))


async def enrol_device(
    info: Info, pairing_code: str, public_key: str, label: str, unkept: str | None = None
) -> EnrolledDevice:
    """Raises what `Enrolment.enrol` does, and `BadRequest` for a reason that is too long."""
    if len(unkept or "") > LONGEST_NOTE:
        raise BadRequest(f"unkept has at most {LONGEST_NOTE} characters.")
    hub = info.context.hub
    enrolled = await hub.enrolment.enrol(info.context.principal, pairing_code, public_key, label, unkept)
    row = REFERENCE["site"].row(enrolled.site)
    return EnrolledDevice(
        device=enrolled.device,
        clerk_name=enrolled.clerk,
        role=enrolled.role.value,
        site=Site.from_row(row["code"], row),
        credential=enrolled.credential,
        public_url=hub.settings.public_url,
    )


async def recover_tablet(info: Info, device: ID, escrow: str, challenge: str, signature: str) -> str:
    """Raises what `recovered_key` does."""
    context = info.context
    key = await recovered_key(
        context.hub,
        context.principal,
        str(device),
        escrow=escrow,
        challenge=challenge,
        signature=signature,
    )
    return to_base64url(key)
