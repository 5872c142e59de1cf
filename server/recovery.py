"""A tablet none of whose clerks remembers his PIN: the key of what lies on it, back from the district.

The tablet keeps that key sealed for the district. It is opened for somebody who works at the tablet's site,
on that tablet alone: the device's own key has to sign for it. The hub keeps nothing but the record of who.
"""

from schema.areas import site_of_device
from schema.canonical import canonical
from schema.envelope import from_base64url
from server.audit import RECOVERY, put_on_record
from server.auth.renewal import RECOVER_PREFIX
from server.enrolment import works_at
from server.hub import Hub
from server.online.sealing import BadSeal
from server.principal import Principal
from sync.errors import BadRequest, Forbidden


def escrow_about(device: str) -> dict[str, object]:
    """What the key of a tablet is sealed with besides, so that it opens as no other tablet's."""
    return {"type": "escrow", "v": 1, "device": device}


async def recovered_key(
    hub: Hub, principal: Principal, device: str, *, escrow: str, challenge: str, signature: str
) -> bytes:
    """The key that the tablet seals with, once it is on record who has it.

    Raises `Forbidden` for who works elsewhere and for a device that has ended, `Unauthorized` for an answer
    that is not the device's, `BadRequest` for an escrow that is not its own.
    """
    site = site_of_device(device)
    if not works_at(principal, site):
        raise Forbidden("Only who works at the site of a tablet opens it.")
    document = await hub.renewal.who_answers(device, challenge, signature, RECOVER_PREFIX)
    if "ended" in document:
        raise Forbidden("The device has ended. The township above it admits it again.")
    try:
        key = hub.papers.unsealed(from_base64url(escrow), canonical(escrow_about(device)))
    except (BadSeal, ValueError) as error:
        raise BadRequest("The escrow is not this tablet's, is not whole, or is for another key.") from error
    await put_on_record(
        hub.engine,
        hub.clock.text(),
        principal,
        case="",
        site=site,
        purpose=RECOVERY,
        fields=[f"tablet:{device}"],
    )
    return key
